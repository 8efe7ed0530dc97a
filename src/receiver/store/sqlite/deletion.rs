//! Deletes complaints so that no trace of them is left.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::editor::{SqliteEditor, immediate};
use super::reserve;
use super::settle::end_removals;
use crate::domain::calendar::london;
use crate::receiver::clock;
use crate::receiver::inbox_editor::{DeleteError, ToDelete, Which};
use crate::receiver::store::error::StoreError;
use crate::receiver::store::folder::{ATTACHMENTS, LOST_AND_FOUND, file_names, sync_folder};
use crate::receiver::store::{rows, sql};

/// How many complaints are deleted in one transaction.
const AT_ONCE: usize = 200;

impl SqliteEditor {
    /// The complaints that are meant, the oldest first.
    pub fn select(&self, which: Which) -> Result<Vec<ToDelete>, StoreError> {
        let mut statement = self.connection.prepare(sql::TO_DELETE)?;
        let all = statement.query_map([], |row| rows::to_delete(row))?;
        let mut meant = all.collect::<rusqlite::Result<Vec<ToDelete>>>()?;
        meant.retain(|one| which.takes(one));
        Ok(meant)
    }

    /// Deletes complaints. When this returns, no file of the data folder holds a trace of them, apart from
    /// `lost+found`.
    ///
    /// Works on a full disk too: some room is held back for it.
    pub fn delete_without_trace(&mut self, which: Which) -> Result<Vec<ToDelete>, DeleteError> {
        reserve::free(&self.folder);
        let deleted = self.delete_in_steps(which);
        reserve::make(&self.folder);
        deleted
    }

    /// Removes what was put into `lost+found` before a day began in London.
    pub fn remove_lost(&self, before: NaiveDate) -> Result<Vec<PathBuf>, DeleteError> {
        let mut lost = Vec::new();
        for path in self.lost_files() {
            let changed = std::fs::metadata(&path).and_then(|found| found.modified());
            if changed.is_ok_and(|at| london::london_date(clock::instant(at)) < before) {
                if let Err(cause) = std::fs::remove_file(&path) {
                    return Err(DeleteError::File { path, cause });
                }
                lost.push(path);
            }
        }
        Ok(lost)
    }

    /// What is in `lost+found`.
    pub fn lost_files(&self) -> Vec<PathBuf> {
        let folder = self.folder.join(LOST_AND_FOUND);
        let names = file_names(&folder).unwrap_or_default();
        names.into_iter().map(|name| folder.join(name)).collect()
    }

    /// A few at a time: what goes first makes room for what is to go.
    fn delete_in_steps(&mut self, which: Which) -> Result<Vec<ToDelete>, DeleteError> {
        let to_delete = self.select(which)?;
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
        self.delete_rows(few).map_err(StoreError::from)?;
        self.finish_removals()
    }

    fn delete_rows(&mut self, few: &[ToDelete]) -> rusqlite::Result<()> {
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
        transaction.commit()
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
    pub fn finish_deletion(&mut self) -> Result<bool, DeleteError> {
        let is_begun = self
            .connection
            .prepare("select 1 from removal")
            .and_then(|mut statement| statement.exists([]))
            .map_err(StoreError::from)?;
        if is_begun {
            reserve::free(&self.folder);
            let removed = self.finish_removals();
            let gone = self.leave_no_trace();
            reserve::make(&self.folder);
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
