//! Never ask twice: a date given to the self-check fills the form. Help sits in the same place at every step.

use e2e::harness::Site;
use e2e::tour::{CISAS, FIRST_COMPLAINED, answer_what_is_required};

#[test]
fn a_date_given_to_the_self_check_can_be_used_in_the_form() {
    let site = Site::start();
    let page = site.open().in_section(CISAS);
    page.date(FIRST_COMPLAINED).fill("27", "3", "2026");
    page.press("Check the dates");
    page.text("Sunday 27 December 2026");
    page.press("Use this date in the complaint form");
    let page = page.in_section("Raise a complaint");
    assert_eq!(page.date(FIRST_COMPLAINED).answers(), ["27", "3", "2026"]);
}

#[test]
fn help_is_the_last_thing_in_the_form_at_every_step() {
    const HELP: &str = "link Relay UK";
    let site = Site::start();
    let page = site.open();
    let last = || page.read_out().pop().unwrap_or_default();
    assert_eq!(last(), HELP, "the form");
    page.press("Check your answers");
    page.error_summary();
    assert_eq!(last(), HELP, "the form with its problems");
    answer_what_is_required(&page);
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
    assert_eq!(last(), HELP, "the check view");
    page.press("Send complaint");
    page.reference();
    assert_eq!(last(), HELP, "the receipt");
}
