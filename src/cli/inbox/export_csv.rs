//! Every complaint as a row of a CSV file.

use chrono::NaiveDate;

use super::unreadable;
use crate::cli::spreadsheet::text_cell;
use crate::cli::{CliError, print};
use crate::domain::calendar::iso;
use crate::domain::complaint::FieldId;
use crate::receiver::{self, Received, reference};

/// Prints every complaint as a row, as it is read: the inbox may be larger than memory.
pub fn export(inbox: &receiver::Inbox, bom: bool) -> Result<(), CliError> {
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
    let fields = || {
        FieldId::ALL
            .into_iter()
            .filter(|field| *field != FieldId::Attachments)
    };
    let header: Vec<&str> = BEFORE
        .into_iter()
        .chain(fields().map(FieldId::name))
        .chain(["attachments"])
        .chain(AFTER)
        .collect();
    let mut rows: Vec<u8> = if bom { "\u{feff}".into() } else { Vec::new() };
    write_row(&mut rows, header)?;
    for summary in inbox.list().map_err(unreadable)?.iter().rev() {
        let Some(received) = inbox.find(&summary.reference).map_err(unreadable)? else {
            continue;
        };
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
        } = &received;
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
        let row = before
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
        write_row(&mut rows, row)?;
        if rows.len() > EXPORT_BYTES {
            print(&rows)?;
            rows.clear();
        }
    }
    print(&rows)
}

/// How much of an export is written at once.
const EXPORT_BYTES: usize = 1 << 18;

/// Adds a row, every cell in quotes: no separator in a text is taken for one between cells.
fn write_row<T: AsRef<[u8]>>(
    rows: &mut Vec<u8>,
    cells: impl IntoIterator<Item = T>,
) -> Result<(), CliError> {
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .from_writer(rows);
    let written = writer.write_record(cells).map_err(CliError::unwritable);
    written.and_then(|()| writer.flush().map_err(CliError::unwritable))
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
