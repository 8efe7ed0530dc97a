//! A complaint in words, for people who answer it.

use crate::copy::{FieldDetail, PageCopy};
use crate::domain::calendar::iso;
use crate::domain::complaint::FieldId;
use crate::receiver::inbox::Received;
use crate::view_model::{Part, Record, Row, in_words};

/// A day as the copy writes it.
pub fn date(page: &PageCopy, day: &str) -> String {
    iso::parse_date(day).map_or_else(|| day.to_owned(), |day| page.words.date(day))
}

/// The whole record, for people who answer it.
pub fn record(page: &PageCopy, received: &Received, missing: &[String]) -> Record {
    let receipt = &received.receipt;
    let reference = &receipt.reference;
    let received_at = iso::parse_instant(&receipt.received_at);
    let received_at =
        received_at.map_or_else(|| receipt.received_at.clone(), |at| in_words(page, at));
    let mut head = vec![
        Row::new("Reference", reference),
        Row::new("Received", &received_at),
        Row::new("Response due", &date(page, &receipt.response_due)),
    ];
    if let Some(day) = received.deadlock_letter_due {
        head.push(Row::new("Deadlock letter due", &page.words.date(day)));
    }
    if let Some(day) = &receipt.acknowledge_by {
        head.push(Row::new("Acknowledge by", &date(page, day)));
    }
    if received.answer(FieldId::HelpNeeded).is_some() {
        head.push(Row::new("Asks for help", "yes"));
    }
    if let Some(why) = &received.held {
        let why = format!("{why}: a machine seems to have sent it");
        head.push(Row::new("Held for review", &why));
    }
    let mut parts = vec![Part::Rows(head), Part::Heading("What was sent".to_owned())];
    let answers = received.answers.iter();
    parts.push(Part::Rows(
        answers
            .map(|(name, value)| answer(page, name, value))
            .collect(),
    ));
    if !received.attachments.is_empty() {
        parts.push(Part::Heading("Files".to_owned()));
        let file = |file: &crate::receiver::ReceivedAttachment| {
            let bytes = u64::try_from(file.bytes).unwrap_or_default();
            let name = file.name.replace('\n', " ");
            format!("{}. {name} ({})", file.number, page.words.size(bytes))
        };
        parts.push(Part::List(received.attachments.iter().map(file).collect()));
        parts.extend(missing.iter().cloned().map(Part::Words));
    }
    parts.push(Part::Heading("In the inbox".to_owned()));
    parts.push(Part::List(
        ["show", "answered", "deadlock", "note"]
            .map(|command| format!("complaints inbox {command} {reference}"))
            .into(),
    ));
    Record::of_parts(page, &format!("Complaint {reference}"), parts)
}

/// An answer under its question, as far as the copy has it.
fn answer(page: &PageCopy, name: &str, value: &str) -> Row {
    let field = FieldId::from_name(name).and_then(|field| page.field(field));
    let label = field.map_or_else(|| name.to_owned(), |field| field.label.to_string());
    let option = field.and_then(|field| match &field.detail {
        FieldDetail::Options(options) => options
            .iter()
            .find(|option| option.value == value)
            .map(|option| option.label.to_string()),
        _ => None,
    });
    let value = option.unwrap_or_else(|| value.to_owned());
    Row {
        label,
        lines: value.lines().map(str::to_owned).collect(),
    }
}
