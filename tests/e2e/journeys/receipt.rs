//! What a customer keeps: the receipt, and what could not be sent.

use std::time::Duration;

use e2e::harness::{Browser, Fault, Files, Front, Site, Words};
use e2e::pages::{ComplaintsPage, axe};
use e2e::tour::{answer_everything, answer_what_is_required};
use serde_json::{Value, json};

const NOTHING: [String; 0] = [];
const SAVE: &str = "Save this receipt and your answers";
const RESCUE: &str = "Save a copy of your complaint";

/// What is typed by a person who means harm.
const ATTACK: &str =
    "</dd><script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'>";

/// A page with every question answered and sent.
#[track_caller]
fn sent(site: &Site, files: &Files) -> ComplaintsPage {
    let page = site.open();
    page.browser.download_into(files);
    answer_everything(&page, files);
    send(&page);
    page.reference();
    page
}

#[track_caller]
fn send(page: &ComplaintsPage) {
    page.press("Check your answers");
    page.press("Send complaint");
}

/// The words of a saved page, opened from this device, once it has passed every check of a page.
#[track_caller]
fn opened(browser: &Browser, files: &Files, name: &str) -> String {
    _ = (browser.requested(), browser.console());
    browser.open(&format!("file://{}", files.path(name).display()));
    for dark in [false, true] {
        browser.prefer_dark(dark);
        assert_eq!(axe(browser), NOTHING, "dark: {dark}");
    }
    browser.prefer_dark(false);
    browser.resize(320, 900);
    let over = "const page = document.scrollingElement; return page.scrollWidth - page.clientWidth";
    assert_eq!(browser.run(over, &[]), 0, "scrolls sideways");
    browser.resize(1280, 900);
    assert_eq!(browser.requested(), NOTHING);
    assert_eq!(browser.console(), NOTHING);
    let script = "return [document.scripts.length, document.images.length, document.characterSet]";
    assert_eq!(browser.run(script, &[]), json!([0, 0, "UTF-8"]));
    let text = browser.run("return document.body.innerText", &[]);
    text.as_str().unwrap().to_owned()
}

/// The lines of a text that say something.
fn said(text: &str) -> Vec<&str> {
    let lines = text
        .lines()
        .map(|line| line.trim().trim_start_matches("- "));
    lines
        .filter(|line| !line.trim_matches(['=', '-']).is_empty())
        .collect()
}

#[test]
fn a_saved_receipt_opens_without_a_network_and_says_what_was_sent_as_its_text_does() {
    let (site, files) = (Site::start(), Files::new());
    let page = sent(&site, &files);
    let reference = page.reference();
    let link = page.link_after("Open this receipt again later:");
    page.press("Save as plain text");
    let text = files.saved(&format!("complaint-{reference}.txt"));
    page.press(SAVE);
    let name = format!("complaint-{reference}.html");
    files.saved(&name);
    let shown = opened(&page.browser, &files, &name);
    assert_eq!(said(&shown), said(&text));
    for kept in [
        &*reference,
        &*link,
        "Ada Lovelace",
        "12 St James’s Square",
        "Friday 27 March 2026",
        "bill.pdf (20 KB)",
        "screenshot.png (1 KB)",
        "Response target: 5 working days",
        "CISAS dates on our page: from 8 weeks to 9 months after the first complaint.",
    ] {
        assert!(shown.contains(kept), "no {kept} in:\n{shown}");
    }
    let id = text
        .split("Number we use to count a complaint once\n  ")
        .nth(1)
        .unwrap();
    let id = id.lines().next().unwrap();
    assert!(site.inbox(&["show", &reference]).contains(id), "{id}");
}

#[test]
fn the_dates_of_a_receipt_are_saved_as_a_calendar() {
    let (site, files) = (Site::start(), Files::new());
    let page = site.open();
    page.browser.download_into(&files);
    answer_what_is_required(&page);
    send(&page);
    let reference = page.reference();
    page.press("Save these dates to your calendar");
    let file = files.saved("complaint-dates.ics").replace("\r\n ", "");
    let lines: Vec<&str> = file.split_terminator("\r\n").collect();
    assert_eq!(lines[..2], ["BEGIN:VCALENDAR", "VERSION:2.0"]);
    assert_eq!(lines.last(), Some(&"END:VCALENDAR"));
    let values = |key: &str| -> Vec<String> {
        let values = lines.iter().filter_map(|line| line.strip_prefix(key));
        values.map(str::to_owned).collect()
    };
    let shown = page.browser.run(
        "return [...document.querySelector('complaints-procedure').shadowRoot.querySelectorAll('time')]
            .map(time => time.dateTime.replaceAll('-', ''))",
        &[],
    );
    assert_eq!(json!(values("DTSTART;VALUE=DATE:")), shown);
    assert_eq!(shown.as_array().map(Vec::len), Some(4));
    let about = format!("Your reference: {reference}");
    let descriptions = values("DESCRIPTION:");
    assert_eq!(
        descriptions
            .iter()
            .filter(|said| said.starts_with(&about))
            .count(),
        4
    );
}

#[test]
fn the_link_of_a_receipt_opens_the_same_receipt_for_anyone() {
    let (site, files) = (Site::start(), Files::new());
    let page = sent(&site, &files);
    let from_title_on = |text: &str| {
        let (_, receipt) = text.split_once("Complaint sent").expect("a receipt");
        let (receipt, _) = receipt
            .split_once("for your complaint to be escalated.")
            .expect("whom to call");
        said(receipt).join("\n")
    };
    let shown = from_title_on(&page.visible_text());
    let link = page.link_after("Open this receipt again later:");
    assert!(
        link.starts_with(&site.address("/complaints/form?receipt=")),
        "{link}"
    );
    let anyone = ComplaintsPage::open_plain(Browser::start(), &link);
    assert_eq!(from_title_on(&anyone.visible_text()), shown);
    assert!(!anyone.visible_text().contains("Ada Lovelace"));
}

#[test]
fn a_link_to_another_server_is_not_shown() {
    let front = Front::before(Site::start());
    front.put(
        "/complaints/form",
        r#"{"reference": "C-1", "receipt_url": "https://other.example/receipt"}"#,
    );
    let page = ComplaintsPage::open(Browser::start(), &front.address("/"));
    answer_what_is_required(&page);
    send(&page);
    assert_eq!(page.reference(), "C-1");
    let text = page.visible_text();
    assert!(
        !text.contains("other.example") && !text.contains("Open this receipt"),
        "{text}"
    );
}

#[test]
fn a_receipt_in_other_words_is_saved_in_these_with_what_was_sent() {
    let (site, files) = (Site::start(), Files::new());
    let page = sent(&site, &files);
    let reference = page.reference();
    let link = page.link_after("Open this receipt again later:");
    page.follow("Cymraeg");
    let page = page.in_welsh();
    page.heading("Anfonwyd y gŵyn");
    page.press("Cadw’r dderbynneb hon a’ch atebion");
    let name = format!("cwyn-{reference}.html");
    let html = files.saved(&name);
    assert!(
        html.starts_with("<!doctype html>\n<html lang=\"cy\">"),
        "{html}"
    );
    let shown = opened(&page.browser, &files, &name);
    for kept in [
        "Yr hyn a anfonwyd gennych",
        "Ada Lovelace",
        "dydd Gwener 27 Mawrth 2026",
        "A correction and a credit",
        "en-GB.",
        &link,
    ] {
        assert!(shown.contains(kept), "no {kept} in:\n{shown}");
    }
}

/// A page of a company that takes e-mail, whose endpoint fails at once.
#[track_caller]
fn failing(files: &Files) -> (ComplaintsPage, Front) {
    let site = Site::start_on_its_own();
    let mut copy: Value = serde_json::from_str(&Words::read().edited(&[])).unwrap();
    copy["facts"]["contact_email"] = json!("complaints+web@company.example");
    site.upload("complaints.json", copy.to_string());
    site.prerender();
    let front = Front::before(site);
    front.fail("/complaints/form", Fault::Status(500));
    let page = ComplaintsPage::open(Browser::start(), &front.address("/"));
    page.browser.download_into(files);
    (page, front)
}

/// What is said where the server failed.
const FAILED: &str = "Your complaint may not have reached us";

#[test]
fn what_could_not_be_sent_is_saved_with_every_answer_and_nothing_in_it_runs() {
    let files = Files::new();
    let (page, _front) = failing(&files);
    answer_everything(&page, &files);
    page.fill("Which services are affected?", ATTACK);
    send(&page);
    page.heading(FAILED);
    let rows = page.rows();
    page.press(RESCUE);
    let name = "complaint.html";
    files.saved(name);
    let shown = opened(&page.browser, &files, name);
    assert!(shown.starts_with(FAILED), "{shown}");
    let (answers, dates) = rows.split_at(rows.len() - 3);
    assert_eq!(answers.len(), 16);
    for (question, answer) in answers {
        let (before, after) = shown
            .split_once(question.as_str())
            .unwrap_or_else(|| panic!("no {question} in:\n{shown}"));
        assert!(
            !before.is_empty() && after.trim_start().starts_with(answer.as_str()),
            "{answer} in:\n{shown}"
        );
    }
    assert!(dates.iter().all(|(_, date)| !date.is_empty()));
    assert_eq!(
        page.browser.run("return window.hacked ?? null", &[]),
        Value::Null
    );
}

#[test]
fn a_draft_of_an_email_has_the_answers_or_asks_for_the_saved_copy() {
    let files = Files::new();
    let (page, front) = failing(&files);
    answer_what_is_required(&page);
    page.fill(
        "Postal address",
        "12 St James’s Square\nLondon & “Kent” 100%",
    );
    send(&page);
    page.heading(FAILED);
    let mail = "Send it by email instead";
    let draft = |page: &ComplaintsPage| {
        let address = page.address_of(mail);
        assert!(address.len() <= 1_800, "{} characters", address.len());
        let script = "const { protocol, pathname, search } = new URL(arguments[0]);
            const parts = search.slice(1).split('&').map(part => decodeURIComponent(part.split('=')[1]));
            return [protocol + decodeURIComponent(pathname), ...parts]";
        let parts = page.browser.run(script, &[json!(address)]);
        serde_json::from_value::<[String; 3]>(parts).unwrap()
    };
    let [to, subject, body] = draft(&page);
    assert_eq!(
        (&*to, &*subject),
        ("mailto:complaints+web@company.example", "Complaint")
    );
    let given: Vec<String> = page
        .rows()
        .into_iter()
        .filter(|(question, answer)| {
            answer != "Not provided"
                && !question.contains("CISAS")
                && !question.starts_with("We aim")
        })
        .map(|(question, answer)| format!("{question}\r\n  {}", answer.replace('\n', "\r\n  ")))
        .collect();
    let (answers, id) = body
        .split_once("\r\n\r\nNumber we use to count a complaint once\r\n  ")
        .unwrap();
    assert_eq!(answers, given.join("\r\n\r\n"));
    assert_eq!(id.len(), 36);

    page.press("Back to the form");
    page.fill("Description of your complaint", &"“”".repeat(100));
    send(&page);
    page.heading(FAILED);
    let [_, _, body] = draft(&page);
    assert_eq!(body, Words::read().at("/sending/failed/mail_attach"));

    front.mend();
    page.press("Send again");
    page.heading_within(Duration::from_secs(20), "Complaint sent");
}

#[test]
fn without_an_address_there_is_no_draft_and_the_phone_is_there() {
    let front = Front::before(Site::start());
    front.fail("/complaints/form", Fault::Status(404));
    let page = ComplaintsPage::open(Browser::start(), &front.address("/"));
    answer_what_is_required(&page);
    send(&page);
    page.heading("Your complaint has not been sent");
    assert!(page.has_button(RESCUE));
    let panel = page.browser.run(
        "return document.querySelector('complaints-procedure').shadowRoot.querySelector('div:has(> #failed-title)').innerText",
        &[],
    );
    let panel = panel.as_str().unwrap();
    assert!(panel.contains(Words::read().at("/facts/phone")), "{panel}");
    assert!(panel.contains("Lines are "), "{panel}");
    assert!(!panel.contains("email"), "{panel}");
}
