use e2e::harness::{Site, Words};
use e2e::tour::{SENDING, answer_what_is_required};

#[test]
fn a_complaint_that_meets_a_server_that_is_down_is_kept_and_then_received_once() {
    let mut site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
    site.stop();

    page.press("Send complaint");
    page.heading_within(SENDING, "Your complaint has not been sent");
    page.focus_on("heading Your complaint has not been sent");
    page.text(Words::read().at("/facts/phone"));
    assert_eq!(page.row("Full name"), "Ada Lovelace");

    site.start_again();
    page.press("Send again");
    page.heading_within(SENDING, "Complaint sent");
    let reference = page.reference();
    assert_eq!(site.references(), [reference]);
}

#[test]
fn answers_can_be_changed_after_sending_failed() {
    let mut site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
    site.stop();
    page.hold_clock();
    page.press("Send complaint");
    page.pass_until_heading("Your complaint has not been sent");

    page.press("Back to the form");
    assert_eq!(page.answer("Full name"), "Ada Lovelace");
    page.fill("Full name", "Ada King");
    site.start_again();
    page.press("Check your answers");
    page.press("Send complaint");
    let reference = page.reference();
    assert_eq!(site.references(), std::slice::from_ref(&reference));
    assert!(site.inbox(&["show", &reference]).contains("Ada King"));
}
