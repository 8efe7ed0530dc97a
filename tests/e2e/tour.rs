//! Every state of the page, in the order in which a customer could meet them.

use std::path::PathBuf;
use std::time::Duration;

use crate::harness::{Files, PIXEL_PNG, Site};
use crate::pages::ComplaintsPage;

/// How long the page tries to send before it says that it could not: four tries in about a minute.
pub const SENDING: Duration = Duration::from_secs(120);

/// The section that explains CISAS and checks the dates.
pub const CISAS: &str = "External Dispute Resolution (CISAS)";

/// Asked in the form and in the self-check.
pub const FIRST_COMPLAINED: &str = "When did you first complain to us about this?";

/// Opens the customer's case.
pub const CASE: &str = "Your case file and letters";

/// Asks for files.
pub const FILES: &str = "Letters, emails and screenshots";

/// Answers everything that must be answered.
#[track_caller]
pub fn answer_what_is_required(page: &ComplaintsPage) {
    page.fill("Full name", "Ada Lovelace");
    page.fill("Email address", "ada@example.com");
    page.choose("What is your complaint about?", "A bill or charge");
    page.fill(
        "Description of your complaint",
        "The March bill charges twice for extension 204.",
    );
}

/// Sends a complaint of what must be answered; the answer is its reference.
#[track_caller]
pub fn send_what_is_required(page: &ComplaintsPage) -> String {
    answer_what_is_required(page);
    send(page)
}

/// Checks and sends the answers; the answer is the reference.
#[track_caller]
pub fn send(page: &ComplaintsPage) -> String {
    page.press("Check your answers");
    page.press("Send complaint");
    page.reference()
}

/// Answers every question, with a date in the past and two files.
#[track_caller]
pub fn answer_everything(page: &ComplaintsPage, files: &Files) {
    answer_what_is_required(page);
    page.fill("Postal address", "12 St James’s Square\nLondon\nSW1Y 4JH");
    page.fill("Phone number", "020 7946 0000");
    page.fill(
        "Account number, or the number or service it is about",
        "A-1042",
    );
    page.fill(
        "Who are you complaining for, if not for yourself?",
        "Byron Ltd",
    );
    page.fill("Case or ticket reference", "T-20417");
    page.tick("I have complained to you about this before");
    page.date(FIRST_COMPLAINED).fill("27", "3", "2026");
    page.fill("Which services are affected?", "SIP, numbers");
    page.fill("Dates and times of the problem", "1 March 2026, from 9:00");
    page.fill("What outcome would you like?", "A correction and a credit");
    page.fill(
        "Is there anything that would make this easier for you?",
        "Large print",
    );
    let bill = files.pdf("bill.pdf", 20_000);
    let screenshot = files.with("screenshot.png", PIXEL_PNG);
    page.choose_files(FILES, &[&bill, &screenshot]);
    page.listed("bill.pdf");
    page.listed("screenshot.png");
}

/// Answers that are longer, or written in another direction, than the form was drawn for, and as many files as it
/// takes.
#[track_caller]
pub fn answer_at_length(page: &ComplaintsPage, files: &Files) {
    answer_what_is_required(page);
    page.fill("Full name", &"Wolfeschlegelsteinhausen".repeat(9)[..200]);
    page.fill("Postal address", "١٢ شارع السلام\nلندن");
    page.fill(
        "Description of your complaint",
        &"Rhyngrwydbandeangwasanaethcwsmeriaid ".repeat(20),
    );
    let names = (1..=40).map(|number| format!("{}{number}.pdf", "letter_".repeat(number % 6)));
    let letters: Vec<_> = names.map(|name| files.pdf(&name, 20_000)).collect();
    let letters: Vec<_> = letters.iter().map(PathBuf::as_path).collect();
    page.choose_files("Letters, emails and screenshots", &letters);
    page.listed("letter_1.pdf");
}

/// Leads a customer through every state and stops at each to `see` it, by name.
///
/// The states: `top`, `errors`, `filled`, `check`, `offline`, `waiting`, `uploading`, `stopped`, `retrying`,
/// `failed`, `receipt`, `case`, `self-check`.
#[track_caller]
pub fn tour(site: &mut Site, see: impl Fn(&str, &ComplaintsPage)) {
    let files = Files::new();
    let page = site.open();
    page.open_every_answer();
    see("top", &page);
    page.press("Check your answers");
    page.error_summary();
    see("errors", &page);
    answer_everything(&page, &files);
    // So large that it takes its time to send.
    let scans = files.pdf("scans.pdf", 8 << 20);
    page.choose_files("Letters, emails and screenshots", &[&scans]);
    page.listed("scans.pdf");
    see("filled", &page);
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
    see("check", &page);
    page.browser.be_offline();
    page.text("You are offline. You can send");
    see("offline", &page);
    page.press("Send complaint");
    page.text("You are offline. Your complaint has not been sent yet");
    see("waiting", &page);
    page.browser.be_online(Some(50_000));
    page.text(" MB sent");
    see("uploading", &page);
    page.press("Stop sending");
    page.text("You stopped sending.");
    see("stopped", &page);
    page.browser.be_online(None);
    site.stop();
    page.hold_clock();
    page.press("Send again");
    page.text("We could not reach our server.");
    see("retrying", &page);
    page.pass_until_heading("Your complaint has not been sent");
    see("failed", &page);
    site.start_again();
    page.press("Send again");
    page.heading("Complaint sent");
    see("receipt", &page);
    page.press(CASE);
    page.heading("Your file for CISAS");
    page.open_every_answer();
    see("case", &page);
    page.press("Close");
    let page = page.in_section(CISAS);
    page.date(FIRST_COMPLAINED).fill("27", "3", "2026");
    page.press("Check the dates");
    page.heading("The dates of your case");
    see("self-check", &page);
}
