use e2e::harness::Site;
use e2e::tour::{CISAS, FIRST_COMPLAINED};

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
