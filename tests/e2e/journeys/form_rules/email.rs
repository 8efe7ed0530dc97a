//! `type=email`, `autocomplete=email`, `spellcheck=false`, up to 254 characters, paste allowed; a typo suggestion
//! ("Did you mean …?") that does not block.

use e2e::harness::Site;
use e2e::pages::ComplaintsPage;
use e2e::tour::answer_what_is_required;
use serde_json::json;
use thirtyfour::Key;

use super::ENTER;

const EMAIL: &str = "Email address";

#[test]
fn the_box_is_one_for_email_addresses() {
    let site = Site::start();
    let page = site.open();
    let box_ = "const { type, autocomplete, spellcheck, maxLength } = document.querySelector('complaints-procedure').shadowRoot.getElementById('email');
        return [type, autocomplete, spellcheck, maxLength]";
    assert_eq!(
        page.browser.run(box_, &[]),
        json!(["email", "email", false, -1])
    );
}

#[test]
fn an_address_of_254_characters_is_taken_and_one_more_is_not() {
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    let domain = "a.".repeat(92) + "com";
    let address = format!("{}@{domain}", "1".repeat(254 - domain.len() - 3));
    page.fill(EMAIL, &format!("12{address}"));
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
    page.press("Back to the form");
    page.fill(EMAIL, &format!("123{address}"));
    page.press("Check your answers");
    assert_eq!(
        page.error_summary(),
        ["Email address must be 254 characters or fewer"]
    );
}

#[test]
fn an_address_can_be_pasted() {
    let site = Site::start();
    let page = site.open();
    page.fill("Full name", "ada@example.com");
    let press = |label: &str, key: &str| {
        page.browser
            .type_into(&page.question(label), Key::Control + key);
    };
    press("Full name", "ac");
    press(EMAIL, "v");
    assert_eq!(page.answer(EMAIL), "ada@example.com");
}

/// The page with a slip in the address, and a button that mends it.
#[track_caller]
fn with_a_slip(site: &Site) -> ComplaintsPage {
    let page = site.open();
    answer_what_is_required(&page);
    page.fill(EMAIL, "ada@gmial.com");
    let lines = page.read_out();
    assert!(
        lines.contains(&"button Did you mean ada@gmail.com?".to_owned()),
        "{lines:#?}"
    );
    page
}

#[test]
fn a_suggested_address_is_taken_over_with_one_key() {
    let site = Site::start();
    let page = with_a_slip(&site);
    page.browser.keys(Key::Tab);
    page.browser.keys(ENTER);
    page.focus_on(&format!("input {EMAIL}"));
    assert_eq!(page.answer(EMAIL), "ada@gmail.com");
}

#[test]
fn a_suggestion_blocks_nothing() {
    let site = Site::start();
    let page = with_a_slip(&site);
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
    assert_eq!(page.row(EMAIL), "ada@gmial.com");
}
