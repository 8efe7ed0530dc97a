use complaints::domain::complaint::{FieldId, Reply};

use super::{plain, states};
use crate::fixture::{decoded, delivered, instant, now, smallest_draft};
use crate::html::{self, Element};
use crate::markers;
use crate::played::Played;

/// Attributes whose values people read or hear.
const READ: [&str; 5] = [
    "aria-label",
    "title",
    "alt",
    "placeholder",
    "aria-description",
];

/// What a customer typed or a server said in the states of the page, and the name of a bank holiday.
pub const TYPED: [&str; 28] = [
    "New Year’s Day",
    "Jo Smith",
    "A-1042",
    "Byron Ltd",
    "jo@company.example",
    // The company's own.
    "a@company.example",
    "2 Long Lane",
    "jo@gmail.com",
    "1 High Street",
    "Southend",
    "07700 900123",
    "T-1",
    "SIP",
    "every Monday",
    "Charged twice for the same month.",
    "Again and again.",
    "A credit",
    "Large print",
    "bill.pdf",
    "letter.pdf",
    "one.exe",
    "one.pdf",
    "two.pdf",
    "three.pdf",
    "four.pdf",
    "five.pdf",
    "C-2026-1",
    "/complaints/form?receipt=123",
];

/// Every page, with a marker for every text.
fn pages() -> impl Iterator<Item = (&'static str, Element)> {
    let whole = states(markers::page())
        .into_iter()
        .map(|(state, moment)| (state, super::rendered(markers::page(), moment)));
    whole.chain(plain::pages(markers::page()))
}

/// Everything on a page that people read or hear.
pub fn read_by_people(page: &Element) -> Vec<String> {
    let mut texts: Vec<String> = page.text().lines().map(str::to_owned).collect();
    for element in page.all() {
        let value_is_read = element.tag == "input"
            && ["button", "submit", "reset"].contains(&element.attr("type").unwrap_or_default());
        let names = READ.into_iter().chain(value_is_read.then_some("value"));
        texts.extend(
            names
                .filter_map(|name| element.attr(name))
                .map(str::to_owned),
        );
    }
    texts
}

/// What people read or hear on a page that is neither a marker nor was typed.
fn foreign(page: &Element) -> Vec<String> {
    let is_foreign = |text: &String| {
        let left = TYPED.iter().fold(markers::unmarked(text), |left, typed| {
            left.replace(typed, "")
        });
        left.contains(char::is_alphabetic)
    };
    read_by_people(page)
        .into_iter()
        .filter(is_foreign)
        .collect()
}

/// What a customer can keep of a complaint in markers that was received, that failed, and that is too
/// long for an e-mail.
fn kept() -> String {
    let mut kept = String::new();
    let mut long = smallest_draft();
    long.set_text(FieldId::Description, "1".repeat(2_000));
    for (draft, reply) in [
        (super::full_draft(), delivered("C-2026-1")),
        (super::full_draft(), Reply::Failed),
        (long, Reply::Failed),
    ] {
        for at in [now(), instant("2029-12-30T18:00:00Z")] {
            let mut journey = Played::checked(markers::page(), draft.clone(), at);
            journey.send("1234", at);
            journey.reply_at(reply.clone(), at);
            kept += &journey
                .mail_draft()
                .as_deref()
                .map_or(String::new(), decoded);
            kept += &journey
                .record(at)
                .expect("there is something to keep")
                .to_text();
            if let Some(file) = journey.reminders(at) {
                kept += &file.text.replace("\r\n ", "");
            }
        }
    }
    kept
}

#[test]
fn nothing_on_a_page_was_written_by_anyone_but_the_company_and_the_customer() {
    for (state, page) in pages() {
        assert_eq!(foreign(&page), Vec::<String>::new(), "{state}");
    }
}

#[test]
fn a_word_beside_a_marker_or_in_an_attribute_would_be_noticed() {
    let page = html::parse(
        "<p class=\"words\">⟦a⟧ 1 MB</p><ul aria-label=\"Chosen files\"><li id=\"b\">⟦b⟧, Jo Smith</li></ul>\
         <input type=\"submit\" value=\"Send\"><input type=\"radio\" value=\"billing\">",
    );
    assert_eq!(foreign(&page), ["⟦a⟧ 1 MB", "Chosen files", "Send"]);
}

#[test]
fn every_text_of_the_copy_is_shown_or_read_out_in_some_state() {
    let shown: String = pages()
        .flat_map(|(_, page)| read_by_people(&page))
        .chain([kept()])
        .collect();
    let text = markers::text();
    let unused: Vec<&str> = text
        .split('⟦')
        .skip(1)
        .filter_map(|rest| rest.split('⟧').next())
        // Facts and words are parts of other texts; what depends on one answer has tests of its own.
        .filter(|path| {
            !["facts.", "words.", "data_protection."]
                .iter()
                .any(|part| path.starts_with(part))
        })
        .filter(|path| {
            ![".problems.", ".count.", ".instead"]
                .iter()
                .any(|part| path.contains(part))
        })
        // Said where an endpoint counts nothing once: tests/native/endpoint/answers.rs.
        .filter(|path| !path.ends_with("_twice"))
        // Read out once it is done, which takes a browser.
        .filter(|path| !path.ends_with(".files.not_a_file"))
        .filter(|path| !shown.contains(&markers::marker(path)))
        .collect();
    assert_eq!(
        unused,
        [
            "languages.0.label",
            "page.description",
            "drafts.deleted",
            "record.divisions.scotland",
            "record.divisions.northern_ireland"
        ]
    );
}
