//! One polite live region, present from the first render. Computed dates are announced once, after a pause.

use std::time::Duration;

use e2e::harness::{Browser, Fault, Files, Front, Site};
use e2e::pages::ComplaintsPage;
use e2e::tour::{CISAS, FILES, FIRST_COMPLAINED, answer_what_is_required};
use serde_json::json;

use super::NOTHING;

const REGIONS: &str = "
    return [...document.querySelector('complaints-procedure').shadowRoot.querySelectorAll('[aria-live]')]
        .map(region => [region.ariaLive, region.role, region.textContent])";

#[test]
fn one_polite_live_region_is_there_before_and_after_the_page_is_live() {
    let site = Site::start();
    let browser = Browser::start();
    browser.allow_script(false);
    let page = ComplaintsPage::open_plain(browser, &site.address("/"));
    let one = json!([["polite", "status", ""]]);
    assert_eq!(page.browser.run(REGIONS, &[]), one, "before");
    page.browser.allow_script(true);
    let page = site.open_in(page.browser);
    assert_eq!(page.browser.run(REGIONS, &[]), one, "after");
}

#[test]
fn what_happens_without_a_change_of_focus_is_announced_once() {
    let files = Files::new();
    let front = Front::before(Site::start());
    let page = ComplaintsPage::open(Browser::start(), &front.address("/"));
    answer_what_is_required(&page);
    page.listen();
    page.choose_files(FILES, &[&files.pdf("bill.pdf", 2_000)]);
    page.listed("bill.pdf");
    page.remove_file("bill.pdf");
    page.press("Check your answers");
    front.fail("/complaints/form", Fault::Status(503));
    page.press("Send complaint");
    page.text("We could not reach our server.");
    front.mend();
    page.heading("Complaint sent");
    assert_eq!(
        page.heard(),
        [
            "bill.pdf added",
            "bill.pdf removed",
            "Sending your complaint",
            "We could not reach our server. Your answers are kept and we are trying again.",
        ]
    );
}

#[test]
fn computed_dates_are_told_once_with_the_heading_that_takes_the_focus() {
    let site = Site::start();
    let page = site.open().in_section(CISAS);
    page.hold_clock();
    page.listen();
    for digits in [["2", "3", "2026"], ["27", "3", "2026"]] {
        let [day, month, year] = digits;
        page.date(FIRST_COMPLAINED).fill(day, month, year);
        assert!(!page.has_heading("The dates of your case") || day == "27");
        page.press("Check the dates");
        page.heading("The dates of your case");
    }
    page.focus_that("a heading", |focused| focused.starts_with("heading "));
    page.pass(Duration::from_secs(60));
    assert_eq!(page.heard(), NOTHING);
}
