//! The link scrolls the label or legend into view and focuses the control, in code: fragment links do not resolve
//! inside a shadow root. Date: the first wrong part, else the day. Radios, checkboxes: the first option.

use e2e::harness::Site;
use e2e::pages::ComplaintsPage;
use e2e::tour::{FIRST_COMPLAINED, answer_what_is_required};

use super::ENTER;

/// A message of the empty form, the control that its link leads to, and the question's own words.
const LINKS: [(&str, &str, &str); 4] = [
    ("Enter your full name", "input Full name", "Full name"),
    (
        "Enter your email address or postal address",
        "input Email address",
        "Email address",
    ),
    (
        "Select what your complaint is about",
        "input How something was handled",
        "What is your complaint about?",
    ),
    (
        "Enter a description of your complaint",
        "textarea Description of your complaint",
        "Description of your complaint",
    ),
];

#[test]
fn each_link_of_the_error_summary_leads_to_its_control_by_keyboard() {
    let site = Site::start();
    let page = site.open();
    for (message, control, _) in LINKS {
        page.press("Check your answers");
        page.focus_on("alert There is a problem");
        page.tab_to(&format!("a {message}"), ENTER);
        page.focus_on(control);
    }
}

/// Whether the words of a label or legend are in view.
const PLACE: &str = "
    const words = [...document.querySelector('complaints-procedure').shadowRoot.querySelectorAll('label, legend')]
        .find(words => words.textContent.startsWith(arguments[0]));
    const { top, bottom } = words.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight";

#[test]
fn the_words_of_the_question_come_into_view_with_its_control_on_a_small_phone() {
    let site = Site::start();
    let page = site.open();
    page.press("Check your answers");
    page.error_summary();
    page.browser.zoom(320, 480, 2);
    for (message, control, question) in LINKS {
        page.follow(message);
        page.focus_on(control);
        let is_in_view = page.browser.run(PLACE, &[question.into()]);
        assert_eq!(is_in_view, true, "{question}");
    }
}

#[test]
fn the_link_of_a_date_leads_to_its_first_wrong_part() {
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    page.tick("I have complained to you about this before");
    for (date, control) in [
        (["", "3", "2026"], "input Day"),
        (["27", "", "2026"], "input Month"),
        (["27", "13", "2026"], "input Month"),
        (["27", "3", "26"], "input Year"),
        (["27", "3", "2099"], "input Day"),
    ] {
        leads_to(&page, date, control);
    }
}

#[track_caller]
fn leads_to(page: &ComplaintsPage, [day, month, year]: [&str; 3], control: &str) {
    page.date(FIRST_COMPLAINED).fill(day, month, year);
    page.press("Check your answers");
    let found = page.error_summary();
    page.follow(&found[0]);
    page.focus_on(control);
}
