//! Changes a data folder, also while `serve` runs.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params_from_iter};

use super::database::Access;
use super::inbox::{open_database, unreadable};
use crate::domain::calendar::iso;
use crate::domain::complaint::Step;
use crate::receiver::inbox::InboxError;
use crate::receiver::inbox_editor::{
    DeleteError, InboxEditor, Purged, REPEATED_WITHIN, Release, Reopened, Taken, ToDelete, Which,
};
use crate::receiver::store::error::StoreError;
use crate::receiver::store::folder::DATABASE;
use crate::receiver::store::sql;

/// Changes a data folder.
pub struct SqliteEditor {
    pub(super) folder: PathBuf,
    pub(super) connection: Connection,
}

impl SqliteEditor {
    /// Opens the data folder that `serve` writes to.
    ///
    /// # Errors
    ///
    /// There is none, or it cannot be used.
    pub fn open(folder: &Path) -> Result<Self, InboxError> {
        let connection = open_database(folder, Access::Write)?;
        tidy(&connection, folder).map_err(|cause| unreadable(&folder.join(DATABASE), cause))?;
        Ok(Self {
            folder: folder.to_owned(),
            connection,
        })
    }
}

impl InboxEditor for SqliteEditor {
    fn release(&mut self, reference: &str, now: DateTime<Utc>) -> Result<Release, StoreError> {
        let transaction = immediate(&mut self.connection)?;
        let is_known = is_known(&transaction, reference)?;
        let released = transaction.execute(sql::RELEASE, [reference])? > 0;
        if released {
            let parameters = [&iso::format_instant(now), reference];
            transaction.execute(sql::QUEUE_ACKNOWLEDGEMENT, parameters)?;
        }
        transaction.commit()?;
        Ok(Release::of(is_known, released))
    }

    fn take(
        &mut self,
        reference: &str,
        step: Step,
        on: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<Taken, StoreError> {
        let transaction = immediate(&mut self.connection)?;
        let read = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?));
        let found = transaction.query_row(sql::step(step), [reference], read);
        let Some((received_at, day)): Option<(String, Option<String>)> = found.optional()? else {
            return Ok(Taken::Unknown);
        };
        if let Some(refused) = Taken::refused(&received_at, day.as_deref(), on) {
            return Ok(refused);
        }
        let parameters = [&iso::format_date(on), &iso::format_instant(now), reference];
        transaction.execute(sql::take(step), parameters)?;
        transaction.commit()?;
        Ok(Taken::Noted)
    }

    fn reopen(&mut self, reference: &str, now: DateTime<Utc>) -> Result<Reopened, StoreError> {
        let transaction = immediate(&mut self.connection)?;
        let is_known = is_known(&transaction, reference)?;
        let parameters = [&iso::format_instant(now), reference];
        let changed = transaction.execute(sql::REOPEN, parameters)? > 0;
        transaction.commit()?;
        Ok(Reopened::of(is_known, changed))
    }

    fn note(
        &mut self,
        reference: &str,
        text: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<i64>, StoreError> {
        let transaction = immediate(&mut self.connection)?;
        let number = |sql, parameters: &[&str]| {
            let parameters = params_from_iter(parameters);
            let number = transaction.query_row(sql, parameters, |row| row.get(0));
            number.optional()
        };
        let [since, now, until] =
            [now - REPEATED_WITHIN, now, now + REPEATED_WITHIN].map(iso::format_instant);
        let number = match number(sql::LAST_NOTE, &[reference, text, &since, &until])? {
            None => number(sql::ADD_NOTE, &[&now, text, reference])?,
            last => last,
        };
        transaction.commit()?;
        Ok(number)
    }

    fn resend(&mut self, reference: &str, now: DateTime<Utc>) -> Result<Option<usize>, StoreError> {
        let transaction = immediate(&mut self.connection)?;
        let is_known = is_known(&transaction, reference)?;
        let parameters = [&iso::format_instant(now), reference];
        let count = transaction.execute(sql::RESEND, parameters)?;
        transaction.commit()?;
        Ok(is_known.then_some(count))
    }

    fn to_delete(&self, which: Which) -> Result<Vec<ToDelete>, StoreError> {
        self.select(which)
    }

    fn delete(&mut self, which: Which) -> Result<Vec<ToDelete>, DeleteError> {
        self.delete_without_trace(which)
    }

    fn purge(&mut self, before: NaiveDate) -> Result<Purged, DeleteError> {
        let complaints = self.delete(Which::Before(before))?;
        let lost = self.remove_lost(before)?;
        Ok(Purged { complaints, lost })
    }

    fn finish(&mut self) -> Result<bool, DeleteError> {
        self.finish_deletion()
    }

    fn lost(&self) -> Vec<PathBuf> {
        self.lost_files()
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
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    // A folder whose name is not in UTF-8 cannot be named here.
    let folder = folder.to_str().filter(|_| size > MAX_IN_MEMORY);
    match folder {
        Some(folder) => connection.pragma_update(None, "temp_store_directory", folder),
        None => connection.pragma_update(None, "temp_store", "memory"),
    }
}

/// Whether there is a complaint with a reference.
fn is_known(connection: &Connection, reference: &str) -> rusqlite::Result<bool> {
    connection
        .prepare("select 1 from complaint where reference = ?1")?
        .exists([reference])
}

pub(super) fn immediate(connection: &mut Connection) -> rusqlite::Result<Transaction<'_>> {
    connection.transaction_with_behavior(TransactionBehavior::Immediate)
}
