//! Answers by their names. Files travel apart.

use super::PageValue;
use crate::base::text::fingerprint;
use crate::domain::calendar::iso;
use crate::domain::complaint::{Complaint, DateDraft, DatePart, Draft, FieldId, FieldKind};

/// The names of the boxes of the one date, as a native form sends them.
pub const DATE_BOXES: [(DatePart, &str); DatePart::ALL.len()] = [
    (DatePart::Day, "first_complained_on-day"),
    (DatePart::Month, "first_complained_on-month"),
    (DatePart::Year, "first_complained_on-year"),
];

/// The questions whose answers are texts: all but files and the date.
fn texts() -> impl Iterator<Item = FieldId> {
    FieldId::ALL.into_iter().filter(|field| {
        let kind = field.spec().kind;
        !matches!(kind, FieldKind::Date | FieldKind::Files)
    })
}

/// A name of a single text on the wire, as the program's own string; none of any other.
pub fn text_name(name: &str) -> Option<&'static str> {
    let answers = texts().map(FieldId::name);
    answers
        .chain([FieldId::FirstComplainedOn.name()])
        .chain(DATE_BOXES.map(|(_, name)| name))
        .chain(PageValue::ALL.map(PageValue::name))
        .find(|known| *known == name)
}

/// The answers as typed, right or wrong, by their names; those that were left out too.
pub fn write_draft(draft: &Draft) -> impl Iterator<Item = (&'static str, &str)> {
    let texts = texts().map(|field| (field.name(), draft.text(field)));
    let date = &draft.first_complained_on;
    texts.chain(DATE_BOXES.map(|(part, name)| (name, date.part(part))))
}

/// The answers of texts by their names, empty where there is none. The date may be written whole.
pub fn read_draft<'t>(text: impl Fn(&'static str) -> &'t str) -> Draft {
    let mut draft = Draft::default();
    for field in texts() {
        draft.set_text(field, text(field.name()).to_owned());
    }
    let whole = text(FieldId::FirstComplainedOn.name()).trim();
    if let Some(date) = iso::parse_date(whole) {
        draft.first_complained_on = DateDraft::from_date(date);
    } else {
        for (part, name) in DATE_BOXES {
            let typed = if whole.is_empty() { text(name) } else { whole };
            *draft.first_complained_on.part_mut(part) = typed.to_owned();
        }
    }
    draft
}

impl Complaint {
    /// The answers given, by their names on the wire; files apart.
    pub fn wire_fields(&self) -> Vec<(&'static str, String)> {
        let answer = |field: FieldId| match field.spec().kind {
            FieldKind::Date => {
                let date = self.first_complained_on().map(iso::format_date);
                date.unwrap_or_default()
            }
            FieldKind::Line { .. }
            | FieldKind::Area { .. }
            | FieldKind::Choice
            | FieldKind::Tick
            | FieldKind::Files => self.text(field).to_owned(),
        };
        let answers = FieldId::ALL.map(|field| (field.name(), answer(field)));
        let given = answers.into_iter().filter(|(_, answer)| !answer.is_empty());
        given.collect()
    }

    /// A short name for exactly these answers and files, which are told apart by name and size.
    pub fn fingerprint(&self) -> String {
        let mut content = String::new();
        let files = self.attachments().iter();
        let files = files.map(|file| (file.name.as_str(), file.size.to_string()));
        for (name, value) in self.wire_fields().into_iter().chain(files) {
            content.extend([name, "\0", &value, "\0"]);
        }
        fingerprint(&content)
    }
}
