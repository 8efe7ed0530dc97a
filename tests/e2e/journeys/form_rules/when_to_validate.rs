//! On submit only, never on leaving a field; exceptions: the character count, and clearing a shown error once the
//! answer is fixed. The form carries `novalidate` once script runs; without script the native attributes work.

use e2e::harness::{Browser, Site};
use e2e::pages::ComplaintsPage;
use thirtyfour::Key;

use super::NOTHING;

fn wrong(page: &ComplaintsPage) -> Vec<String> {
    let lines = page.read_out().into_iter();
    lines
        .filter(|line| line.contains("Error:") || line.contains("invalid") || line == "alert")
        .collect()
}

#[test]
fn leaving_a_wrong_answer_says_nothing_before_the_form_is_sent() {
    let site = Site::start();
    let page = site.open();
    page.tab_to("input Full name", "");
    page.tab_to("input Email address", "ada");
    page.browser.keys(Key::Tab);
    assert_eq!(page.answer("Email address"), "ada");
    assert_eq!(wrong(&page), NOTHING);
}

#[test]
fn a_fixed_answer_loses_its_message_before_the_form_is_sent() {
    let site = Site::start();
    let page = site.open();
    page.press("Check your answers");
    page.error_summary();
    page.fill("Full name", "Ada Lovelace");
    assert_eq!(page.field_error("Full name"), None);
    assert_eq!(
        page.error_summary().first().map(String::as_str),
        Some("Enter your email address or postal address")
    );
}

#[test]
fn a_new_mistake_is_not_said_before_the_form_is_sent_again() {
    let site = Site::start();
    let page = site.open();
    page.press("Check your answers");
    let before = page.error_summary();
    page.fill("Full name", "Ada Lovelace");
    page.fill("Full name", "");
    assert_eq!(page.error_summary(), before[1..]);
    assert_eq!(page.field_error("Full name"), None);
}

#[test]
fn the_page_checks_the_form_once_it_is_live_and_the_browser_no_longer() {
    let site = Site::start();
    let page = site.open();
    let checks = "const form = document.querySelector('complaints-procedure').shadowRoot.getElementById('step-fill');
        return [form.noValidate, form.querySelectorAll('[required]').length]";
    assert_eq!(page.browser.run(checks, &[]), serde_json::json!([true, 0]));
}

#[test]
fn without_script_the_browser_asks_for_what_is_required() {
    let site = Site::start();
    let browser = Browser::start();
    browser.allow_script(false);
    let page = ComplaintsPage::open_plain(browser, &site.address("/complaints/form"));
    page.press("Send complaint");
    page.focus_on("input Full name");
    assert!(!page.has_error_summary());
    assert_eq!(site.references(), NOTHING);
}
