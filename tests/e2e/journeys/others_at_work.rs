//! Extensions, themes, filters, translators and password managers are at work on the page: it proves
//! what it adopts, says all that it has to say, and what is seen is what is sent.

use std::ops::Range;

use e2e::harness::{Browser, Engine, Fault, Front, PATIENCE, Site, Words, eventually};
use e2e::pages::ComplaintsPage;
use e2e::tour::answer_what_is_required;
use serde_json::json;

in_every_engine!(
    a_box_that_an_extension_puts_before_each_question_hides_no_message,
    a_page_that_others_rewrote_is_whole_once_it_is_live,
    boxes_that_nobody_tells_of_are_sent_as_they_are_seen,
    what_the_page_says_goes_on_changing_while_the_browser_translates_it,
    what_is_pressed_in_a_sandbox_without_forms_acts,
);

/// How many pages others are at, unless `HOSTILE_PAGES` says otherwise; `SEED` plays that one alone.
const PAGES: u64 = 60;

/// In the other engines, which have the rows of their own.
const FEW: u64 = 8;

const TAGS: &str = include_str!("../pages/tags.js");
const HOSTILE: &str = include_str!("../pages/hostile.js");
const AUTOFILL: &str = include_str!("../pages/autofill.js");

fn seeds(many: u64) -> Range<u64> {
    let number = |name| std::env::var(name).ok().and_then(|text| text.parse().ok());
    match number("SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("HOSTILE_PAGES").unwrap_or(many),
    }
}

/// A site, and a page of it in the hands of a script.
struct Rig {
    front: Front,
    browser: Browser,
}

impl Rig {
    #[track_caller]
    fn open(engine: Engine, script: &str) -> Self {
        let front = Front::before(Site::start());
        let browser = engine.start();
        browser.open(&front.address("/hosts/bare.html"));
        browser.run(&in_a_scope(TAGS), &[]);
        browser.run(&in_a_scope(script), &[]);
        Self { front, browser }
    }

    /// Plays one page by its seed: what was done to it, and the reference of the complaint.
    ///
    /// # Errors
    ///
    /// What is wrong with what came of it.
    #[track_caller]
    fn play(&self, what: &str, seed: u64) -> Result<String, String> {
        let script = format!("const [seed, done] = arguments; {what}(seed).then(done)");
        let told = self.browser.run_async(&script, &[json!(seed)]);
        let wrong = told["wrong"]
            .as_array()
            .is_none_or(|wrong| !wrong.is_empty());
        match told["reference"].as_str() {
            Some(reference) if !wrong => Ok(reference.to_owned()),
            _ => Err(format!("{told:#}")),
        }
    }

    /// Plays them all; what arrives has these words.
    #[track_caller]
    fn play_all(&self, what: &str, seeds: Range<u64>, words: &[&str]) {
        let mut failed = Vec::new();
        for seed in seeds {
            match self.play(what, seed) {
                Err(wrong) => failed.push(format!("SEED={seed} {wrong}")),
                Ok(reference) => {
                    let shown = self.front.site.inbox(&["show", &reference]);
                    for word in words.iter().filter(|word| !shown.contains(**word)) {
                        failed.push(format!("SEED={seed}: no {word:?} in:\n{shown}"));
                    }
                }
            }
        }
        assert!(
            failed.is_empty(),
            "{} of {what} failed:\n{}",
            failed.len(),
            failed[..failed.len().min(5)].join("\n")
        );
    }
}

/// Scripts that stand in one page one after the other, each with names of its own.
fn in_a_scope(script: &str) -> String {
    ["{", script, "}"].concat()
}

/// What every complaint in the hands of the script says.
const SAID: [&str; 5] = [
    "Ada Lovelace",
    "ada@example.com",
    "T-20417",
    "The March bill charges twice for extension 204.",
    "A correction and a credit",
];

#[test]
fn a_page_that_others_were_at_before_it_was_live_is_as_a_fresh_one() {
    let rig = Rig::open(Engine::Chromium, HOSTILE);
    rig.play_all("hostile.before", seeds(PAGES), &SAID);
}

#[test]
fn a_page_that_others_are_at_while_it_is_live_loses_nothing_and_says_everything() {
    let rig = Rig::open(Engine::Chromium, HOSTILE);
    rig.play_all("hostile.after", seeds(PAGES), &SAID);
}

fn a_page_that_others_rewrote_is_whole_once_it_is_live(engine: Engine) {
    let rig = Rig::open(engine, HOSTILE);
    rig.play_all("hostile.before", 0..FEW, &SAID);
}

/// What every complaint says that a browser filled in.
const FILLED: [&str; 6] = [
    "Grace Hopper",
    "grace@example.com",
    "+44 20 7946 0958",
    "T-1906",
    "Filled in by a browser, which tells nobody of it.",
    "2026-03-27",
];

fn boxes_that_nobody_tells_of_are_sent_as_they_are_seen(engine: Engine) {
    let rig = Rig::open(engine, AUTOFILL);
    let many = if engine == Engine::Chromium {
        PAGES
    } else {
        FEW
    };
    rig.play_all("autofill.fill", seeds(many), &FILLED);
}

/// The page before it is live, whose program is held until the test lets it go.
#[track_caller]
fn early(engine: Engine) -> (Front, ComplaintsPage) {
    let front = Front::before(Site::start());
    front.fail("_bg.wasm", Fault::Held);
    let page = ComplaintsPage::open_plain(engine.start(), &front.address("/hosts/site.html"));
    (front, page)
}

/// In the page's shadow root, as `root`.
#[track_caller]
fn run(page: &ComplaintsPage, script: &str) {
    let root = "const root = document.querySelector('complaints-procedure').shadowRoot;";
    page.browser.run(&[root, script].concat(), &[]);
}

fn a_box_that_an_extension_puts_before_each_question_hides_no_message(engine: Engine) {
    let (front, page) = early(engine);
    run(
        &page,
        "for (const question of root.querySelectorAll('[data-question]')) {
             const box = document.createElement('div');
             box.style.display = 'none';
             question.prepend(box);
         }",
    );
    front.let_go("_bg.wasm");
    page.alive();
    page.press("Check your answers");
    for message in page.error_summary() {
        let shown = page.visible_text().matches(&message).count();
        assert_eq!(shown, 2, "{message}");
    }
}

#[test]
fn links_that_others_rewrote_lead_where_they_should_once_the_page_is_live() {
    let (front, page) = early(Engine::Chromium);
    run(
        &page,
        "for (const link of root.querySelectorAll('a[href^=tel]')) {
             link.href = '/cdn-cgi/l/email-protection#7a1b1e1b';
             link.innerHTML = '<span>[email&#160;protected]</span>';
         }",
    );
    front.let_go("_bg.wasm");
    page.alive();
    assert!(page.address_of("01702 668836").starts_with("tel:"));
    assert!(!page.visible_text().contains("protected"));
}

/// Translates all that can be read now, as browsers do: other nodes stand where the text was.
const TRANSLATE: &str = "
    const walker = document.createTreeWalker(root.querySelector('.cp-root'), NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim() && !walker.currentNode.data.startsWith('⟨')) texts.push(walker.currentNode);
    for (const text of texts.filter(text => text.parentElement.localName !== 'textarea')) {
        const font = document.createElement('font');
        font.append(document.createElement('font'));
        font.firstChild.textContent = `⟨${text.data}⟩`;
        text.replaceWith(font);
    }";

fn what_the_page_says_goes_on_changing_while_the_browser_translates_it(engine: Engine) {
    let front = Front::before(Site::start());
    let page = ComplaintsPage::open(engine.start(), &front.address("/hosts/site.html"));
    answer_what_is_required(&page);
    page.listen();
    run(&page, TRANSLATE);
    let page = page.in_section("⟨Raise a complaint⟩");
    page.fill(
        "⟨Description of your complaint⟩",
        "The March bill charges twice.",
    );
    page.text("You have 7971 characters remaining");
    page.press("⟨Check your answers⟩");
    page.heading("Check your answers before you send them");
    // What has come is translated like the rest.
    run(&page, TRANSLATE);
    page.heading("⟨Check your answers before you send them⟩");
    front.fail("/complaints/form", Fault::Status(503));
    page.press("⟨Send complaint⟩");
    page.text("We could not reach our server.");
    page.text("Sending your complaint");
    assert!(
        page.heard()
            .iter()
            .any(|said| said == "Sending your complaint")
    );
    front.mend();
    page.heading("Complaint sent");
}

/// Opens the page in a frame that may submit no forms.
const SANDBOX: &str = "
    const frame = document.createElement('iframe');
    frame.sandbox = 'allow-scripts allow-same-origin';
    frame.src = '/';
    frame.style = 'width: 1000px; height: 800px';
    document.body.append(frame)";

fn what_is_pressed_in_a_sandbox_without_forms_acts(engine: Engine) {
    let front = Front::before(Site::start());
    let page = ComplaintsPage::open_plain(engine.start(), &front.address("/hosts/bare.html"));
    page.browser.run(SANDBOX, &[]);
    page.browser
        .in_frame("return document.querySelector('iframe')", || {
            page.alive();
            page.press("Check your answers");
            assert_eq!(page.error_summary().len(), 4);
            page.press("Check the dates");
            page.heading("Complain to us first");
        });
}

#[test]
fn what_autofill_calls_a_key_troubles_nobody() {
    let front = Front::before(Site::start());
    let page = ComplaintsPage::open(Browser::start(), &front.address("/hosts/site.html"));
    page.browser.run(
        "window.failed = [];
         addEventListener('error', ({ message }) => failed.push(message));
         const own = document.body.appendChild(document.createElement('input'));
         const { shadowRoot } = document.querySelector('complaints-procedure');
         for (const box of [own, shadowRoot.getElementById('name')])
             for (const type of ['keydown', 'keypress', 'keyup'])
                 box.dispatchEvent(new Event(type, { bubbles: true, composed: true }));",
        &[],
    );
    assert_eq!(page.browser.run("return failed", &[]), json!([]));
}

/// What a page waits for last before it is drawn.
const HOLIDAYS: &str = "bank-holidays.json";

#[test]
fn words_that_are_composed_while_the_page_comes_alive_stand_there_once() {
    let front = Front::before(Site::start());
    front.fail(HOLIDAYS, Fault::Held);
    let edits = [("/header/tagline", json!("Drawn anew"))];
    front.put("/complaints.json", &Words::read().edited(&edits));
    let address = front.address("/hosts/site.html");
    let page = ComplaintsPage::open_plain(Browser::start(), &address);
    run(&page, "root.getElementById('name').focus()");
    page.browser.compose("か");
    page.browser.compose("かん");
    // The last that the program waits for before the page is drawn.
    front.asked_for("_bg.wasm", 1);
    front.let_go(HOLIDAYS);
    let came = "return performance.getEntriesByType('resource').some(({ name, responseEnd }) => responseEnd && name.includes('bank-holidays'))";
    eventually(PATIENCE, "the bank holidays", || {
        (page.browser.run(came, &[]) == json!(true)).then_some(())
    });
    page.browser.drawn();
    page.browser.compose("かんじ");
    page.browser.commit("漢字");
    page.alive();
    assert_eq!(page.answer("Full name"), "漢字");
}
