//! Changes what was received, for those who answer it, also while `serve` runs: releases what was
//! held, deletes what may be kept no longer.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rusqlite::{Connection, OpenFlags, Row, Transaction, TransactionBehavior};

use super::inbox::{InboxError, open_database};
use super::store::{ATTACHMENTS, sync_folder};
use crate::domain::calendar::{iso, london};

/// The one who may change a data folder beside `serve`.
pub struct Custodian {
    folder: PathBuf,
    connection: Connection,
}

/// Which complaints are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which<'a> {
    Reference(&'a str),
    /// Every one received before this day began in London.
    Before(NaiveDate),
}

/// A complaint that is to be deleted, or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doomed {
    id: i64,
    pub reference: String,
    /// RFC 3339, UTC.
    pub received_at: String,
    /// Where its files are kept.
    pub files: Vec<PathBuf>,
}

/// What became of a complaint that was to be released.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Release {
    Released,
    NotHeld,
    Unknown,
}

impl Custodian {
    /// Opens the data folder that `serve` writes to.
    ///
    /// # Errors
    ///
    /// There is none, or it cannot be used.
    pub fn open(folder: &Path) -> Result<Self, InboxError> {
        Ok(Self {
            folder: folder.to_owned(),
            connection: open_database(folder, OpenFlags::SQLITE_OPEN_READ_WRITE)?,
        })
    }

    /// Lets a complaint go that was held for review.
    ///
    /// # Errors
    ///
    /// The database cannot be changed.
    pub fn release(&mut self, reference: &str) -> rusqlite::Result<Release> {
        let transaction = immediate(&mut self.connection)?;
        let known = transaction
            .prepare("select 1 from complaint where reference = ?1")?
            .exists([reference])?;
        let released = transaction.execute(
            "update complaint set held = null where reference = ?1 and held is not null",
            [reference],
        )?;
        transaction.commit()?;
        Ok(match (known, released) {
            (false, _) => Release::Unknown,
            (true, 0) => Release::NotHeld,
            (true, _) => Release::Released,
        })
    }

    /// What [`delete`](Self::delete) would delete, the oldest first.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub fn doomed(&self, which: Which) -> rusqlite::Result<Vec<Doomed>> {
        select(&self.connection, &self.folder, which)
    }

    /// Deletes complaints with their answers, files and receipts, the oldest first. When this
    /// returns, no file of the data folder holds a trace of them.
    ///
    /// # Errors
    ///
    /// Nothing was deleted, or not every trace of it: the error says which.
    pub fn delete(&mut self, which: Which) -> Result<Vec<Doomed>, DeleteError> {
        let transaction = immediate(&mut self.connection)?;
        let doomed = select(&transaction, &self.folder, which)?;
        for one in &doomed {
            transaction.execute("delete from complaint where id = ?1", [one.id])?;
        }
        transaction.commit()?;
        // After the rows: a row never names a file that is not there.
        let mut removed = Ok(());
        for path in doomed.iter().flat_map(|one| &one.files) {
            match std::fs::remove_file(path) {
                Err(cause) if cause.kind() != ErrorKind::NotFound => {
                    let path = path.clone();
                    removed = Err(DeleteError::File { path, cause });
                }
                _ => {}
            }
        }
        self.leave_no_trace()?;
        removed?;
        Ok(doomed)
    }

    /// Writes the database anew from what it still has, and puts an end to the journal of before.
    fn leave_no_trace(&self) -> Result<(), DeleteError> {
        let traces = |why: String| DeleteError::Traces { why };
        sync_folder(&self.folder.join(ATTACHMENTS)).map_err(|error| traces(error.to_string()))?;
        self.connection
            .execute_batch("vacuum")
            .map_err(|error| traces(error.to_string()))?;
        let is_busy: bool = self
            .connection
            .query_row("pragma wal_checkpoint(truncate)", [], |row| row.get(0))
            .map_err(|error| traces(error.to_string()))?;
        if is_busy {
            return Err(traces("another program is reading it".to_owned()));
        }
        Ok(())
    }
}

fn immediate(connection: &mut Connection) -> rusqlite::Result<Transaction<'_>> {
    connection.transaction_with_behavior(TransactionBehavior::Immediate)
}

fn select(connection: &Connection, folder: &Path, which: Which) -> rusqlite::Result<Vec<Doomed>> {
    let mut statement = connection
        .prepare("select id, reference, received_at from complaint order by received_at, id")?;
    let read = |row: &Row| {
        Ok(Doomed {
            id: row.get(0)?,
            reference: row.get(1)?,
            received_at: row.get(2)?,
            files: Vec::new(),
        })
    };
    let is_meant = |one: &Doomed| match which {
        Which::Reference(reference) => one.reference == reference,
        Which::Before(day) => iso::parse_instant(&one.received_at)
            .is_some_and(|instant| london::london_date(instant) < day),
    };
    let all = statement.query_map([], read)?;
    let mut meant = all.collect::<rusqlite::Result<Vec<Doomed>>>()?;
    meant.retain(is_meant);
    let mut statement =
        connection.prepare("select stored from attachment where complaint = ?1 order by number")?;
    let attachments = folder.join(ATTACHMENTS);
    for one in &mut meant {
        let files = statement.query_map([one.id], |row| row.get::<_, String>(0))?;
        one.files = files
            .map(|stored| Ok(attachments.join(stored?)))
            .collect::<rusqlite::Result<_>>()?;
    }
    Ok(meant)
}

/// Why a complaint is not deleted, or not without a trace.
#[derive(Debug)]
pub enum DeleteError {
    /// Nothing was deleted.
    Nothing(rusqlite::Error),
    /// The complaint is gone, this file of it is not.
    File { path: PathBuf, cause: io::Error },
    /// The complaint and its files are gone, but the database may still hold its words where
    /// nothing reads them.
    Traces { why: String },
}

impl From<rusqlite::Error> for DeleteError {
    fn from(cause: rusqlite::Error) -> Self {
        Self::Nothing(cause)
    }
}

impl fmt::Display for DeleteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing(cause) => write!(f, "nothing was deleted: {cause}"),
            Self::File { path, cause } => write!(
                f,
                "the complaint is deleted, but {} stays until `complaints serve` starts again: {cause}",
                path.display()
            ),
            Self::Traces { why } => write!(
                f,
                "the complaint is deleted, but the database may hold traces of it until this is run again: {why}"
            ),
        }
    }
}

impl std::error::Error for DeleteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Nothing(cause) => Some(cause),
            Self::File { cause, .. } => Some(cause),
            Self::Traces { .. } => None,
        }
    }
}
