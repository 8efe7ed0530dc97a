//! What happened to the answers (kept), what to do, the phone number with its hours; no codes.

use e2e::harness::{Browser, Fault, Front, Site};
use e2e::pages::ComplaintsPage;
use e2e::tour::answer_what_is_required;

const FAILED: &str = "Your complaint has not been sent";

#[test]
fn a_complaint_that_was_not_sent_says_so_in_words_and_keeps_every_answer() {
    let front = Front::before(Site::start());
    let page = ComplaintsPage::open(Browser::start(), &front.address("/"));
    answer_what_is_required(&page);
    page.press("Check your answers");
    front.fail("/complaints/form", Fault::Status(418));
    page.press("Send complaint");
    page.heading(FAILED);
    page.focus_on(&format!("heading {FAILED}"));
    let shown = page.visible_text();
    let panel = shown.split_once(FAILED).map_or("", |(_, after)| after);
    let lines: Vec<&str> = panel.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(
        lines[..2],
        [
            "Your answers and files are still here. Nothing was lost.",
            "Try again in a few minutes, or call 01702 668836 (9:00am–5:00pm Monday to Friday, excluding bank holidays).",
        ]
    );
    assert!(!shown.contains("418"), "{shown}");
    assert_eq!(page.row("Full name"), "Ada Lovelace");
    page.press("Back to the form");
    assert_eq!(page.answer("Full name"), "Ada Lovelace");
}
