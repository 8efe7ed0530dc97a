//! What was received, for those who answer it. Reads only, also while `serve` writes.

mod attachment;
mod error;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row};

use super::outbox::{self, Unsent};
use super::reference::hex;
use super::store::{
    Access, DATABASE, Receipt, SCHEMA_VERSION, attachment, open_beside, open_rights, version,
};
use crate::domain::calendar::{iso, london};
use crate::domain::cisas::{DatedRegulatorFigures, KeyDates, PAGE_FIGURES};
use crate::domain::complaint::{FieldId, Handling};
use crate::domain::wire::Shown;

pub use attachment::ReceivedAttachment;
pub use error::InboxError;

/// The complaints in a data folder.
pub struct Inbox {
    folder: PathBuf,
    connection: Connection,
}

/// A complaint in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    pub reference: String,
    /// RFC 3339, UTC.
    pub received_at: String,
    /// An ISO 8601 civil date in London.
    pub response_due: String,
    pub deadlock_letter_due: Option<NaiveDate>,
    pub handling: Handling,
    /// No more than its first 1,000 characters, as of the category.
    pub name: String,
    pub category: String,
    /// Whether the sender wrote what would make the complaint easier.
    pub asks_for_help: bool,
    pub attachments: i64,
    /// Why it is held for review, where it is.
    pub held: Option<String>,
}

/// A complaint, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// What the sender was answered.
    pub receipt: Receipt,
    pub submission_id: String,
    /// Why it is held for review, where it is.
    pub held: Option<String>,
    pub handling: Handling,
    /// The day by which a deadlock letter is due; `None` of a complaint that CISAS does not take.
    pub deadlock_letter_due: Option<NaiveDate>,
    /// In the order written.
    pub notes: Vec<Note>,
    /// What the sender was shown before.
    pub shown: Shown,
    /// The answers given with their names on the wire, in the order of the form.
    pub answers: Vec<(String, String)>,
    pub attachments: Vec<ReceivedAttachment>,
}

/// What somebody of the staff wrote about a complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// RFC 3339, UTC.
    pub written_at: String,
    pub text: String,
}

impl Inbox {
    /// Opens the data folder that `serve` writes to.
    ///
    /// # Errors
    ///
    /// There is none, or it cannot be read.
    pub fn open(folder: &Path) -> Result<Self, InboxError> {
        let connection = open_database(folder, Access::Read)?;
        // One transaction for all that is read: nothing changes between two looks.
        connection
            .execute_batch("begin; select 1 from complaint limit 1")
            .map_err(|cause| InboxError::Unreadable {
                path: folder.join(DATABASE),
                cause,
            })?;
        Ok(Self {
            folder: folder.to_owned(),
            connection,
        })
    }

    /// What of the data folder other people of this machine can read or change, in a sentence each.
    pub fn open_rights(folder: &Path) -> Vec<String> {
        open_rights(folder)
    }

    /// Every complaint in one line each, the newest first.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub fn list(&self) -> rusqlite::Result<Vec<Summary>> {
        let mut statement = self.connection.prepare(
            "select reference, received_at,
                coalesce((select substr(value, 1, 1000) from answer where complaint = id and field = 'name'), ''),
                coalesce((select substr(value, 1, 1000) from answer where complaint = id and field = 'category'), ''),
                (select count(*) from attachment where complaint = id),
                held, response_due, answered_on, deadlock_on,
                exists (select 1 from answer where complaint = id and field = 'help_needed'),
                cisas_opens_regulator, acknowledge_by,
                (select value from answer where complaint = id and field = 'first_complained_on')
             from complaint order by received_at desc, id desc",
        )?;
        let summary = |row: &Row| {
            let received_at: String = row.get(1)?;
            let (opens, acknowledge): (Option<String>, Option<String>) =
                (row.get(10)?, row.get(11)?);
            let complained: Option<String> = row.get(12)?;
            Ok(Summary {
                reference: row.get(0)?,
                response_due: row.get(6)?,
                deadlock_letter_due: deadlock_letter_due(
                    &received_at,
                    opens.as_deref(),
                    acknowledge.as_deref(),
                    complained.as_deref(),
                ),
                received_at,
                handling: handling(row, 7)?,
                name: row.get(2)?,
                category: row.get(3)?,
                asks_for_help: row.get(9)?,
                attachments: row.get(4)?,
                held: row.get(5)?,
            })
        };
        statement.query_map([], summary)?.collect()
    }

    /// Who was not told of which complaint yet, the oldest first.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub fn unsent(&self) -> rusqlite::Result<Vec<Unsent>> {
        outbox::unsent(&self.connection)
    }

    /// The complaint with a reference.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub fn find(&self, reference: &str) -> rusqlite::Result<Option<Received>> {
        let mut statement = self.connection.prepare_cached(
            "select id, reference, received_at, response_due, cisas_opens, cisas_closes, submission_id,
                shown_response_due, shown_cisas_opens, shown_cisas_closes, copy_version, held,
                cisas_opens_regulator, shown_cisas_opens_regulator, acknowledge_by, shown_acknowledge_by,
                answered_on, deadlock_on
             from complaint where reference = ?1",
        )?;
        let read = |row: &Row| {
            let received = Received {
                receipt: Receipt {
                    reference: row.get(1)?,
                    received_at: row.get(2)?,
                    response_due: row.get(3)?,
                    cisas_opens: row.get(4)?,
                    cisas_opens_regulator: row.get(12)?,
                    cisas_closes: row.get(5)?,
                    acknowledge_by: row.get(14)?,
                },
                submission_id: row.get(6)?,
                shown: Shown {
                    response_due: row.get(7)?,
                    cisas_opens: row.get(8)?,
                    cisas_opens_regulator: row.get(13)?,
                    cisas_closes: row.get(9)?,
                    acknowledge_by: row.get(15)?,
                    copy_version: row.get(10)?,
                },
                held: row.get(11)?,
                handling: handling(row, 16)?,
                deadlock_letter_due: None,
                notes: Vec::new(),
                answers: Vec::new(),
                attachments: Vec::new(),
            };
            Ok((row.get::<_, i64>(0)?, received))
        };
        let Some((id, mut received)) = statement.query_row([reference], read).optional()? else {
            return Ok(None);
        };
        received.answers = self.answers(id)?;
        received.attachments = self.attachments(id)?;
        received.notes = self.notes(id)?;
        let receipt = &received.receipt;
        received.deadlock_letter_due = deadlock_letter_due(
            &receipt.received_at,
            receipt.cisas_opens_regulator.as_deref(),
            receipt.acknowledge_by.as_deref(),
            received.answer(FieldId::FirstComplainedOn),
        );
        Ok(Some(received))
    }

    fn notes(&self, id: i64) -> rusqlite::Result<Vec<Note>> {
        let mut statement = self.connection.prepare_cached(
            "select written_at, text from note where complaint = ?1 order by number",
        )?;
        let read = |row: &Row| {
            Ok(Note {
                written_at: row.get(0)?,
                text: row.get(1)?,
            })
        };
        statement.query_map([id], read)?.collect()
    }

    fn answers(&self, id: i64) -> rusqlite::Result<Vec<(String, String)>> {
        let mut statement = self
            .connection
            .prepare_cached("select field, value from answer where complaint = ?1")?;
        let answers = statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut answers = answers.collect::<rusqlite::Result<Vec<(String, String)>>>()?;
        answers.sort_by_key(|(field, _)| {
            FieldId::from_name(field).map_or(usize::MAX, |field| field as usize)
        });
        Ok(answers)
    }

    fn attachments(&self, id: i64) -> rusqlite::Result<Vec<ReceivedAttachment>> {
        let mut statement = self.connection.prepare_cached(
            "select number, name, bytes, sha256, stored from attachment where complaint = ?1 order by number",
        )?;
        let read = |row: &Row| {
            Ok(ReceivedAttachment {
                number: row.get(0)?,
                name: row.get(1)?,
                bytes: row.get(2)?,
                sha256: hex(&row.get::<_, Vec<u8>>(3)?),
                path: attachment(&self.folder, &row.get::<_, String>(4)?),
            })
        };
        statement.query_map([id], read)?.collect()
    }
}

impl Received {
    /// An answer, where it was given.
    pub fn answer(&self, field: FieldId) -> Option<&str> {
        let mut answers = self.answers.iter();
        let found = answers.find(|(name, _)| name == field.name());
        found.map(|(_, value)| value.as_str())
    }
}

/// The two days in a row from this column on.
fn handling(row: &Row, column: usize) -> rusqlite::Result<Handling> {
    let day = |column| -> rusqlite::Result<Option<NaiveDate>> {
        let text: Option<String> = row.get(column)?;
        Ok(text.as_deref().and_then(iso::parse_date))
    };
    Ok(Handling {
        answered_on: day(column)?,
        deadlock_on: day(column + 1)?,
    })
}

/// The day on which the regulator's weeks are over, and with them the time for a deadlock letter, for
/// which the customer need not ask; none of a complaint that CISAS does not take.
///
/// Of a complaint that was kept without that day, it comes from the figures built in.
///
/// # Source
///
/// Ombudsman Services, guidance on eight-week and deadlock letters; the weeks are Ofcom's.
fn deadlock_letter_due(
    received_at: &str,
    opens_by_regulator: Option<&str>,
    acknowledge_by: Option<&str>,
    first_complained_on: Option<&str>,
) -> Option<NaiveDate> {
    if acknowledge_by.is_some() {
        return None;
    }
    if let Some(day) = opens_by_regulator {
        return iso::parse_date(day);
    }
    let first = first_complained_on.and_then(iso::parse_date);
    let complained = first.or_else(|| iso::parse_instant(received_at).map(london::london_date))?;
    let figures = DatedRegulatorFigures::default();
    let regulator = figures.on(complained);
    let dates = KeyDates::new(Some(complained), None, PAGE_FIGURES, regulator).ok()?;
    dates.opens_by_regulator
}

/// Opens the database that `serve` has made in a data folder.
pub(super) fn open_database(folder: &Path, access: Access) -> Result<Connection, InboxError> {
    let path = folder.join(DATABASE);
    if !path.is_file() {
        return Err(InboxError::Missing { path });
    }
    let opened = open_beside(&path, access);
    match opened.and_then(|connection| Ok((version(&connection)?, connection))) {
        Ok((SCHEMA_VERSION, connection)) => Ok(connection),
        Ok((found, _)) => Err(InboxError::Format { path, found }),
        Err(cause) => Err(InboxError::Unreadable { path, cause }),
    }
}
