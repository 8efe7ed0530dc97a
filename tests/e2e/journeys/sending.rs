use std::collections::BTreeMap;

use e2e::harness::{Engine, Files, PIXEL_PNG, Site};
use e2e::tour::{answer_everything, answer_what_is_required, send_what_is_required};

in_every_engine!(a_complaint_with_two_files_is_in_the_inbox_byte_for_byte);

fn a_complaint_with_two_files_is_in_the_inbox_byte_for_byte(engine: Engine) {
    let files = Files::new();
    let site = Site::start();
    let page = site.open_in(engine.start());
    answer_everything(&page, &files);
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
    page.press("Send complaint");
    let reference = page.reference();

    let shown = site.inbox(&["show", &reference]);
    for answer in [
        "Ada Lovelace",
        "ada@example.com",
        "SW1Y 4JH",
        "T-20417",
        "2026-03-27",
        "bill.pdf",
        "screenshot.png",
    ] {
        assert!(shown.contains(answer), "no {answer} in:\n{shown}");
    }
    let mut bill = b"%PDF-1.7\n".to_vec();
    bill.resize(20_000, 0);
    let sent = [
        ("1-bill.pdf".to_owned(), bill),
        ("2-screenshot.png".to_owned(), PIXEL_PNG.to_vec()),
    ];
    assert_eq!(site.saved_files(&reference), BTreeMap::from(sent));
}

#[test]
fn a_postal_address_alone_is_enough_to_reply_to() {
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    page.fill("Email address", "");
    page.fill("Postal address", "12 St James’s Square\nLondon");
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
    assert_eq!(page.row("Email address"), "Not provided");
    assert_eq!(page.row("Postal address"), "12 St James’s Square\nLondon");
    page.press("Send complaint");
    let reference = page.reference();
    assert!(
        site.inbox(&["show", &reference])
            .contains("12 St James’s Square")
    );
}

#[test]
fn another_complaint_starts_empty() {
    let site = Site::start();
    let page = site.open();
    let first = send_what_is_required(&page);
    page.press("Raise another complaint");
    page.focus_on("heading Complaint form");
    assert_eq!(page.answer("Full name"), "");
    answer_what_is_required(&page);
    page.press("Check your answers");
    page.press("Send complaint");
    assert_ne!(page.reference(), first);
    assert_eq!(site.references().len(), 2);
}

#[test]
fn a_complaint_with_something_in_the_box_that_no_person_meets_is_received_and_held() {
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    let fill_in = "const decoy = document.querySelector('complaints-procedure').shadowRoot.querySelector('[name=related_link]');
        decoy.value = 'https://spam.example';
        decoy.dispatchEvent(new Event('input', { bubbles: true }));";
    page.browser.run(fill_in, &[]);
    page.press("Check your answers");
    page.press("Send complaint");
    let reference = page.reference();
    let held = site.inbox(&["list", "--held"]);
    let line = held.lines().find(|line| line.starts_with(&reference));
    assert!(line.is_some_and(|line| line.ends_with(" decoy")), "{held}");
}

#[test]
fn the_console_has_no_warning_from_opening_the_page_to_the_receipt() {
    let files = Files::new();
    let site = Site::start();
    let page = site.open();
    answer_everything(&page, &files);
    page.press("Check your answers");
    page.press("Send complaint");
    page.reference();
    assert_eq!(page.browser.console(), Vec::<String>::new());
}
