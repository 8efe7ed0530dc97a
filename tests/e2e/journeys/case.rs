//! The customer's case: the file for CISAS with its evidence, what the device remembers, the letters.

use std::process::Command;
use std::time::Duration;

use e2e::harness::{Browser, Engine, Files, Front, PATIENCE, Site, eventually};
use e2e::pages::ComplaintsPage;
use e2e::tour::{CASE, CISAS, FIRST_COMPLAINED, answer_everything, send, send_what_is_required};
use serde_json::json;

const NOTHING: [String; 0] = [];
const TITLE: &str = "heading Your case";
const REMEMBER: &str = "Remember this complaint on this device";

/// What the device remembers, as it is kept.
#[track_caller]
fn remembered(page: &ComplaintsPage) -> String {
    let script = "return Object.entries(localStorage).filter(([key]) => key.startsWith('complaints diary')).join()";
    page.browser
        .run(script, &[])
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

/// Goes on so many days later: what was remembered, was remembered so much earlier.
#[track_caller]
fn come_back_after(page: &ComplaintsPage, days: u32) {
    let script = "
        const [key, text] = Object.entries(localStorage).find(([key]) => key.startsWith('complaints diary'));
        const earlier = day => new Date(Date.parse(day) - arguments[0] * 864e5).toISOString().slice(0, 10);
        const diary = JSON.parse(text);
        for (const entry of diary.entries) {
            entry.receipt.received -= arguments[0] * 864e5;
            entry.until -= arguments[0] * 864e5;
            entry.complained = earlier(entry.complained);
        }
        localStorage.setItem(key, JSON.stringify(diary))";
    page.browser.run(script, &[json!(days)]);
    // As in a new tab: what this one knows of the complaint is gone.
    page.browser.run("sessionStorage.clear()", &[]);
    page.browser.reload();
    page.alive();
}

#[test]
fn a_case_file_is_made_of_a_complaint_that_was_sent_with_two_files() {
    let (site, files) = (Site::start(), Files::new());
    let page = site.open();
    page.browser.download_into(&files);
    answer_everything(&page, &files);
    let reference = send(&page);
    page.press(CASE);
    page.focus_on(TITLE);
    assert_eq!(page.axe(), NOTHING);
    assert_eq!(page.sideways_at(320), NOTHING);
    let page = page.in_section("Your case");
    assert_eq!(
        page.answer("When did you first complain to us?"),
        "Friday 27 March 2026"
    );
    page.listed("bill.pdf");
    page.listed("screenshot.png");
    page.fill(
        "What would you like to happen?",
        "A credit, and a correct bill",
    );
    // Each copy says the minute in which it was saved.
    page.browser
        .run("const now = Date.now(); Date.now = () => now", &[]);
    page.press("Save all of it with the evidence (ZIP)");
    let name = format!("cisas-case-{reference}");
    let archive = files.saved_bytes(&format!("{name}.zip"));

    // Unpacked elsewhere, by somebody else's program.
    let elsewhere = Files::new();
    let zip = elsewhere.with("case.zip", &archive);
    let unpacked = Command::new("python3")
        .args(["-m", "zipfile", "-e"])
        .args([&zip, &elsewhere.path("")])
        .status();
    let Ok(unpacked) = unpacked else {
        eprintln!("NOT TESTED: the archive in another program. Python is not there.");
        return;
    };
    assert!(unpacked.success());
    for file in ["bill.pdf", "screenshot.png"] {
        let [sent, kept] =
            [&files, &elsewhere].map(|files| std::fs::read(files.path(file)).unwrap());
        assert!(sent == kept, "{file} has other bytes");
    }
    let text = elsewhere.saved(&format!("{name}.txt"));
    let mut rest = text.as_str();
    for part in [
        &*reference,
        "When did you first complain to us?\n  Friday 27 March 2026",
        "When did we send you a deadlock letter?\n  Still needed: ",
        "What happened?\n  The March bill charges twice for extension 204.",
        "What would you like to happen?\n  A credit, and a correct bill",
        "Evidence\n  bill.pdf (20 KB)\n  screenshot.png (1 KB)",
    ] {
        let (_, after) = rest
            .split_once(part)
            .unwrap_or_else(|| panic!("no {part} in:\n{text}"));
        rest = after;
    }
    page.press("Save as a page to print");
    let saved = files.saved(&format!("{name}.html"));
    assert_eq!(saved, elsewhere.saved(&format!("{name}.html")));
    page.browser.open(&format!(
        "file://{}",
        files.path(&format!("{name}.html")).display()
    ));
    assert_eq!(e2e::pages::axe(&page.browser), NOTHING);
}

#[test]
fn a_case_begins_after_a_self_check_and_nothing_is_asked_for_before() {
    let site = Site::start();
    let page = site.open().in_section(CISAS);
    page.date(FIRST_COMPLAINED).fill("27", "3", "2026");
    page.press("Check the dates");
    page.heading("The dates of your case");
    let is_of_case = |address: &&String| address.contains("case");
    let asked = page.browser.requested();
    assert_eq!(
        asked.iter().find(is_of_case),
        None,
        "it weighs on nobody who does not ask for it"
    );
    page.press(CASE);
    page.focus_on(TITLE);
    let asked = page.browser.requested();
    assert_eq!(asked.iter().filter(is_of_case).count(), 2, "{asked:?}");
    let page = page.in_section("Your case");
    assert_eq!(
        page.answer("When did you first complain to us?"),
        "Friday 27 March 2026"
    );
    page.text("Still needed: Say what went wrong and when");
    page.fill("What happened?", "The bill is wrong.");
    assert!(
        !page
            .visible_text()
            .contains("Still needed: Say what went wrong and when")
    );
    assert!(!page.has_button(REMEMBER), "it was not sent");
    page.press("Close");
    page.focus_on("heading Complaint form");
    assert!(!page.has_heading("Your case"));
    assert_eq!(remembered(&page), "");
}

in_every_engine!(a_device_remembers_where_a_complaint_stands);

fn a_device_remembers_where_a_complaint_stands(engine: Engine) {
    let site = Site::start();
    let page = site.open_in(engine.start());
    let reference = send_what_is_required(&page);
    page.press(CASE);
    page.focus_on(TITLE);
    assert_eq!(remembered(&page), "", "nothing that nobody asked for");
    page.press(REMEMBER);
    page.text("Kept on this device until ");
    assert!(remembered(&page).contains(&reference));

    come_back_after(&page, 20);
    page.heading("Your case");
    page.text("Our response was due on ");
    page.text("Not yet: ask CISAS from ");
    come_back_after(&page, 30);
    page.text("You may already be able to apply: ask CISAS");
    come_back_after(&page, 20);
    page.text("You can ask CISAS to look at your complaint until ");
    page.follow("Cymraeg");
    page.heading("Eich achos");
    page.text("Roedd ein hymateb i fod i’ch cyrraedd erbyn y dyddiad hwn: ");
    page.follow("English");
    page.heading("Your case");
    page.press_first("Open the case file and letters Complaint ");
    page.focus_on(TITLE);
    let page = page.in_section("Your case");
    let happened = page.answer("What happened?");
    assert!(
        happened.starts_with("The March bill charges twice"),
        "{happened}"
    );
    page.fill("What would you like to happen?", "A credit");
    page.press("Close");
    page.focus_on(TITLE);

    come_back_after(&page, 0);
    page.press_first("Open the case file and letters Complaint ");
    assert_eq!(
        page.answer("What would you like to happen?"),
        "A credit",
        "it is remembered too"
    );
    page.press("Delete from this device");
    page.text("Keeps your reference, your dates");
    assert_eq!(remembered(&page), "");
    page.press(REMEMBER);
    page.text("Kept on this device until ");

    come_back_after(&page, 460);
    eventually(PATIENCE, "nothing on the device", || {
        remembered(&page).is_empty().then_some(())
    });
    assert!(!page.has_heading("Your case"), "it has expired");
}

#[test]
fn a_file_whose_name_alone_is_remembered_is_not_left_out_in_silence() {
    let (site, files) = (Site::start(), Files::new());
    let page = site.open();
    answer_everything(&page, &files);
    let reference = send(&page);
    page.press(CASE);
    page.press(REMEMBER);
    page.text("Kept on this device until ");

    come_back_after(&page, 0);
    page.press_first("Open the case file and letters Complaint ");
    page.focus_on(TITLE);
    let page = page.in_section("Your case");
    page.text("Choose this file again: your browser has let go of it");
    page.press("Save all of it with the evidence (ZIP)");
    page.text("This could not be saved, because one of the files can no longer be read");
    page.press("Remove bill.pdf");
    page.press("Remove screenshot.png");
    page.text("Still needed: Choose the files that you want to send to CISAS");
    assert!(
        !remembered(&page).contains("bill.pdf"),
        "what is removed is not remembered"
    );
    page.browser.download_into(&files);
    page.press("Save all of it with the evidence (ZIP)");
    files.saved_bytes(&format!("cisas-case-{reference}.zip"));
}

#[test]
fn a_case_that_is_open_is_there_when_the_page_is_loaded_again() {
    let site = Site::start();
    let page = site.open().in_section(CISAS);
    page.date(FIRST_COMPLAINED).fill("27", "3", "2026");
    page.press("Check the dates");
    page.press(CASE);
    page.focus_on(TITLE);
    let page = page.in_section("Your case");
    page.fill("What happened?", "The bill is wrong.");
    page.browser.reload();
    page.alive();
    assert_eq!(page.answer("What happened?"), "The bill is wrong.");
    assert_ne!(page.focused(), TITLE, "nobody asked to be led there");
    page.press("Close");
    page.focus_on("heading Complaint form");
    let kept = "return Object.keys(sessionStorage).filter(key => key.startsWith('complaints case')).length";
    assert_eq!(page.browser.run(kept, &[]), json!(0), "it was closed");
}

#[test]
fn what_the_device_remembers_is_never_sent() {
    let site = Site::start();
    let front = Front::before(site);
    let page = ComplaintsPage::open(Browser::start(), &front.address("/"));
    send_what_is_required(&page);
    page.press(CASE);
    page.press(REMEMBER);
    page.text("Kept on this device until ");
    let sent = |front: &Front| {
        let requests = front.requests().into_iter();
        requests
            .filter(|request| request.starts_with("POST"))
            .count()
    };
    assert_eq!(sent(&front), 1);
    page.press("Close");
    page.press("Raise another complaint");
    page.browser.reload();
    page.alive();
    page.heading("Your case");
    assert_eq!(sent(&front), 1);
}

#[test]
fn letters_are_written_from_what_is_known() {
    let (site, files) = (Site::start(), Files::new());
    let page = site.open();
    page.browser.download_into(&files);
    let reference = send_what_is_required(&page);
    page.press(CASE);
    page.focus_on(TITLE);
    let page = page.in_section("Your case");
    page.open_every_answer();
    page.text(&format!(
        "My reference is {reference}. You received my complaint on "
    ));
    page.text("Yours faithfully,\nAda Lovelace\nada@example.com");
    page.press_first("Save as a page to print Ask for your complaint to be escalated");
    let letter = files.saved("escalation-letter.html");
    assert!(letter.contains("Please escalate my complaint, and tell me who is looking at it"));
}

#[test]
fn what_is_open_in_a_case_stays_as_it_is_as_time_goes_on() {
    let site = Site::start();
    let page = site.open();
    page.hold_clock_from_the_start();
    let page = page.in_section(CISAS);
    page.date(FIRST_COMPLAINED).fill("27", "3", "2026");
    page.press("Check the dates");
    page.press(CASE);
    page.focus_on(TITLE);
    let page = page.in_section("Your case");
    page.open_every_answer();
    page.fill("What happened?", "The bill is ");
    let typed_into = page.focused();
    page.pass(Duration::from_secs(150));
    page.browser.keys("wrong.");
    assert_eq!(page.focused(), typed_into);
    assert_eq!(page.answer("What happened?"), "The bill is wrong.");
    assert!(page.visible_text().contains("Yours faithfully"));
}

#[test]
fn a_case_that_cannot_be_loaded_says_so_and_can_be_asked_for_again() {
    let site = Site::start();
    let page = site.open().in_section(CISAS);
    page.date(FIRST_COMPLAINED).fill("27", "3", "2026");
    page.press("Check the dates");
    page.heading("The dates of your case");
    page.browser.be_offline();
    page.press(CASE);
    page.text("Try again in a few minutes");
    page.browser.be_online(None);
    page.press(CASE);
    page.focus_on(TITLE);
    page.browser.console();
}

#[test]
fn a_page_whose_copy_has_no_case_offers_none() {
    let site = Site::start_on_its_own();
    let copy = include_str!("../../../public/complaints.json");
    let case = copy.lines().find(|line| line.starts_with("  \"case\": "));
    let case = case.expect("the copy has a case");
    site.upload("complaints.json", copy.replace(case, ""));
    let page = site.open();
    send_what_is_required(&page);
    assert!(!page.has_button(CASE));
}
