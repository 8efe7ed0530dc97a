//! No time limit. A spam signal never refuses a quick or slow person. Minutes that pass draw nothing anew.

use std::time::Duration;

use e2e::harness::Site;
use e2e::pages::ComplaintsPage;
use e2e::tour::{CASE, CISAS, FIRST_COMPLAINED, answer_what_is_required};
use serde_json::{Value, json};

/// Writes down what is put into the page from now on, but for the one line that tells the time of day.
const WATCH: &str = "
    const { shadowRoot } = document.querySelector('complaints-procedure');
    const isDrawn = ({ localName }) => localName;
    window.drawn = [];
    new MutationObserver(records => drawn.push(...records
        .filter(({ target }) => !target.closest('.cp-lines'))
        .flatMap(({ addedNodes }) => [...addedNodes].filter(isDrawn))
        .map(({ localName, className }) => `${localName}.${className}`))
    ).observe(shadowRoot, { childList: true, subtree: true })";

/// What is drawn while some minutes pass.
#[track_caller]
fn drawn_in_minutes(page: &ComplaintsPage) -> Value {
    page.browser.drawn();
    page.browser.run("drawn.length = 0", &[]);
    page.pass(Duration::from_secs(150));
    page.browser.drawn();
    page.browser.run("return drawn", &[])
}

#[test]
fn nothing_is_drawn_anew_because_minutes_pass() {
    let site = Site::start();
    let page = site.open();
    page.hold_clock_from_the_start();
    page.browser.run(WATCH, &[]);
    let nothing = json!([]);
    page.press("Check your answers");
    page.focus_on("alert There is a problem");
    assert_eq!(drawn_in_minutes(&page), nothing, "problems");
    let page = page.in_section(CISAS);
    page.date(FIRST_COMPLAINED).fill("27", "3", "2026");
    page.press("Check the dates");
    page.heading("The dates of your case");
    assert_eq!(drawn_in_minutes(&page), nothing, "dates");
    page.press(CASE);
    page.focus_on("heading Your case");
    assert_eq!(drawn_in_minutes(&page), nothing, "case");
    let page = page.in_section("Raise a complaint");
    answer_what_is_required(&page);
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
    assert_eq!(drawn_in_minutes(&page), nothing, "check view");
    page.press("Send complaint");
    page.heading("Complaint sent");
    assert_eq!(drawn_in_minutes(&page), nothing, "receipt");
}

#[track_caller]
fn is_received(site: &Site, page: &ComplaintsPage) {
    page.press("Check your answers");
    page.press("Send complaint");
    let reference = page.reference();
    assert_eq!(site.references(), [reference]);
}

#[test]
fn a_form_that_is_left_for_a_week_is_sent_as_it_was() {
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    page.browser.run(
        "const { now } = Date; Date.now = () => now() + 7 * 86_400_000",
        &[],
    );
    is_received(&site, &page);
}

#[test]
fn a_form_that_is_filled_in_within_a_second_is_received() {
    let site = Site::start();
    let page = site.open();
    page.browser.run(
        "const { shadowRoot } = document.querySelector('complaints-procedure');
         for (const [id, answer] of [['name', 'Ada Lovelace'], ['email', 'ada@example.com'], ['description', 'The March bill charges twice.']]) {
             const control = shadowRoot.getElementById(id);
             control.value = answer;
             control.dispatchEvent(new Event('input', { bubbles: true }));
         }
         shadowRoot.getElementById('category-2').click()",
        &[],
    );
    is_received(&site, &page);
}
