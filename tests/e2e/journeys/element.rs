use e2e::harness::{Engine, Fault, Front, PATIENCE, Site, Words, eventually};
use e2e::pages::ComplaintsPage;
use e2e::tour::{FIRST_COMPLAINED, answer_what_is_required};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::copy_file::default_copy;

in_every_engine!(
    a_tag_added_by_script_comes_alive,
    a_tag_that_is_moved_keeps_what_was_typed,
);

/// A page of the company's without a tag, in its own hands.
#[track_caller]
fn bare(front: &Front) -> ComplaintsPage {
    bare_in(Engine::Chromium, front)
}

#[track_caller]
fn bare_in(engine: Engine, front: &Front) -> ComplaintsPage {
    ComplaintsPage::open_plain(engine.start(), &front.address("/hosts/bare.html"))
}

/// Adds a tag, and waits until it is live.
const ADD: &str = "
    const done = arguments[arguments.length - 1];
    const tag = document.createElement('complaints-procedure');
    Object.entries(arguments[0]).forEach(([name, value]) => tag.setAttribute(name, value));
    tag.addEventListener('complaints-ready', () => setTimeout(done, 50), { once: true });
    document.body.append(tag);";

#[track_caller]
fn add(page: &ComplaintsPage, attributes: Value) {
    page.browser.run_async(ADD, &[attributes]);
}

fn a_tag_added_by_script_comes_alive(engine: Engine) {
    let front = Front::before(Site::start());
    let page = bare_in(engine, &front);
    add(&page, json!({}));
    answer_what_is_required(&page);
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
}

#[test]
fn a_tag_says_that_it_is_ready_when_it_is() {
    let front = Front::before(Site::start());
    let page = bare(&front);
    page.browser.run(
        "document.addEventListener('complaints-ready', ({ target }) => {
             const form = target.shadowRoot.getElementById('step-fill');
             window.heard = [form.noValidate, form.querySelector('[type=submit]').textContent];
         })",
        &[],
    );
    add(&page, json!({}));
    let heard = page.browser.run("return heard", &[]);
    assert_eq!(heard, json!([true, "Check your answers"]));
}

fn a_tag_that_is_moved_keeps_what_was_typed(engine: Engine) {
    let front = Front::before(Site::start());
    let page = bare_in(engine, &front);
    add(&page, json!({}));
    answer_what_is_required(&page);
    page.browser.run(
        "const place = document.createElement('main');
         document.body.append(place);
         place.append(document.querySelector('complaints-procedure'))",
        &[],
    );
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
    assert_eq!(page.row("Full name"), "Ada Lovelace");
}

#[test]
fn a_site_can_hold_a_complaint_back_and_hears_when_it_is_sent() {
    let front = Front::before(Site::start());
    let page = bare(&front);
    page.browser.run(
        "window.heard = [];
         for (const name of ['ready', 'before-submit', 'submitted', 'failed'])
             document.addEventListener(`complaints-${name}`, event => heard.push([name, Object.keys(event.detail)]));
         document.addEventListener('complaints-before-submit', event => event.preventDefault(), { once: true })",
        &[],
    );
    add(&page, json!({}));
    answer_what_is_required(&page);
    page.press("Check your answers");
    page.press("Send complaint");
    assert_eq!(front.site.references(), [""; 0]);
    page.press("Send complaint");
    page.reference();
    assert_eq!(
        page.browser.run("return heard", &[]),
        json!([
            ["ready", []],
            ["before-submit", []],
            ["before-submit", []],
            ["submitted", ["reference", "responseDue"]]
        ])
    );
}

/// Comes back when a tag that is not near has been seen not to be: those who began to watch it first were told
/// first, the browser has rested twice since, and the server has heard of it.
const NOT_NEAR: &str = "
    const [done] = arguments;
    const rest = () => new Promise(next => requestIdleCallback(next));
    const near = new IntersectionObserver(
        () => rest().then(rest).then(() => fetch('/not-near')).then(() => done()),
        { rootMargin: '100%' },
    );
    near.observe(document.querySelector('complaints-procedure'))";

#[test]
fn a_tag_far_down_brings_nothing_until_it_is_near() {
    let front = Front::before(Site::start());
    let page = bare(&front);
    let programs = || {
        let requests = front.requests();
        requests
            .iter()
            .filter(|asked| asked.ends_with("_bg.wasm"))
            .count()
    };
    page.browser.run(
        "document.body.style.paddingTop = '5000px';
         document.body.append(document.createElement('complaints-procedure'))",
        &[],
    );
    page.browser.run_async(NOT_NEAR, &[]);
    assert_eq!(programs(), 0);
    page.browser.run("scrollTo(0, 4000)", &[]);
    page.heading("How to raise a complaint");
    assert_eq!(programs(), 1);
}

/// Another company's copy file: other words, figures, questions and another endpoint.
fn other_copy() -> String {
    let other_cisas = json!([{ "from": "2000-01-01", "wait_weeks": 6, "limit_months": 12 }]);
    Words::read().edited(&[
        ("/facts/company", json!("Other Telecom")),
        ("/facts/phone", json!("020 7946 0000")),
        ("/facts/response_days", json!(10)),
        ("/facts/cisas", other_cisas),
        ("/header/title", json!("Unhappy with us?")),
        ("/submit/endpoint", json!("received.json")),
        ("/form/groups/0/fields/3/label", json!("Telephone")),
    ])
}

#[test]
fn two_tags_with_two_copy_files_on_one_page_share_nothing() {
    let front = Front::before(Site::start());
    front.put("/other/complaints.json", &other_copy());
    front.put("/other/received.json", r#"{"reference": "OTHER-1"}"#);
    front.put("/other/bank-holidays.json", "no calendar");
    let page = bare(&front);
    add(&page, json!({}));
    add(
        &page,
        json!({ "copy": "/other/complaints.json", "loading": "eager" }),
    );
    let check = |page: &ComplaintsPage, name: &str| {
        answer_what_is_required(page);
        page.fill("Full name", name);
        page.tick("I have complained to you about this before");
        page.date(FIRST_COMPLAINED).fill("27", "3", "2026");
        page.press("Check your answers");
        page.heading("Check your answers before you send them");
    };
    check(&page, "Ada Lovelace");
    let page = page.in_tag(1);
    assert_eq!(page.answer("Full name"), "");
    check(&page, "Mary Somerville");

    let told = [
        "Full name",
        "CISAS may be available from (our page’s date)",
        "Apply to CISAS by, to be safe (our page’s date)",
    ];
    let other = told.map(|label| page.row(label));
    assert_eq!(
        other,
        [
            "Mary Somerville",
            "Friday 8 May 2026",
            "Saturday 27 March 2027"
        ]
    );
    let other_asked: Vec<String> = page.rows().into_iter().map(|(label, _)| label).collect();
    page.press("Send complaint");
    assert_eq!(page.reference(), "OTHER-1");
    let other_words = page.visible_text();
    assert!(other_words.contains("Unhappy with us?"));
    assert!(!other_words.contains("I.T Communications"));
    assert!(!other_words.contains("01702 668836"));

    let page = page.in_tag(0);
    let own = told.map(|label| page.row(label));
    assert_eq!(
        own,
        [
            "Ada Lovelace",
            "Friday 22 May 2026",
            "Sunday 27 December 2026"
        ]
    );
    let asked: Vec<String> = page.rows().into_iter().map(|(label, _)| label).collect();
    assert_ne!(asked, other_asked);
    page.press("Send complaint");
    let reference = page.reference();
    assert_eq!(front.site.references(), [reference]);
    let words = page.visible_text();
    assert!(!words.contains("Unhappy with us?"));
    assert!(!words.contains("Other Telecom"));
    assert!(!words.contains("020 7946 0000"));
    let twice = "const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
        return ids.filter((id, index) => ids.indexOf(id) !== index)";
    assert_eq!(page.browser.run(twice, &[]), json!([]));
}

#[test]
fn a_tag_that_comes_and_goes_a_hundred_times_leaves_nothing_behind() {
    let front = Front::before(Site::start());
    let page = bare(&front);
    let cycle = |times: u32| {
        page.browser.run_async(
            "const [times, done] = arguments;
             (async () => {
                 for (let time = 0; time < times; time++) {
                     const tag = document.createElement('complaints-procedure');
                     const ready = new Promise(ready => tag.addEventListener('complaints-ready', ready));
                     document.body.append(tag);
                     await ready;
                     tag.remove();
                     await new Promise(next => setTimeout(next, 5));
                 }
                 done();
             })()",
            &[json!(times)],
        );
    };
    cycle(10);
    let before = page.browser.weigh();
    cycle(100);
    // A tag that has just left looks at its colour once more, a moment later.
    eventually(PATIENCE, &format!("as little as {before:?}"), || {
        let after = page.browser.weigh();
        println!("{after:?}");
        let is_less = after.listeners <= before.listeners + 2
            && after.nodes <= before.nodes + 50
            && after.heap <= before.heap + 300_000;
        is_less.then_some(())
    });
}

#[test]
fn a_site_hears_that_somebody_types_and_takes_nothing_of_it_for_its_own_keys() {
    let front = Front::before(Site::start());
    let page = bare(&front);
    page.browser.run(
        "window.heard = [];
         for (const type of ['keydown', 'keypress', 'keyup'])
             document.addEventListener(type, event => {
                 heard.push(`${type} ${event.key}`);
                 if (event.key === '/' || event.key === 'Enter') event.preventDefault();
             })",
        &[],
    );
    add(&page, json!({}));
    page.fill("Full name", "");
    page.browser.run("heard.length = 0", &[]);
    page.browser.keys("a/\t");
    assert_eq!(page.answer("Full name"), "a/");
    let key = |name: &str| ["keydown", "keypress", "keyup"].map(|kind| format!("{kind} {name}"));
    let mut expected = [key("Unidentified"), key("Unidentified")].concat();
    expected.extend(["keydown Tab", "keyup Tab"].map(str::to_owned));
    assert_eq!(page.browser.run("return heard", &[]), json!(expected));
}

#[test]
fn a_site_takes_no_editing_key_and_no_press_in_a_box_for_its_own() {
    let front = Front::before(Site::start());
    let page = bare(&front);
    page.browser.run(
        "const isSeen = ({ target }) => /INPUT|TEXTAREA/.test(target.tagName);
         document.onmousedown = document.onselectstart = document.oncontextmenu = isSeen;
         window.taken = [];
         document.addEventListener('keydown', event => {
             if (isSeen(event) || event.key === 'Unidentified') return;
             taken.push(event.key);
             event.preventDefault();
         })",
        &[],
    );
    add(&page, json!({}));
    page.browser.click(&page.question("Full name"));
    // Backspace; Home and Delete; End; the left arrow.
    page.browser
        .keys("Jo Smith\u{e003}\u{e011}\u{e017}B\u{e010}k\u{e012}c");
    assert_eq!(page.answer("Full name"), "Bo Smitck");
    // A shortcut of the box, and one of the site's.
    page.browser.chord(Key::Control, "a");
    page.browser.chord(Key::Control, "k");
    page.browser.keys("Jo");
    assert_eq!(page.answer("Full name"), "Jo");
    assert_eq!(
        page.browser
            .run("return taken.filter(key => key.length === 1)", &[]),
        json!(["k"])
    );
}

#[test]
fn a_form_is_told_by_itself_whatever_its_fields_are_sent_as() {
    let site = Site::start_on_its_own();
    let mut copy: Value = serde_json::from_str(&default_copy()).unwrap();
    copy["submit"]["body"] = json!({
        "id": "4711", "method": "a", "action": "b", "name": "{name}", "all": "{everything}"
    });
    site.upload("complaints.json", copy.to_string());
    let page = site.open();
    answer_what_is_required(&page);
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
}

#[test]
fn a_tag_that_leaves_while_it_sends_troubles_nobody_and_the_next_one_knows() {
    let front = Front::before(Site::start());
    let page = bare(&front);
    add(&page, json!({}));
    answer_what_is_required(&page);
    page.press("Check your answers");
    front.fail("/complaints/form", Fault::Held);
    page.press("Send complaint");
    front.asked_for("/complaints/form", 1);
    page.browser.run(
        "document.querySelector('complaints-procedure').remove()",
        &[],
    );
    front.let_go("/complaints/form");
    add(&page, json!({}));
    page.press("Send again");
    let reference = page.reference();
    assert_eq!(front.site.references(), [reference]);
    let said = page.browser.console();
    assert!(!said.iter().any(|line| line.contains("Error:")), "{said:?}");
}

#[test]
fn a_site_changes_the_colours_and_the_parts_that_it_may() {
    let front = Front::before(Site::start());
    let page = bare(&front);
    page.browser.run(
        "const sheet = new CSSStyleSheet();
         sheet.replaceSync(`
            complaints-procedure { --cp-color-accent: rgb(91, 42, 134) }
            complaints-procedure::part(header) { background: rgb(1, 2, 3) }
            complaints-procedure::part(heading) { letter-spacing: 3px }
            complaints-procedure::part(button) { border-radius: 7px }
            complaints-procedure::part(section) { padding-top: 9px }`);
         document.adoptedStyleSheets = [sheet]",
        &[],
    );
    add(&page, json!({}));
    let styles = "const { shadowRoot } = document.querySelector('complaints-procedure');
        return [['header', 'backgroundColor'], ['heading', 'letterSpacing'], ['button', 'borderRadius'],
                ['button', 'backgroundColor'], ['section', 'paddingTop']]
            .map(([part, name]) => getComputedStyle(shadowRoot.querySelector(`[part=${part}]`))[name])";
    assert_eq!(
        page.browser.run(styles, &[]),
        json!(["rgb(1, 2, 3)", "3px", "7px", "rgb(91, 42, 134)", "9px"])
    );
}
