//! Reads a data folder, also while `serve` writes to it.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, Row};

use super::database::{Access, SCHEMA_VERSION, open_beside, version};
use super::outbox;
use crate::receiver::inbox::{
    Content, Inbox, InboxError, Note, Received, ReceivedAttachment, Summary,
};
use crate::receiver::outbox::Unsent;
use crate::receiver::reference::hex;
use crate::receiver::store::error::StoreError;
use crate::receiver::store::folder::{DATABASE, attachment};
use crate::receiver::store::{rows, sql};

/// The complaints in a data folder.
pub struct SqliteInbox {
    folder: PathBuf,
    connection: Connection,
}

impl SqliteInbox {
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
            .map_err(|cause| unreadable(&folder.join(DATABASE), cause))?;
        Ok(Self {
            folder: folder.to_owned(),
            connection,
        })
    }

    fn notes(&self, id: i64) -> rusqlite::Result<Vec<Note>> {
        let mut statement = self.connection.prepare_cached(sql::NOTES)?;
        statement.query_map([id], |row| rows::note(row))?.collect()
    }

    fn answers(&self, id: i64) -> rusqlite::Result<Vec<(String, String)>> {
        let mut statement = self.connection.prepare_cached(sql::ANSWERS)?;
        statement
            .query_map([id], |row| rows::answer(row))?
            .collect()
    }

    fn attachments(&self, id: i64) -> rusqlite::Result<Vec<ReceivedAttachment>> {
        let mut statement = self.connection.prepare_cached(
            "select number, name, bytes, sha256, stored from attachment where complaint = ?1 order by number",
        )?;
        let read = |row: &Row| {
            let path = attachment(&self.folder, &row.get::<_, String>(4)?);
            Ok(ReceivedAttachment {
                number: row.get(0)?,
                name: row.get(1)?,
                bytes: row.get(2)?,
                sha256: hex(&row.get::<_, Vec<u8>>(3)?),
                content: Content::File(path),
            })
        };
        statement.query_map([id], read)?.collect()
    }
}

impl Inbox for SqliteInbox {
    fn list(&self) -> Result<Vec<Summary>, StoreError> {
        let mut statement = self.connection.prepare(sql::LIST)?;
        let summaries = statement.query_map([], |row| rows::summary(row))?;
        Ok(summaries.collect::<rusqlite::Result<_>>()?)
    }

    fn unsent(&self) -> Result<Vec<Unsent>, StoreError> {
        Ok(outbox::unsent(&self.connection)?)
    }

    fn find(&self, reference: &str) -> Result<Option<Received>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql::FIND)?;
        let found = statement.query_row([reference], |row| rows::received(row));
        let Some((id, mut received)) = found.optional()? else {
            return Ok(None);
        };
        received.attachments = self.attachments(id)?;
        received.notes = self.notes(id)?;
        Ok(Some(rows::with_answers(received, self.answers(id)?)))
    }
}

/// Opens the database that `serve` has made in a data folder.
pub fn open_database(folder: &Path, access: Access) -> Result<Connection, InboxError> {
    let path = folder.join(DATABASE);
    if !path.is_file() {
        return Err(InboxError::Missing { path });
    }
    let opened = open_beside(&path, access);
    match opened.and_then(|connection| Ok((version(&connection)?, connection))) {
        Ok((SCHEMA_VERSION, connection)) => Ok(connection),
        Ok((0, _)) => Err(InboxError::NotWhole { path }),
        Ok((found, _)) => Err(InboxError::Format {
            database: path.display().to_string(),
            found,
            known: SCHEMA_VERSION,
        }),
        Err(cause) => Err(unreadable(&path, cause)),
    }
}

pub fn unreadable(path: &Path, cause: rusqlite::Error) -> InboxError {
    InboxError::Unreadable {
        database: path.display().to_string(),
        cause: cause.into(),
    }
}
