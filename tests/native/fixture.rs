//! The default copy, bank holidays, clock times and complaints that many tests start from.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use complaints::base::json::Position;
use complaints::copy::{self, CaseCopy, PageCopy};
use complaints::domain::calendar::{BankHolidays, iso};
use complaints::domain::complaint::{Acknowledgement, AttachmentDraft, Draft, FieldId, Reply};

pub use support::shipped::{COPY as DEFAULT_COPY, WELSH_COPY};

/// The Welsh copy, read.
pub fn welsh() -> &'static PageCopy {
    static PAGE: LazyLock<PageCopy> = LazyLock::new(|| read(WELSH_COPY));
    &PAGE
}

/// The default copy, read.
pub fn page() -> &'static PageCopy {
    static PAGE: LazyLock<PageCopy> = LazyLock::new(|| read(DEFAULT_COPY));
    &PAGE
}

/// The words of the customer's case that ship with a copy, read.
#[track_caller]
pub fn case_words(page: &'static PageCopy) -> &'static CaseCopy {
    let text = match page.language.as_str() {
        "cy" => support::shipped::WELSH_CASE,
        _ => support::shipped::CASE,
    };
    let words = copy::read_case(text, page);
    Box::leak(Box::new(words.unwrap_or_else(|error| panic!("{error}"))))
}

/// A copy that lives as long as the tests.
#[track_caller]
pub fn leaked(text: &str) -> &'static PageCopy {
    Box::leak(Box::new(read(text)))
}

#[track_caller]
fn read(text: &str) -> PageCopy {
    copy::read(text).unwrap_or_else(|error| panic!("{error}"))
}

/// A text with passages replaced by others; each passage stands there exactly once.
#[track_caller]
pub fn edited(text: &str, edits: &[(&str, &str)]) -> String {
    edits.iter().fold(text.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from:?} stands there once");
        text.replace(from, to)
    })
}

/// The default copy with passages replaced, and where its carets stood: each `‸` in an edit leaves
/// its `line:column` and is gone.
#[track_caller]
pub fn marked(edits: &[(&str, &str)]) -> (String, Vec<String>) {
    marked_in(DEFAULT_COPY, edits)
}

/// Another text with passages replaced, and where its carets stood.
#[track_caller]
pub fn marked_in(text: &str, edits: &[(&str, &str)]) -> (String, Vec<String>) {
    let marked = edited(text, edits);
    let text = marked.replace('‸', "");
    let carets = marked.match_indices('‸').enumerate();
    let positions = carets.map(|(before, (offset, caret))| {
        let Position { line, column } = Position::of(&text, offset - before * caret.len());
        format!("{line}:{column}")
    });
    let positions = positions.collect();
    (text, positions)
}

/// A copy that asks these questions alone: what is expected of it stays as it is when another one is added.
#[track_caller]
pub fn asking(text: &str, asked: &[FieldId]) -> &'static PageCopy {
    let hidden = FieldId::ALL.into_iter().filter(|its| !asked.contains(its));
    let text = hidden.fold(text.to_owned(), |text, field| {
        let id = format!("\"id\": \"{}\",", field.name());
        edited(&text, &[(&id, &format!("{id} \"hidden\": true,"))])
    });
    leaked(&text)
}

/// Where a question of the default copy stands, like `form.groups[1].fields[6]`: another one may be added before it.
#[track_caller]
pub fn place_of(field: FieldId) -> String {
    let groups = page().form.groups.iter().enumerate();
    let mut places = groups.filter_map(|(group, its)| {
        let index = its.fields.iter().position(|its| its.id == field)?;
        Some(format!("form.groups[{group}].fields[{index}]"))
    });
    places.next().expect("the question is asked")
}

/// The bank holidays that ship with the page.
pub fn holidays() -> &'static BankHolidays {
    static HOLIDAYS: LazyLock<BankHolidays> = LazyLock::new(|| {
        BankHolidays::from_govuk(support::shipped::BANK_HOLIDAYS)
            .expect("the shipped file is in GOV.UK's format")
    });
    &HOLIDAYS
}

/// The instant written as RFC 3339.
#[track_caller]
pub fn instant(text: &str) -> DateTime<Utc> {
    iso::parse_instant(text).unwrap_or_else(|| panic!("{text} is not an instant"))
}

/// A Monday morning at work.
pub fn now() -> DateTime<Utc> {
    instant("2026-11-23T10:00:00Z")
}

/// A draft with these answers.
pub fn draft(answers: &[(FieldId, &str)]) -> Draft {
    let mut draft = Draft::default();
    for (field, typed) in answers {
        draft.set_text(*field, (*typed).to_owned());
    }
    draft
}

/// A draft that proves under the default copy, with nothing more than it needs.
pub fn smallest_draft() -> Draft {
    draft(&[
        (FieldId::Name, "Jo Smith"),
        (FieldId::Email, "jo@company.example"),
        (FieldId::Category, "billing"),
        (FieldId::Description, "Charged twice for the same month."),
    ])
}

/// A PDF file as it is chosen.
pub fn pdf(handle: u32, name: &str) -> AttachmentDraft {
    AttachmentDraft {
        handle,
        name: name.to_owned(),
        size: 2_048,
        head: Some(b"%PDF-1.7\n".to_vec()),
    }
}

/// A file of no known type, as it is chosen.
pub fn program(handle: u32, name: &str) -> AttachmentDraft {
    AttachmentDraft {
        head: Some(b"MZ\x90\0".to_vec()),
        ..pdf(handle, name)
    }
}

/// An endpoint's answer that says no more than it must.
pub fn delivered(reference: &str) -> Reply {
    Reply::Delivered(Acknowledgement {
        reference: reference.to_owned(),
        ..Acknowledgement::default()
    })
}

/// Undoes percent-encoding, as UTF-8.
pub fn decoded(encoded: &str) -> String {
    let mut pieces = encoded.split('%');
    let mut bytes = pieces.next().unwrap().as_bytes().to_vec();
    for piece in pieces {
        bytes.push(u8::from_str_radix(&piece[..2], 16).unwrap());
        bytes.extend(&piece.as_bytes()[2..]);
    }
    String::from_utf8(bytes).unwrap()
}
