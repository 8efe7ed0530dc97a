use std::collections::BTreeMap;

use e2e::harness::{Browser, Files, Site};
use e2e::pages::ComplaintsPage;
use e2e::tour::{FILES, FIRST_COMPLAINED};

const NOTHING: [String; 0] = [];
const SEND: &str = "Send complaint";

#[track_caller]
fn open(site: &Site, path: &str) -> ComplaintsPage {
    let browser = Browser::start();
    browser.allow_script(false);
    ComplaintsPage::open_plain(browser, &site.address(path))
}

/// What axe-core, a script itself, finds wrong in a page that has none.
#[track_caller]
fn axe(page: &ComplaintsPage) -> Vec<String> {
    page.browser.allow_script(true);
    let found = page.axe();
    page.browser.allow_script(false);
    found
}

/// Answers what the browser itself asks for, but not how to reply.
#[track_caller]
fn answer_without_an_address(page: &ComplaintsPage) {
    page.fill("Full name", "Ada Lovelace");
    page.choose("What is your complaint about?", "A bill or charge");
    page.tick("I have complained to you about this before");
    page.date(FIRST_COMPLAINED).fill("27", "3", "2026");
    page.fill(
        "Description of your complaint",
        "The March bill charges twice\nfor extension 204.",
    );
}

#[test]
fn without_script_a_complaint_goes_from_the_page_over_its_problems_to_a_receipt() {
    let files = Files::new();
    let bill = files.pdf("bill.pdf", 20_000);
    let site = Site::start();
    let page = open(&site, "/");
    page.heading("How to raise a complaint");
    page.text("We aim to resolve issues quickly and fairly.");
    answer_without_an_address(&page);
    page.choose_files(FILES, &[&bill]);
    page.press(SEND);

    assert_eq!(
        page.error_summary(),
        [
            "Enter your email address or postal address",
            "Choose your files again: bill.pdf"
        ]
    );
    assert_eq!(axe(&page), NOTHING);
    page.follow("Enter your email address or postal address");
    page.focus_on("input Email address");
    assert_eq!(
        page.field_error("Email address").as_deref(),
        Some("Enter your email address or postal address")
    );
    assert_eq!(page.answer("Full name"), "Ada Lovelace");
    assert_eq!(page.date(FIRST_COMPLAINED).answers(), ["27", "3", "2026"]);
    page.fill("Email address", "ada@example.com");
    page.choose_files(FILES, &[&bill]);
    page.press(SEND);

    let reference = page.reference();
    page.heading("Complaint sent");
    page.text("Friday 22 May 2026");
    assert_eq!(axe(&page), NOTHING);
    assert_eq!(site.references(), std::slice::from_ref(&reference));
    let shown = site.inbox(&["show", &reference]);
    for answer in [
        "Ada Lovelace",
        "billing",
        "2026-03-27",
        "for extension 204.",
    ] {
        assert!(shown.contains(answer), "no {answer} in:\n{shown}");
    }
    let mut sent = b"%PDF-1.7\n".to_vec();
    sent.resize(20_000, 0);
    assert_eq!(
        site.saved_files(&reference),
        BTreeMap::from([("1-bill.pdf".to_owned(), sent)])
    );
}

#[test]
fn without_script_a_double_press_is_one_complaint() {
    let site = Site::start();
    let page = open(&site, "/");
    let send = |page: &ComplaintsPage| {
        answer_without_an_address(page);
        page.fill("Email address", "ada@example.com");
        page.press(SEND);
        page.reference()
    };
    let first = send(&page);
    page.browser.open(&site.address("/"));
    assert_eq!(send(&page), first);
    assert_eq!(site.references(), [first]);
}

#[test]
fn without_script_nothing_scrolls_sideways_at_320_pixels() {
    let site = Site::start();
    let page = open(&site, "/complaints/form");
    assert_eq!(page.sideways_at(320), NOTHING, "the form");
    answer_without_an_address(&page);
    page.press(SEND);
    page.error_summary();
    assert_eq!(page.sideways_at(320), NOTHING, "the form with its problems");
    page.fill("Postal address", "12 St James’s Square");
    page.press(SEND);
    page.reference();
    assert_eq!(page.sideways_at(320), NOTHING, "the receipt");
}
