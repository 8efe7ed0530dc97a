//! Changes what was received, for those who answer it, also while `serve` runs: releases what was
//! held, notes what was done, deletes what may be kept no longer.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior};

use super::clock;
use super::inbox::{InboxError, open_database};
use super::outbox;
use super::store::{
    ATTACHMENTS, Access, DATABASE, LOST_AND_FOUND, attachment, end_removals, file_names, room,
    sync_folder,
};
use crate::domain::calendar::{iso, london};
use crate::domain::complaint::Step;

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
    /// How many answers it has.
    pub answers: i64,
    /// Where its files are kept.
    pub files: Vec<PathBuf>,
}

/// What was deleted because it was old.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purged {
    pub complaints: Vec<Doomed>,
    /// Files of `lost+found`.
    pub lost: Vec<PathBuf>,
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

impl Custodian {
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

    /// What [`delete`](Self::delete) would delete, the oldest first.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub fn doomed(&self, which: Which) -> rusqlite::Result<Vec<Doomed>> {
        select(&self.connection, &self.folder, which)
    }

    /// Deletes complaints with their answers, files and receipts, the oldest first. When this
    /// returns, no file of the data folder holds a trace of them, apart from `lost+found`.
    ///
    /// Works on a full disk too: some room is held back for it.
    ///
    /// # Errors
    ///
    /// Nothing was deleted, or not every trace of it: the error says which.
    pub fn delete(&mut self, which: Which) -> Result<Vec<Doomed>, DeleteError> {
        room::free(&self.folder);
        let deleted = self.delete_in_steps(which);
        room::make(&self.folder);
        deleted
    }

    /// Deletes what was received before a day began in London: complaints, and what was put into
    /// `lost+found` before.
    ///
    /// # Errors
    ///
    /// As of [`delete`](Self::delete).
    pub fn purge(&mut self, before: NaiveDate) -> Result<Purged, DeleteError> {
        let complaints = self.delete(Which::Before(before))?;
        let mut lost = Vec::new();
        for path in self.lost() {
            let changed = std::fs::metadata(&path).and_then(|found| found.modified());
            if changed.is_ok_and(|at| london::london_date(clock::instant(at)) < before) {
                if let Err(cause) = std::fs::remove_file(&path) {
                    return Err(DeleteError::File { path, cause });
                }
                lost.push(path);
            }
        }
        Ok(Purged { complaints, lost })
    }

    /// What belongs to no complaint here: files, and databases from before a restore.
    pub fn lost(&self) -> Vec<PathBuf> {
        let folder = self.folder.join(LOST_AND_FOUND);
        let names = file_names(&folder).unwrap_or_default();
        names.into_iter().map(|name| folder.join(name)).collect()
    }

    /// A few at a time: what goes first makes room for what is to go.
    fn delete_in_steps(&mut self, which: Which) -> Result<Vec<Doomed>, DeleteError> {
        let doomed = self.doomed(which)?;
        let mut removed = Ok(());
        for (step, few) in doomed.chunks(AT_ONCE).enumerate() {
            removed = match self.delete_few(few) {
                Err(DeleteError::Nothing(cause)) if step > 0 => {
                    let deleted = step * AT_ONCE;
                    Err(DeleteError::Traces {
                        why: format!("{deleted} of {} are deleted so far: {cause}", doomed.len()),
                    })
                }
                Err(DeleteError::Nothing(cause)) => return Err(DeleteError::Nothing(cause)),
                done => done.and(removed),
            };
        }
        if !doomed.is_empty() {
            self.leave_no_trace()?;
        }
        removed?;
        Ok(doomed)
    }

    fn delete_few(&mut self, few: &[Doomed]) -> Result<(), DeleteError> {
        let transaction = immediate(&mut self.connection)?;
        for one in few {
            // What is noted here is removed even when this process ends at the wrong moment.
            transaction.execute(
                "insert or ignore into removal select stored from attachment where complaint = ?1",
                [one.id],
            )?;
            transaction.execute("delete from complaint where id = ?1", [one.id])?;
        }
        transaction.execute("insert or ignore into removal values ('')", [])?;
        transaction.commit()?;
        self.finish_removals()
    }

    /// Removes the files of what was deleted. After the rows: a row never names a file that is not there.
    fn finish_removals(&self) -> Result<(), DeleteError> {
        let stay =
            end_removals(&self.connection, &self.folder).map_err(|error| DeleteError::Traces {
                why: error.to_string(),
            })?;
        match stay.into_iter().next() {
            Some((path, cause)) => Err(DeleteError::File { path, cause }),
            None => Ok(()),
        }
    }

    /// Brings a deletion to its end that was interrupted before; says whether there was one.
    ///
    /// # Errors
    ///
    /// There still are traces of it.
    pub fn finish(&mut self) -> Result<bool, DeleteError> {
        let is_begun = self
            .connection
            .prepare("select 1 from removal")?
            .exists([])?;
        if is_begun {
            room::free(&self.folder);
            let removed = self.finish_removals();
            let gone = self.leave_no_trace();
            room::make(&self.folder);
            gone.and(removed)?;
        }
        Ok(is_begun)
    }

    /// Writes the database anew from what it still has, and puts an end to the journal of before.
    fn leave_no_trace(&self) -> Result<(), DeleteError> {
        let traces = |error: rusqlite::Error| DeleteError::Traces {
            why: error.to_string(),
        };
        let clean_up = || {
            // First, because what follows needs the room.
            self.end_journal()?;
            self.connection.execute_batch("vacuum")?;
            self.end_journal()
        };
        sync_folder(&self.folder.join(ATTACHMENTS)).map_err(|error| DeleteError::Traces {
            why: error.to_string(),
        })?;
        let is_busy = clean_up().map_err(traces)?;
        if is_busy {
            return Err(DeleteError::Traces {
                why: "another program is reading it".to_owned(),
            });
        }
        // Nothing is in this note of whom it was about.
        self.connection
            .execute("delete from removal where stored = ''", [])
            .map_err(traces)?;
        Ok(())
    }

    /// Puts the journal into the database and empties it; true if somebody reads it meanwhile.
    fn end_journal(&self) -> rusqlite::Result<bool> {
        let pragma = "pragma wal_checkpoint(truncate)";
        self.connection.query_row(pragma, [], |row| row.get(0))
    }
}

/// How many complaints are deleted in one transaction.
const AT_ONCE: usize = 200;

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

fn select(connection: &Connection, folder: &Path, which: Which) -> rusqlite::Result<Vec<Doomed>> {
    let mut statement = connection.prepare(
        "select id, reference, received_at, (select count(*) from answer where complaint = id)
             from complaint order by received_at, id",
    )?;
    let read = |row: &Row| {
        Ok(Doomed {
            id: row.get(0)?,
            reference: row.get(1)?,
            received_at: row.get(2)?,
            answers: row.get(3)?,
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
    for one in &mut meant {
        let files = statement.query_map([one.id], |row| row.get::<_, String>(0))?;
        one.files = files
            .map(|stored| Ok(attachment(folder, &stored?)))
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
                "the complaint is deleted, but {} stays until this is run again: {cause}",
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
