//! One view before sending; a "Change" link per row with hidden context; a skipped answer shows "Not provided"; the
//! button names the action; coming back lands here again.

use e2e::harness::Site;
use e2e::tour::answer_what_is_required;

use super::{ENTER, NOTHING};

const CHECK: &str = "Check your answers before you send them";

#[test]
fn the_view_before_sending_is_read_out_row_by_row() {
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    page.press("Check your answers");
    page.heading(CHECK);
    assert_eq!(
        page.read_out(),
        [
            "region Raise a complaint",
            "heading Raise a complaint",
            "link Support Procedure",
            "heading Check your answers before you send them",
            "button Change: Full name",
            "button Change: Email address",
            "button Change: Postal address",
            "button Change: Phone number",
            "button Change: Account number, or the number or service it is about",
            "button Change: Who are you complaining for, if not for yourself?",
            "button Change: What is your complaint about?",
            "button Change: Case or ticket reference",
            "button Change: I have complained to you about this before",
            "button Change: Which services are affected?",
            "button Change: Dates and times of the problem",
            "button Change: Description of your complaint",
            "button Change: What outcome would you like?",
            "button Change: Letters, emails and screenshots",
            "button Change: Is there anything that would make this easier for you?",
            "heading Your dates",
            "button Send complaint",
            "button Back to the form",
            "link 01702 668836",
            "link 18001 01702 668836",
            "link Relay UK",
        ]
    );
    for skipped in [
        "Postal address",
        "Phone number",
        "Which services are affected?",
    ] {
        assert_eq!(page.row(skipped), "Not provided");
    }
    assert_eq!(site.references(), NOTHING);
}

#[test]
fn an_answer_can_be_changed_from_the_check_view_which_then_comes_again() {
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    page.press("Check your answers");
    page.heading(CHECK);
    page.tab_to("button Change: Full name", ENTER);
    page.focus_on("input Full name");
    page.fill("Full name", "Ada King");
    // Enter in a line goes on.
    page.browser.keys(ENTER);
    page.heading(CHECK);
    assert_eq!(page.row("Full name"), "Ada King");
}
