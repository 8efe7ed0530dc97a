use e2e::harness::{Browser, Engine, Fault, Files, Front, Site, Words, built, snippet};
use e2e::pages::ComplaintsPage;
use e2e::tour::{answer_everything, answer_what_is_required, send_what_is_required};
use serde_json::json;
use thirtyfour::Key;

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                      connect-src 'self'; img-src 'self'; form-action 'self'";

in_every_engine!(
    a_complaint_is_sent_from_a_strict_site_that_hears_of_nothing_refused,
    the_snippet_works_on_a_page_with_the_nastiest_styles_and_scripts,
    the_snippet_works_on_such_a_page_on_a_phone,
    the_snippet_works_without_script,
    a_snippet_that_a_script_puts_in_is_used_before_the_page_comes,
);

/// Sends a complaint with everything in it, and expects the browser to have nothing to say.
#[track_caller]
fn is_quiet_under(policy: &str) {
    let files = Files::new();
    let front = Front::before(Site::start());
    front.set_header("content-security-policy", policy);
    let page = ComplaintsPage::open(Browser::start(), &front.address("/"));
    answer_everything(&page, &files);
    page.press("Check your answers");
    page.press("Send complaint");
    page.reference();
    assert_eq!(page.browser.console(), Vec::<String>::new());
    let script = "return [document.cookie, localStorage.length, sessionStorage.length]";
    // The tab keeps what the receipt is made from, and nothing else is kept.
    assert_eq!(page.browser.run(script, &[]), json!(["", 0, 1]));
    assert_eq!(page.browser.cookies(), Vec::<String>::new());
    assert_eq!(front.cookies(), Vec::<String>::new());
    let requested = page.browser.requested();
    let own = front.address("/");
    let (own, others): (Vec<_>, Vec<_>) = requested
        .into_iter()
        .partition(|address| address.starts_with(&own));
    assert!(
        own.iter()
            .any(|address| address.ends_with("/complaints/form")),
        "{own:?}"
    );
    assert_eq!(others, Vec::<String>::new());
}

#[test]
fn a_complaint_is_sent_under_the_strict_policy_without_a_word_from_the_browser() {
    is_quiet_under(POLICY);
}

#[test]
fn a_complaint_is_sent_where_trusted_types_are_required() {
    is_quiet_under(&[POLICY, "; require-trusted-types-for 'script'"].concat());
}

/// Sends a complaint with everything in it from a page that listens for what the browser refuses, and
/// for errors; unlike the console, every engine tells a page.
fn a_complaint_is_sent_from_a_strict_site_that_hears_of_nothing_refused(engine: Engine) {
    let files = Files::new();
    let front = Front::before(Site::start());
    let trusted_types = [POLICY, "; require-trusted-types-for 'script'"].concat();
    front.set_header("content-security-policy", &trusted_types);
    let page = ComplaintsPage::open(engine.start(), &front.address("/hosts/strict.html"));
    answer_everything(&page, &files);
    page.press("Check your answers");
    page.press("Send complaint");
    let reference = page.reference();
    assert_eq!(front.site.references(), [reference]);
    assert_eq!(page.browser.run("return heard", &[]), json!([]));
    let asked =
        "const asked = performance.getEntriesByType('resource').map(({ name }) => new URL(name));
        return [...new Set(asked.map(({ origin }) => origin))]";
    assert_eq!(page.browser.run(asked, &[]), json!([front.address("")]));
    assert_eq!(page.browser.cookies(), [""; 0]);
}

#[test]
fn a_strict_site_would_hear_of_something_refused() {
    let front = Front::before(Site::start());
    front.set_header("content-security-policy", POLICY);
    let page = ComplaintsPage::open_plain(Browser::start(), &front.address("/hosts/strict.html"));
    let refused = "new Image().src = 'http://127.0.0.1:9/'; return new Promise(done =>
        addEventListener('securitypolicyviolation', () => setTimeout(() => done(heard))))";
    assert_eq!(
        page.browser.run(refused, &[]),
        json!(["refused: img-src http://127.0.0.1:9/"])
    );
}

#[test]
fn search_engines_are_told_what_people_can_read() {
    let front = Front::before(Site::start());
    front.set_header("content-security-policy", POLICY);
    let page = ComplaintsPage::open(Browser::start(), &front.address("/"));
    let script =
        "return JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').text)";
    let told = page.browser.run(script, &[]);
    assert_eq!(page.browser.console(), [""; 0]);
    let found = |kind: &str| {
        let graph = told["@graph"].as_array().into_iter().flatten();
        let mut of_kind = graph.filter(|thing| thing["@type"] == kind);
        of_kind
            .next()
            .unwrap_or_else(|| panic!("no {kind} in {told}"))
    };
    let contact = &found("Organization")["contactPoint"];
    assert_eq!(contact["@type"], "ContactPoint");
    assert_eq!(contact["telephone"], "+44 1702 668836");
    page.open_every_answer();
    let shown = page.visible_text();
    let answered = found("FAQPage")["mainEntity"]
        .as_array()
        .into_iter()
        .flatten();
    let asked: Vec<&str> = answered
        .map(|question| {
            let answer = question["acceptedAnswer"]["text"].as_str();
            assert!(
                answer.is_some_and(|answer| shown.contains(answer)),
                "{question}"
            );
            question["name"].as_str().unwrap_or_default()
        })
        .collect();
    assert_eq!(asked, Words::read().questions());
}

/// The nasty page at this width, filled in by a person who presses Enter in a line, and sent.
#[track_caller]
fn is_sent_from_the_nasty_page(engine: Engine, width: u32) {
    let front = Front::before(Site::start());
    let browser = engine.start();
    browser.resize(width, 800);
    let page = ComplaintsPage::open(browser, &front.address("/hosts/nasty.html"));
    assert_eq!(page.sideways(), [""; 0]);
    page.fill("Email address", "ada@example.com");
    page.browser.keys(Key::Enter);
    page.error_summary();
    answer_what_is_required(&page);
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
    page.press("Send complaint");
    let reference = page.reference();
    assert_eq!(front.site.references(), [reference]);
}

fn the_snippet_works_on_a_page_with_the_nastiest_styles_and_scripts(engine: Engine) {
    is_sent_from_the_nasty_page(engine, 1280);
}

fn the_snippet_works_on_such_a_page_on_a_phone(engine: Engine) {
    is_sent_from_the_nasty_page(engine, 360);
}

fn the_snippet_works_without_script(engine: Engine) {
    let front = Front::before(Site::start());
    let browser = engine.start_without_script();
    let page = ComplaintsPage::open_plain(browser, &front.address("/hosts/nasty.html"));
    answer_what_is_required(&page);
    page.press("Send complaint");
    let reference = page.reference();
    assert_eq!(front.site.references(), [reference]);
}

/// The snippet as a CMS leaves it that takes templates away.
fn without_template() -> String {
    let snippet = snippet("/");
    let (before, rest) = snippet.split_once("<template").unwrap_or_default();
    let (_, after) = rest.split_once("</template>").unwrap_or_default();
    [before, after].concat()
}

#[test]
fn where_a_site_takes_the_template_away_the_plain_words_are_read_until_the_page_comes() {
    let front = Front::before(Site::start());
    front.fail("_bg.wasm", Fault::Held);
    front.put("/stripped.html", &without_template());
    let browser = Browser::start();
    browser.allow_script(false);
    let page = ComplaintsPage::open_plain(browser, &front.address("/stripped.html"));
    let can_be_read = |page: &ComplaintsPage| {
        let shown = page.browser.run("return document.body.innerText", &[]);
        let shown = shown.as_str().unwrap_or_default();
        for words in [
            "We aim to resolve issues quickly and fairly.",
            "call us on 01702 668836 (lines open",
            "Should I raise a support ticket instead of a complaint?",
        ] {
            assert!(shown.contains(words), "no “{words}” in: {shown}");
        }
    };
    can_be_read(&page);
    page.browser.allow_script(true);
    let page = ComplaintsPage::open_plain(page.browser, &front.address("/stripped.html"));
    can_be_read(&page);
    front.let_go("_bg.wasm");
    page.alive();
    answer_what_is_required(&page);
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
}

fn a_snippet_that_a_script_puts_in_is_used_before_the_page_comes(engine: Engine) {
    let front = Front::before(Site::start());
    front.fail("_bg.wasm", Fault::Held);
    let page = ComplaintsPage::open_plain(engine.start(), &front.address("/hosts/bare.html"));
    page.browser.run(
        "document.body.innerHTML = arguments[0]",
        &[json!(snippet("/"))],
    );
    page.fill("Full name", "Ada Lovelace");
    front.let_go("_bg.wasm");
    page.alive();
    assert_eq!(page.answer("Full name"), "Ada Lovelace");
}

/// What a site needs to allow for files and an endpoint on another server.
fn policy_for(server: &str) -> String {
    POLICY.replace("'self'", server)
}

/// A page of one server with the snippet of another.
#[track_caller]
fn across(allowed: bool) -> (Front, String) {
    let mut front = Front::before(Site::start());
    if allowed {
        let origin = front.address("");
        front.site.allow(&origin);
    }
    let server = front.site.address("");
    front.put("/across.html", &snippet(&front.site.address("/")));
    front.set_header("content-security-policy", &policy_for(&server));
    let address = front.address("/across.html");
    (front, address)
}

#[test]
fn files_and_endpoint_may_be_on_another_server_that_allows_it() {
    let (front, address) = across(true);
    let page = ComplaintsPage::open(Browser::start(), &address);
    let reference = send_what_is_required(&page);
    assert_eq!(front.site.references(), [reference]);
    assert_eq!(page.browser.console(), [""; 0]);
}

#[test]
fn a_site_that_embeds_only_what_agrees_to_it_has_the_page_with_its_styles_from_another_server() {
    let (front, address) = across(true);
    front.set_header("cross-origin-embedder-policy", "require-corp");
    let page = ComplaintsPage::open(Browser::start(), &address);
    let size = "return getComputedStyle(document.querySelector('complaints-procedure').shadowRoot
        .querySelector('section h2 + div > p')).fontSize";
    page.heading("How to raise a complaint");
    assert_eq!(page.browser.run(size, &[]), json!("17px"));
    let reference = send_what_is_required(&page);
    assert_eq!(front.site.references(), [reference]);
    assert_eq!(page.browser.console(), [""; 0]);
}

#[test]
fn without_script_a_form_is_sent_to_another_server_that_allows_it() {
    let (front, address) = across(true);
    let browser = Browser::start();
    browser.allow_script(false);
    let page = ComplaintsPage::open_plain(browser, &address);
    answer_what_is_required(&page);
    page.press("Send complaint");
    let reference = page.reference();
    assert_eq!(front.site.references(), [reference]);
}

#[test]
fn where_another_server_does_not_allow_it_the_words_can_be_read_all_the_same() {
    let (front, address) = across(false);
    let page = ComplaintsPage::open_plain(Browser::start(), &address);
    page.text("We aim to resolve issues quickly and fairly.");
    answer_what_is_required(&page);
    assert!(!page.is_live());
    assert_eq!(front.site.references(), [""; 0]);
}

#[test]
fn the_text_has_the_readers_size_on_a_site_that_shrinks_its_own() {
    let front = Front::before(Site::start());
    let size =
        "const text = document.querySelector('complaints-procedure').shadowRoot.querySelector('p');
        return [getComputedStyle(text).fontSize, text.getBoundingClientRect().width]";
    let sizes = |path: &str, script: bool| {
        let browser = Browser::start();
        browser.allow_script(script);
        let page = ComplaintsPage::open_plain(browser, &front.address(path));
        page.heading("How to raise a complaint");
        page.browser.run(size, &[])
    };
    let own = sizes("/", true);
    assert_eq!(sizes("/hosts/small_root.html", true), own);
    assert_eq!(sizes("/hosts/small_root.html", false), own);
}

#[test]
fn a_snippet_of_an_older_build_gets_the_styles_of_this_one() {
    let front = Front::before(Site::start());
    let older = snippet("/").replace(
        &built("complaints-", ".css"),
        "complaints-0000000000000000.css",
    );
    front.put("/older.html", &older);
    let page = ComplaintsPage::open(Browser::start(), &front.address("/older.html"));
    let size = "return getComputedStyle(document.querySelector('complaints-procedure').shadowRoot
        .querySelector('section h2 + div > p')).fontSize";
    page.heading("How to raise a complaint");
    assert_eq!(page.browser.run(size, &[]), json!("17px"));
}
