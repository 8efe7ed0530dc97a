//! What the page says of a failed answer, chosen by the kind of the problem.

use crate::base::json::Value;

use super::kept::keep;
use super::placeholders::Pieces;
use super::reader::{FromCopy, Reader};
use crate::domain::complaint::FieldId;

/// The messages of one field, by the key of the problem.
#[derive(Clone, Copy, Debug, Default)]
pub struct ProblemWords(&'static [(&'static str, Pieces)]);

const SIMPLE: &[&str] = &["empty", "too_long"];
const EMAIL: &[&str] = &["empty", "no_reply_address", "not_an_email", "too_long"];
const ADDRESS: &[&str] = &["empty", "no_reply_address", "too_long"];
const OPTION: &[&str] = &["empty", "not_an_option"];
const DESCRIPTION: &[&str] = &["empty", "too_short", "too_long"];
const DATE: &[&str] = &[
    "empty",
    "missing_day",
    "missing_month",
    "missing_year",
    "year_digits",
    "not_a_date",
    "in_future",
    "too_early",
];
/// Without the message of an answer that is missing.
pub const DATE_THAT_MAY_BE_LEFT_EMPTY: &[&str] = DATE.split_at(1).1;
const FILES: &[&str] = &[
    "empty",
    "file_type",
    "file_content",
    "file_picture",
    "file_locked",
    "file_document",
    "file_mail",
    "file_recording",
    "file_folder",
    "file_shortcut",
    "file_empty",
    "file_too_large",
    "file_unreadable",
    "files_too_many",
    "files_too_large",
];

/// The keys that a field's messages have: one for each way its answer can fail.
pub fn keys(field: FieldId) -> &'static [&'static str] {
    match field {
        FieldId::Email => EMAIL,
        FieldId::Address => ADDRESS,
        FieldId::Category | FieldId::ComplainedBefore => OPTION,
        FieldId::FirstComplainedOn => DATE,
        FieldId::Description => DESCRIPTION,
        FieldId::Attachments => FILES,
        _ => SIMPLE,
    }
}

/// The placeholders of a message that are filled when it is said.
pub fn slots(key: &str) -> &'static [&'static str] {
    match key {
        "too_long" => &["max", "over"],
        "too_short" => &["min"],
        "too_early" => &["earliest"],
        key if key.starts_with("file_") => &["file"],
        _ => &[],
    }
}

impl ProblemWords {
    /// Reads the messages that a field needs.
    pub fn read(field: FieldId, value: &Value, reader: &mut Reader) -> Self {
        Self::read_keys(keys(field), value, reader)
    }

    fn read_keys(keys: &[&'static str], value: &Value, reader: &mut Reader) -> Self {
        let Some(object) = reader.object(value, keys) else {
            return Self::default();
        };
        let mut words = Vec::with_capacity(keys.len());
        for key in keys {
            match object.get(key) {
                Some(value) => {
                    let length = reader.enter(key);
                    let text = reader.text(value);
                    words.push((*key, Pieces::read(text, slots(key), value.offset(), reader)));
                    reader.leave(length);
                }
                None => reader.report_missing(object, key),
            }
        }
        Self(keep(words))
    }

    /// The message of a problem with its figures and names filled in.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.0
            .iter()
            .find(|(known, _)| *known == key)
            .map(|(_, pieces)| pieces.fill(values))
            .unwrap_or_default()
    }
}

/// The messages of a date that may be left empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct DateProblemWords(pub ProblemWords);

impl FromCopy for DateProblemWords {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        Self(ProblemWords::read_keys(
            DATE_THAT_MAY_BE_LEFT_EMPTY,
            value,
            reader,
        ))
    }
}
