//! Complaints as rows of a CSV file.

use chrono::NaiveDate;

use super::inbox::{Inbox, Received, Summary};
use super::reference;
use super::spreadsheet::text_cell;
use super::store::StoreError;
use crate::domain::calendar::iso;
use crate::domain::complaint::FieldId;

const BEFORE: [&str; 7] = [
    "reference",
    "received_at",
    "response_due",
    "cisas_opens",
    "cisas_opens_regulator",
    "cisas_closes",
    "acknowledge_by",
];
const AFTER: [&str; 13] = [
    "shown_response_due",
    "shown_cisas_opens",
    "shown_cisas_opens_regulator",
    "shown_cisas_closes",
    "shown_acknowledge_by",
    "copy_version",
    "submission_id",
    "held",
    "state",
    "answered_on",
    "deadlock_letter_on",
    "deadlock_letter_due",
    "notes",
];

/// How much of an export is written at once.
const PART_BYTES: usize = 1 << 18;

/// Writes these complaints, the last of them first, in parts as they are read, until a part is not taken: they may be
/// more than memory holds.
///
/// # Errors
///
/// One cannot be read.
pub fn write_csv(
    inbox: &dyn Inbox,
    summaries: &[Summary],
    bom: bool,
    mut write: impl FnMut(Vec<u8>) -> bool,
) -> Result<(), StoreError> {
    let mut rows: Vec<u8> = if bom { "\u{feff}".into() } else { Vec::new() };
    rows.extend(header());
    for summary in summaries.iter().rev() {
        if let Some(received) = inbox.find(&summary.reference)? {
            rows.extend(of_complaint(&received));
        }
        if rows.len() > PART_BYTES && !write(std::mem::take(&mut rows)) {
            return Ok(());
        }
    }
    write(rows);
    Ok(())
}

/// The names of the columns.
fn header() -> Vec<u8> {
    let names = BEFORE
        .into_iter()
        .chain(fields().map(FieldId::name))
        .chain(["attachments"])
        .chain(AFTER);
    row(names)
}

/// Everything about a complaint, under these names.
fn of_complaint(received: &Received) -> Vec<u8> {
    let Received {
        receipt,
        submission_id,
        held,
        handling,
        deadlock_letter_due,
        notes,
        shown,
        attachments,
        answers: _,
    } = received;
    let day = |day: Option<NaiveDate>| day.map(iso::format_date).unwrap_or_default();
    let notes: Vec<String> = notes
        .iter()
        .map(|note| [&note.written_at, " ", &note.text].concat())
        .collect();
    let files: Vec<&str> = attachments.iter().map(|file| file.name.as_str()).collect();
    let files = files.join("; ");
    let shown = [
        &shown.response_due,
        &shown.cisas_opens,
        &shown.cisas_opens_regulator,
        &shown.cisas_closes,
        &shown.acknowledge_by,
        &shown.copy_version,
    ];
    let before = [
        receipt.reference.as_str(),
        &receipt.received_at,
        &receipt.response_due,
        &receipt.cisas_opens,
        receipt.cisas_opens_regulator.as_deref().unwrap_or_default(),
        &receipt.cisas_closes,
        receipt.acknowledge_by.as_deref().unwrap_or_default(),
    ];
    let cells = before
        .into_iter()
        .map(own_cell)
        .chain(fields().map(|field| {
            let cell = if field == FieldId::FirstComplainedOn {
                own_cell
            } else {
                text_cell
            };
            cell(received.answer(field).unwrap_or_default())
        }))
        .chain([text_cell(&files)])
        .chain(shown.map(|value| own_cell(value.as_deref().unwrap_or_default())))
        .chain([
            text_cell(submission_id),
            text_cell(held.as_deref().unwrap_or_default()),
            handling.state().name().to_owned(),
            day(handling.answered_on),
            day(handling.deadlock_on),
            day(*deadlock_letter_due),
            text_cell(&notes.join("\n")),
        ]);
    row(cells)
}

fn fields() -> impl Iterator<Item = FieldId> {
    let is_text = |field: &FieldId| *field != FieldId::Attachments;
    FieldId::ALL.into_iter().filter(is_text)
}

/// A row, every cell in quotes: no separator in a text is taken for one between cells.
fn row<T: AsRef<[u8]>>(cells: impl IntoIterator<Item = T>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .from_writer(Vec::new());
    // In memory: there is nothing that could fail.
    _ = writer.write_record(cells);
    writer.into_inner().unwrap_or_default()
}

/// A day, an instant or a reference as it is, so that a spreadsheet can sort by it and find it; anything
/// else as a text.
fn own_cell(value: &str) -> String {
    let is_date = || iso::parse_date(value).is_some() || iso::parse_instant(value).is_some();
    if is_date() || reference::read(value).as_deref() == Some(value) {
        value.to_owned()
    } else {
        text_cell(value)
    }
}
