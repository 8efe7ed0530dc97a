//! Changes what was received, for those who answer it, also while `serve` runs: releases what was
//! held, notes what was done, deletes what may be kept no longer.

mod deletion;

pub use deletion::{DeleteError, Purged, ToDelete, Which};

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use super::inbox::{InboxError, open_database};
use super::outbox;
use super::store::{Access, DATABASE};
use crate::domain::calendar::{iso, london};
use crate::domain::complaint::Step;

/// Changes a data folder, also while `serve` runs.
pub struct InboxEditor {
    folder: PathBuf,
    connection: Connection,
}

/// What became of a complaint that was to be released.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Release {
    Released,
    NotHeld,
    Unknown,
}

/// What became of a step that was to be noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    Noted,
    /// It stands there with the same day.
    Already,
    /// It stands there with another day.
    OnAnotherDay(NaiveDate),
    /// The complaint was received after the day that was given: on this one.
    BeforeReceipt(NaiveDate),
    Unknown,
}

/// What became of a complaint that was to be open again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reopened {
    Open,
    Already,
    Unknown,
}

impl InboxEditor {
    /// Opens the data folder that `serve` writes to.
    ///
    /// # Errors
    ///
    /// There is none, or it cannot be used.
    pub fn open(folder: &Path) -> Result<Self, InboxError> {
        let connection = open_database(folder, Access::Write)?;
        tidy(&connection, folder).map_err(|cause| InboxError::Unreadable {
            path: folder.join(DATABASE),
            cause,
        })?;
        Ok(Self {
            folder: folder.to_owned(),
            connection,
        })
    }

    /// Lets a complaint go that was held for review; it is acknowledged from then on, where it is to be.
    ///
    /// # Errors
    ///
    /// The database cannot be changed.
    pub fn release(&mut self, reference: &str, now: DateTime<Utc>) -> rusqlite::Result<Release> {
        let transaction = immediate(&mut self.connection)?;
        let known = transaction
            .prepare("select 1 from complaint where reference = ?1")?
            .exists([reference])?;
        let released = transaction.execute(
            "update complaint set held = null where reference = ?1 and held is not null",
            [reference],
        )?;
        if released > 0 {
            outbox::release(&transaction, reference, now)?;
        }
        transaction.commit()?;
        Ok(match (known, released) {
            (false, _) => Release::Unknown,
            (true, 0) => Release::NotHeld,
            (true, _) => Release::Released,
        })
    }

    /// Notes that a step was taken on a day in London. A day that stands there is not written over.
    ///
    /// # Errors
    ///
    /// The database cannot be changed.
    pub fn take(
        &mut self,
        reference: &str,
        step: Step,
        on: NaiveDate,
        now: DateTime<Utc>,
    ) -> rusqlite::Result<Taken> {
        let column = match step {
            Step::Answered => "answered_on",
            Step::DeadlockLetterSent => "deadlock_on",
        };
        let transaction = immediate(&mut self.connection)?;
        let found = transaction
            .query_row(
                &format!("select received_at, {column} from complaint where reference = ?1"),
                [reference],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        let Some((received_at, day)): Option<(String, Option<String>)> = found else {
            return Ok(Taken::Unknown);
        };
        if let Some(day) = day.as_deref().and_then(iso::parse_date) {
            return Ok(match day == on {
                true => Taken::Already,
                false => Taken::OnAnotherDay(day),
            });
        }
        let received_on = iso::parse_instant(&received_at).map(london::london_date);
        if let Some(received_on) = received_on.filter(|received_on| on < *received_on) {
            return Ok(Taken::BeforeReceipt(received_on));
        }
        transaction.execute(
            &format!("update complaint set {column} = ?2, handled_at = ?3 where reference = ?1"),
            [reference, &iso::format_date(on), &iso::format_instant(now)],
        )?;
        transaction.commit()?;
        Ok(Taken::Noted)
    }

    /// Takes back that a complaint was answered and that a deadlock letter was sent.
    ///
    /// # Errors
    ///
    /// The database cannot be changed.
    pub fn reopen(&mut self, reference: &str, now: DateTime<Utc>) -> rusqlite::Result<Reopened> {
        let transaction = immediate(&mut self.connection)?;
        let is_known = is_known(&transaction, reference)?;
        let changed = transaction.execute(
            "update complaint set answered_on = null, deadlock_on = null, handled_at = ?2
             where reference = ?1 and (answered_on is not null or deadlock_on is not null)",
            [reference, &iso::format_instant(now)],
        )?;
        transaction.commit()?;
        Ok(match (is_known, changed) {
            (false, _) => Reopened::Unknown,
            (true, 0) => Reopened::Already,
            (true, _) => Reopened::Open,
        })
    }

    /// Adds a note, and gives its number, counted from 1; `None` where the complaint is not known.
    ///
    /// # Errors
    ///
    /// The database cannot be changed.
    pub fn note(
        &mut self,
        reference: &str,
        text: &str,
        now: DateTime<Utc>,
    ) -> rusqlite::Result<Option<i64>> {
        let transaction = immediate(&mut self.connection)?;
        let number = transaction
            .query_row(
                "insert into note (complaint, number, written_at, text)
                 select id, 1 + (select coalesce(max(number), 0) from note where complaint = id), ?2, ?3
                 from complaint where reference = ?1
                 returning number",
                [reference, &iso::format_instant(now), text],
                |row| row.get(0),
            )
            .optional()?;
        transaction.commit()?;
        Ok(number)
    }

    /// Tells of a complaint again who has not taken it; says to how many, `None` where it is not known.
    ///
    /// # Errors
    ///
    /// The database cannot be changed.
    pub fn resend(
        &mut self,
        reference: &str,
        now: DateTime<Utc>,
    ) -> rusqlite::Result<Option<usize>> {
        let transaction = immediate(&mut self.connection)?;
        let is_known = is_known(&transaction, reference)?;
        let count = outbox::resend(&transaction, reference, now)?;
        transaction.commit()?;
        Ok(is_known.then_some(count))
    }
}

/// The largest database that is written anew in memory.
const MAX_IN_MEMORY: i64 = 64 << 20;

/// Deleted rows are overwritten, and what SQLite writes on the side stays in memory or in the data
/// folder: a copy in a folder of the system's would be out of reach.
fn tidy(connection: &Connection, folder: &Path) -> rusqlite::Result<()> {
    connection.pragma_update(None, "secure_delete", true)?;
    let size = "select page_count * page_size from pragma_page_count, pragma_page_size";
    let size: i64 = connection.query_row(size, [], |row| row.get(0))?;
    if size <= MAX_IN_MEMORY {
        return connection.pragma_update(None, "temp_store", "memory");
    }
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    connection.pragma_update(None, "temp_store_directory", folder.to_string_lossy())
}

/// Whether there is a complaint with a reference.
fn is_known(connection: &Connection, reference: &str) -> rusqlite::Result<bool> {
    connection
        .prepare("select 1 from complaint where reference = ?1")?
        .exists([reference])
}

fn immediate(connection: &mut Connection) -> rusqlite::Result<Transaction<'_>> {
    connection.transaction_with_behavior(TransactionBehavior::Immediate)
}
