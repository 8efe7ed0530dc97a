//! Deletes complaints so that no trace of them is left.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rusqlite::{Connection, Row};

use super::{InboxEditor, immediate};
use crate::domain::calendar::{iso, london};
use crate::receiver::clock;
use crate::receiver::store::{
    ATTACHMENTS, LOST_AND_FOUND, attachment, end_removals, file_names, room, sync_folder,
};

/// Which complaints are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which<'a> {
    Reference(&'a str),
    /// Every one received before this day began in London.
    Before(NaiveDate),
}

/// A complaint that is to be deleted, or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToDelete {
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
    pub complaints: Vec<ToDelete>,
    /// Files of `lost+found`.
    pub lost: Vec<PathBuf>,
}

/// How many complaints are deleted in one transaction.
const AT_ONCE: usize = 200;

impl InboxEditor {
    /// What [`delete`](Self::delete) would delete, the oldest first.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub fn to_delete(&self, which: Which) -> rusqlite::Result<Vec<ToDelete>> {
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
    pub fn delete(&mut self, which: Which) -> Result<Vec<ToDelete>, DeleteError> {
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
    fn delete_in_steps(&mut self, which: Which) -> Result<Vec<ToDelete>, DeleteError> {
        let to_delete = self.to_delete(which)?;
        let mut removed = Ok(());
        for (step, few) in to_delete.chunks(AT_ONCE).enumerate() {
            removed = match self.delete_few(few) {
                Err(DeleteError::Nothing(cause)) if step > 0 => {
                    let deleted = step * AT_ONCE;
                    Err(DeleteError::Traces {
                        why: format!(
                            "{deleted} of {} are deleted so far: {cause}",
                            to_delete.len()
                        ),
                    })
                }
                Err(DeleteError::Nothing(cause)) => return Err(DeleteError::Nothing(cause)),
                done => done.and(removed),
            };
        }
        if !to_delete.is_empty() {
            self.leave_no_trace()?;
        }
        removed?;
        Ok(to_delete)
    }

    fn delete_few(&mut self, few: &[ToDelete]) -> Result<(), DeleteError> {
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

fn select(connection: &Connection, folder: &Path, which: Which) -> rusqlite::Result<Vec<ToDelete>> {
    let mut statement = connection.prepare(
        "select id, reference, received_at, (select count(*) from answer where complaint = id)
             from complaint order by received_at, id",
    )?;
    let read = |row: &Row| {
        Ok(ToDelete {
            id: row.get(0)?,
            reference: row.get(1)?,
            received_at: row.get(2)?,
            answers: row.get(3)?,
            files: Vec::new(),
        })
    };
    let is_meant = |one: &ToDelete| match which {
        Which::Reference(reference) => one.reference == reference,
        Which::Before(day) => iso::parse_instant(&one.received_at)
            .is_some_and(|instant| london::london_date(instant) < day),
    };
    let all = statement.query_map([], read)?;
    let mut meant = all.collect::<rusqlite::Result<Vec<ToDelete>>>()?;
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
