use e2e::harness::{Browser, Files, Front, Site};
use e2e::pages::ComplaintsPage;
use e2e::tour::{answer_everything, answer_what_is_required};

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                      connect-src 'self'; img-src 'self'; form-action 'self'";

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
    assert_eq!(page.browser.run(script, &[]), serde_json::json!(["", 0, 0]));
    let script = "return performance.getEntriesByType('resource')
        .map(entry => new URL(entry.name).origin).filter(origin => origin !== location.origin)";
    assert_eq!(page.browser.run(script, &[]), serde_json::json!([]));
}

#[test]
fn a_complaint_is_sent_under_the_strict_policy_without_a_word_from_the_browser() {
    is_quiet_under(POLICY);
}

#[test]
fn a_complaint_is_sent_where_trusted_types_are_required() {
    is_quiet_under(&[POLICY, "; require-trusted-types-for 'script'"].concat());
}

#[test]
fn the_snippet_works_on_a_page_with_the_nastiest_styles_and_scripts() {
    let front = Front::before(Site::start());
    let page = ComplaintsPage::open(Browser::start(), &front.address("/hosts/nasty.html"));
    answer_what_is_required(&page);
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
    page.press("Send complaint");
    let reference = page.reference();
    assert_eq!(front.site.references(), [reference]);
}

#[test]
fn the_snippet_works_without_script() {
    let front = Front::before(Site::start());
    let browser = Browser::start();
    browser.allow_script(false);
    let page = ComplaintsPage::open_plain(browser, &front.address("/hosts/nasty.html"));
    answer_what_is_required(&page);
    page.press("Send complaint");
    let reference = page.reference();
    assert_eq!(front.site.references(), [reference]);
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
