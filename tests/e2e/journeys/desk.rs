use e2e::harness::{Browser, Files, Site};
use e2e::pages::{ComplaintsPage, Look, axe, axe_on_colours};
use e2e::tour::FILES;

use super::form_rules::SETTINGS;

const NOTHING: [String; 0] = [];

/// WebDriver's name of the key, in a text.
const ENTER: &str = "\u{e007}";

const PASSWORD: &str = "four grey herons";

/// Sends a complaint with a file, and gives its reference.
#[track_caller]
fn complain(site: &Site, files: &Files) -> String {
    let browser = Browser::start();
    browser.allow_script(false);
    let page = ComplaintsPage::open_plain(browser, &site.address("/complaints/form"));
    page.fill("Full name", "Ada Lovelace");
    page.fill("Email address", "ada@example.com");
    page.choose("What is your complaint about?", "A bill or charge");
    page.fill(
        "Description of your complaint",
        "The March bill charges twice\nfor extension 204.",
    );
    page.fill(
        "Is there anything that would make this easier for you?",
        "Large print",
    );
    page.choose_files(FILES, &[&files.pdf("bill.pdf", 20_000)]);
    page.press("Send complaint");
    page.reference()
}

/// A page of the desk in a browser without script.
#[track_caller]
fn open(address: &str) -> ComplaintsPage {
    let browser = Browser::start();
    browser.allow_script(false);
    ComplaintsPage::open_plain(browser, address)
}

/// What is wrong with how a page of the desk looks and can be used.
#[track_caller]
fn faults(page: &ComplaintsPage) -> Vec<String> {
    let browser = &page.browser;
    browser.allow_script(true);
    let mut found = axe(browser);
    browser.prefer_dark(true);
    found.extend(axe_on_colours(browser));
    let look = Look(browser);
    for (scheme, forced) in SETTINGS {
        let features = [("prefers-color-scheme", scheme), ("forced-colors", forced)];
        browser.emulate("screen", &features);
        if forced == "none" {
            found.extend(look.pale_text());
        }
        found.extend(look.pale_controls());
    }
    browser.prefer_dark(false);
    found.extend(look.small_targets(24));
    for width in [320, 360, 768, 1280] {
        browser.resize(width, 900);
        found.extend(look.cramped());
        look.spread_text(true);
        found.extend(look.cramped());
        look.spread_text(false);
    }
    browser.resize(1280, 900);
    browser.allow_script(false);
    found
}

#[test]
fn without_script_and_by_keys_alone_staff_set_the_password_and_mark_what_they_did() {
    let files = Files::new();
    let site = Site::start();
    let reference = complain(&site, &files);
    let desk = site.desk();
    let page = open(&desk.address(&format!("/complaint/{reference}")));
    page.heading("No password is set yet");
    assert!(!page.visible_text().contains("Ada"));
    page.tab_to("a Set the password", ENTER);
    page.heading("Set the password");
    page.tab_to("input Code from the terminal", &desk.code);
    page.tab_to("input New password", PASSWORD);
    page.tab_to("input The same password again", &[PASSWORD, ENTER].concat());
    page.heading("Complaints: Open");
    page.text("working days left");
    page.tab_to(&format!("a Ada Lovelace {reference}"), ENTER);
    page.heading(&format!("Complaint {reference}"));
    page.text("for extension 204.");

    page.tab_to("textarea New note", "Phoned her.");
    page.tab_to("button Add the note", ENTER);
    page.text("The note is kept.");
    page.text("Phoned her.");
    page.tab_to("summary Mark as answered", ENTER);
    page.tab_to("input Day", "31");
    page.tab_to("input Month", "Feb");
    page.tab_to("button Mark as answered", ENTER);
    let wrong = "Date of the answer must be a real date";
    assert_eq!(page.error_summary(), [wrong]);
    page.follow(wrong);
    page.focus_on("input Day");
}

#[test]
fn in_every_state_of_the_desk_axe_finds_nothing_and_all_of_it_can_be_read_and_pressed() {
    let files = Files::new();
    let site = Site::start();
    let reference = complain(&site, &files);
    site.make_late(&reference);
    let desk = site.desk();
    let page = open(&desk.address("/"));
    page.heading("No password is set yet");
    assert_eq!(faults(&page), NOTHING, "no password");
    page.browser.open(&desk.address("/password"));
    assert_eq!(faults(&page), NOTHING, "the first password");
    page.press("Set the password");
    page.error_summary();
    assert_eq!(faults(&page), NOTHING, "a password that is not set");
    page.tab_to("input Code from the terminal", &desk.code);
    page.tab_to("input New password", PASSWORD);
    page.tab_to("input The same password again", &[PASSWORD, ENTER].concat());
    page.heading("Complaints: Open");
    page.text("late by");
    assert_eq!(faults(&page), NOTHING, "the list");
    page.tab_to("input Find by reference", &["C-00000000", ENTER].concat());
    page.error_summary();
    assert_eq!(faults(&page), NOTHING, "a reference that is not there");
    page.browser.open(&desk.address("/?show=held"));
    page.text("There are none.");
    assert_eq!(faults(&page), NOTHING, "an empty list");
    page.browser
        .open(&desk.address(&format!("/complaint/{reference}")));
    page.open_every_answer();
    assert_eq!(faults(&page), NOTHING, "a complaint");
    page.press("Add the note");
    page.error_summary();
    assert_eq!(faults(&page), NOTHING, "a note that is not kept");
    page.open_every_answer();
    page.press("Mark as answered");
    page.text("It is marked as answered.");
    assert_eq!(faults(&page), NOTHING, "what was done");
    page.browser.open(&desk.address("/complaint/C-00000000"));
    page.heading("Nothing is here");
    assert_eq!(faults(&page), NOTHING, "what is not there");
    page.press("Sign out");
    page.heading("Sign in");
    assert_eq!(faults(&page), NOTHING, "the sign-in");
    page.press("Sign in");
    page.error_summary();
    assert_eq!(faults(&page), NOTHING, "a password that is wrong");
    page.browser.back();
    page.browser
        .open(&desk.address(&format!("/complaint/{reference}")));
    page.heading("Sign in");
    assert!(!page.visible_text().contains("Ada"));
}

#[test]
fn a_file_is_saved_as_it_was_sent_and_a_complaint_is_told_from_the_list_alone() {
    let files = Files::new();
    let site = Site::start();
    let reference = complain(&site, &files);
    let desk = site.desk();
    let page = open(&desk.address("/password"));
    page.tab_to("input Code from the terminal", &desk.code);
    page.tab_to("input New password", PASSWORD);
    page.tab_to("input The same password again", &[PASSWORD, ENTER].concat());
    page.heading("Complaints: Open");
    page.text("A bill or charge");
    page.text("Asks for help");
    page.text("1 file");
    page.tab_to(
        "input Find by reference",
        &[&*reference.to_lowercase(), ENTER].concat(),
    );
    page.heading(&format!("Complaint {reference}"));
    let saved = Files::new();
    page.browser.download_into(&saved);
    page.follow("bill.pdf");
    let mut sent = b"%PDF-1.7\n".to_vec();
    sent.resize(20_000, 0);
    assert_eq!(saved.saved("bill.pdf").into_bytes(), sent);
    page.heading(&format!("Complaint {reference}"));
}
