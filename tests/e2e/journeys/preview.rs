use std::cell::RefCell;

use e2e::harness::{Browser, Front, PATIENCE, Preview, Site, eventually};
use e2e::pages::{ComplaintsPage, PreviewPage};
use serde_json::json;

#[track_caller]
fn open(preview: &Preview) -> PreviewPage {
    PreviewPage::open(
        Browser::start(),
        &preview.address("/preview.html?copy=complaints.json"),
    )
}

const RIGHT: &str = "\"tagline\": ";
const WRONG: &str = "\"tagine\": ";
const MISSING: &str = "Line 63, column 13: header: missing key \"tagline\"";

#[test]
fn every_state_is_reached_and_the_browser_has_nothing_to_say() {
    let preview = Preview::start();
    let page = open(&preview);
    let states = page.states();
    assert!(states.len() > 60, "only {} states", states.len());
    for state in states {
        page.choose("State", &state);
        page.shown(&state);
    }
    // Where the endpoint fails, the page tells its owner why.
    let said = page.browser.console().into_iter();
    let unexpected = said.filter(|line| !line.contains("complaints: the endpoint "));
    assert_eq!(unexpected.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn a_state_shows_the_words_it_is_named_for() {
    let preview = Preview::start();
    let page = open(&preview);
    for (state, words) in [
        ("Self-check/last_days", "Apply to CISAS soon: by "),
        (
            "Self-check/outside: fraud",
            "If you have lost money or shared bank details, call your bank now",
        ),
        (
            "Problems with answers/email: not_an_email",
            "Enter an email address in the correct format",
        ),
        (
            "Problems with answers/attachments: file_unreadable",
            "letter.pdf could not be read",
        ),
        (
            "Sending/Check answers",
            "Check your answers before you send them",
        ),
        ("Sending/Failed", "Your complaint has not been sent"),
        ("Sending/Receipt", "C-7K3M9QXZ"),
    ] {
        page.choose("State", state);
        page.shown(state);
        page.reads(words);
    }
}

#[test]
fn a_word_that_is_edited_is_shown_on_the_page() {
    let preview = Preview::start();
    let page = open(&preview);
    page.edit("Quick summary", "All in short");
    page.reads("All in short");
}

#[test]
fn a_mistake_is_listed_with_its_line_and_the_last_good_page_stays() {
    let preview = Preview::start();
    let page = open(&preview);
    page.edit("Quick summary", "All in short");
    page.reads("All in short");
    page.edit(RIGHT, WRONG);
    page.finds(MISSING);
    page.reads("All in short");
    page.press("Line 64, column 5");
    let found = page.selection();
    let line = found.as_str().unwrap_or_default();
    assert!(line.starts_with(WRONG), "{line} is selected");
}

#[test]
fn another_today_changes_the_dates() {
    let preview = Preview::start();
    let page = open(&preview);
    page.choose("Today", "2026-12-21");
    page.choose("State", "Sending/Receipt");
    page.shown("Sending/Receipt");
    // Christmas and Boxing Day, which is kept on the Monday, are between.
    page.reads("We aim to respond by Wednesday 30 December 2026.");
}

#[test]
fn a_file_that_changes_on_disk_is_shown() {
    let preview = Preview::start();
    let page = open(&preview);
    preview.edit("Quick summary", "All in short");
    page.reads("All in short");
    page.notice("complaints.json has changed, and is loaded.");
}

#[test]
fn edits_are_kept_when_the_file_changes_on_disk_until_they_are_dropped() {
    let preview = Preview::start();
    let page = open(&preview);
    page.edit("Quick summary", "From the page");
    page.reads("From the page");
    preview.edit("Quick summary", "From the disk");
    page.notice("complaints.json has changed meanwhile. Saving replaces that.");
    assert!(page.text().contains("From the page"));
    page.press("Load the file, drop my edits");
    page.reads("From the disk");
}

#[test]
fn saving_writes_the_file() {
    let preview = Preview::start();
    let page = open(&preview);
    page.edit("Quick summary", "All in short");
    page.press("Save");
    page.notice("complaints.json is saved.");
    assert_eq!(preview.text(), page.text());
    assert!(preview.text().contains("All in short"));
}

#[test]
fn a_file_that_is_not_utf_8_is_not_opened_and_nothing_is_saved() {
    let preview = Preview::start();
    // As an editor writes it that saves as "ANSI": ’ is one byte there, which is no UTF-8.
    let ansi: Vec<u8> = preview
        .text()
        .chars()
        .map(|character| u8::try_from(character).unwrap_or(0x92))
        .collect();
    std::fs::write(preview.file(), &ansi).expect("the copy file is the test's own");
    let browser = Browser::start();
    browser.open(&preview.address("/preview.html?copy=complaints.json"));
    let page = PreviewPage { browser };
    page.notice("complaints.json is not opened: it is not UTF-8 but probably Windows-1252 (\"ANSI\"). Save it as UTF-8.");
    page.press("Save");
    page.notice("Not saved: 1 problem.");
    let after = std::fs::read(preview.file()).expect("the copy file is there");
    assert!(after == ansi, "the file is as it was");
}

#[test]
fn a_file_with_problems_is_not_saved() {
    let preview = Preview::start();
    let before = preview.text();
    let page = open(&preview);
    page.edit(RIGHT, WRONG);
    page.press("Save");
    page.notice("Not saved: 2 problems.");
    assert_eq!(preview.text(), before);
}

#[test]
fn without_a_server_that_takes_it_the_file_is_downloaded() {
    let site = Site::start();
    let page = PreviewPage::open(Browser::start(), &site.address("/preview.html"));
    page.browser.run(
        "window.saved = [];
         HTMLAnchorElement.prototype.click = function () {
             saved.push([this.download, this.protocol]);
         }",
        &[],
    );
    page.edit("Quick summary", "All in short");
    page.press("Save");
    page.notice("complaints.json is downloaded: put it in the place of the one on the server.");
    assert_eq!(
        page.browser.run("return saved", &[]),
        json!([["complaints.json", "blob:"]])
    );
}

#[test]
fn axe_finds_nothing_on_the_preview_light_or_dark() {
    let preview = Preview::start();
    let page = open(&preview);
    page.edit(RIGHT, WRONG);
    page.finds(MISSING);
    for width in [360, 1280] {
        page.browser.resize(width, 900);
        for dark in [false, true] {
            page.browser.prefer_dark(dark);
            assert_eq!(page.axe(), Vec::<String>::new(), "{width}, dark: {dark}");
        }
    }
}

/// The page of a preview's server, whose copy file has two problems.
#[track_caller]
fn broken(preview: &Preview, query: &str) -> ComplaintsPage {
    preview.edit(RIGHT, WRONG);
    ComplaintsPage::open_plain(Browser::start(), &preview.address(query))
}

#[test]
fn a_broken_copy_leaves_the_words_standing_and_the_console_says_what_check_prints() {
    let preview = Preview::start();
    let page = broken(&preview, "/");
    let expected: Vec<String> = preview
        .checked()
        .into_iter()
        .filter(|line| !line.contains('[') && !line.starts_with("complaints.json: "))
        .collect();
    assert_eq!(expected.len(), 2, "{expected:?}");
    let said = RefCell::new(Vec::<String>::new());
    eventually(PATIENCE, "what check prints", || {
        said.borrow_mut()
            .extend(page.browser.console().into_iter().filter_map(|line| {
                let (_, text) = line.split_once(" \"complaints.json:")?;
                serde_json::from_str(&format!("\"complaints.json:{text}")).ok()
            }));
        (said.borrow().len() >= 2).then_some(())
    });
    assert_eq!(said.take(), expected);
    page.text("We aim to resolve issues quickly and fairly.");
}

/// What is said above the page, line by line.
const SHOWN: &str = "return [...document.querySelector('complaints-procedure').shadowRoot
    .querySelector('[data-findings]')?.shadowRoot.querySelectorAll('li') ?? []].map(line => line.textContent)";

#[test]
fn the_page_shows_what_check_prints_where_the_address_asks_for_it() {
    let preview = Preview::start();
    let page = broken(&preview, "/?complaints-preview");
    let mut expected = preview.checked();
    expected.pop();
    let shown = eventually(PATIENCE, "what check prints", || {
        let shown = page.browser.run(SHOWN, &[]);
        (shown != json!([])).then_some(shown)
    });
    assert_eq!(shown, json!(expected));
    page.text("We aim to resolve issues quickly and fairly.");
}

#[test]
fn a_good_copy_brings_no_checker() {
    let front = Front::before(Site::start());
    _ = ComplaintsPage::open(Browser::start(), &front.address("/"));
    let asked = front.requests();
    assert!(
        !asked.iter().any(|path| path.contains("checker")),
        "{asked:?}"
    );
}
