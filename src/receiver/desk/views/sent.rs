//! What came with a complaint, and what staff wrote about it.

use super::list::option;
use super::parts::{label, line, row};
use crate::copy::PageCopy;
use crate::domain::calendar::iso;
use crate::domain::complaint::FieldId;
use crate::receiver::desk::place::Place;
use crate::receiver::desk::words;
use crate::receiver::inbox::{Note, Received, ReceivedAttachment};
use crate::ui::{El, el};
use crate::view_model::in_words;

/// The answers under their questions, in the order of the form; then what no question has.
pub fn answers(page: &PageCopy, received: &Received) -> El {
    let groups = page.form.groups.iter();
    let order: Vec<&str> = groups
        .flat_map(|group| &group.fields)
        .map(|field| field.id.name())
        .collect();
    let mut answers: Vec<&(String, String)> = received.answers.iter().collect();
    answers.sort_by_key(|(name, _)| {
        order
            .iter()
            .position(|known| known == name)
            .unwrap_or(order.len())
    });
    let mut rows: Vec<El> = answers
        .into_iter()
        .map(|(name, value)| answer(page, name, value))
        .collect();
    rows.push(row(
        label(words::SUBMISSION),
        [line(received.submission_id.clone())],
    ));
    rows.extend(
        received
            .shown
            .copy_version
            .clone()
            .map(|version| row(label(words::COPY_VERSION), [line(version)])),
    );
    el("dl", "cp-desk-rows").children(rows)
}

fn answer(page: &PageCopy, name: &str, value: &str) -> El {
    let field = FieldId::from_name(name);
    let question = field.and_then(|field| page.field(field));
    let label = match question {
        Some(question) => el("dt", "")
            .attr("lang", page.language.clone())
            .text(question.label.to_string()),
        None => el("dt", "").text(name.to_owned()),
    };
    let value = match field {
        Some(FieldId::FirstComplainedOn) => {
            iso::parse_date(value).map_or_else(|| value.to_owned(), |day| page.words.date(day))
        }
        Some(field) => option(page, field, value),
        None => value.to_owned(),
    };
    let lines = value.split('\n');
    row(
        label,
        lines.map(|words| line(words.to_owned()).attr("dir", "auto")),
    )
}

/// Links that save the files.
pub fn files(page: &PageCopy, received: &Received) -> El {
    if received.attachments.is_empty() {
        return el("p", "").text(words::NO_FILES);
    }
    let file = |file: &ReceivedAttachment| {
        let place = Place::File(received.receipt.reference.clone(), file.number);
        let bytes = u64::try_from(file.bytes).unwrap_or_default();
        let link = el("a", "cp-desk__link")
            .attr("href", place.path())
            .attr("download", "")
            .child(el("bdi", "").text(file.name.clone()));
        el("li", "")
            .child(link)
            .text([" (", &page.words.size(bytes), ")"].concat())
    };
    let files = received.attachments.iter().map(file);
    el("div", "")
        .child(el("ol", "").children(files))
        .child(el("p", "cp-desk-rows__small").text(words::FILES_HINT))
}

/// The notes, in the order written.
pub fn notes(page: &PageCopy, notes: &[Note]) -> El {
    if notes.is_empty() {
        return el("p", "").text(words::NO_NOTES);
    }
    let note = |note: &Note| {
        let at = iso::parse_instant(&note.written_at);
        let at = at.map_or_else(|| note.written_at.clone(), |at| in_words(page, at));
        let lines = note.text.split('\n');
        let lines = lines.map(|words| line(words.to_owned()).attr("dir", "auto"));
        row(el("dt", "").text(at), lines)
    };
    el("dl", "cp-desk-rows").children(notes.iter().map(note))
}
