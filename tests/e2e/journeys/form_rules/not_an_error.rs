//! "Not eligible yet" is a result with a reason, a date and a next step, never a red error.

use e2e::harness::Site;
use e2e::tour::{CISAS, FIRST_COMPLAINED};

#[test]
fn not_yet_is_a_result_with_a_reason_a_date_and_a_next_step() {
    let site = Site::start();
    let page = site.open().in_section(CISAS);
    let [day, month, year] = page.london_date(-1);
    page.date(FIRST_COMPLAINED).fill(&day, &month, &year);
    page.press("Check the dates");
    page.text("Not yet: ask CISAS from");
    let title = "heading Not yet: ask CISAS from";
    let told = page.focus_that(title, |focused| focused.starts_with(title));
    let date = told.split("from ").last().unwrap_or_default().to_owned();
    assert_eq!(page.row("Under Ofcom’s rules, ask CISAS from"), date);
    page.text("Our page gives a later date");
    page.text("ask for your complaint to be escalated");
    let lines = page.read_out();
    assert!(
        !lines
            .iter()
            .any(|line| line == "alert" || line.contains("Error") || line.contains("invalid")),
        "{lines:#?}"
    );
}
