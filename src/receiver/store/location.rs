//! Where complaints are kept.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Store;
use super::error::StoreError;
use super::postgres::{Connections, PostgresEditor, PostgresInbox, PostgresStore, PostgresUrl};
use super::sqlite::{SqliteEditor, SqliteInbox, SqliteStore};
use crate::receiver::inbox::{Inbox, InboxError};
use crate::receiver::inbox_editor::InboxEditor;
use crate::receiver::log::Log;

/// Where complaints are kept.
#[derive(Clone)]
pub enum Location {
    /// In a data folder, in a SQLite file.
    Folder(PathBuf),
    /// In a PostgreSQL database; the folder has what is this machine's own.
    Postgres(PathBuf, Arc<Connections>),
}

impl Location {
    /// A PostgreSQL database where there is one, else the data folder.
    ///
    /// # Errors
    ///
    /// The file of the authorities cannot be read.
    pub fn of(data: PathBuf, database: Option<&PostgresUrl>) -> io::Result<Self> {
        Ok(match database {
            None => Self::Folder(data),
            Some(url) => Self::Postgres(data, Arc::new(Connections::to(url)?)),
        })
    }

    /// The folder of what is this machine's own: files on their way, and the desk's password.
    pub fn data(&self) -> &Path {
        match self {
            Self::Folder(data) | Self::Postgres(data, _) => data,
        }
    }

    /// Opens what was received, to be read.
    ///
    /// # Errors
    ///
    /// There is nothing, or it cannot be read.
    pub fn inbox(&self) -> Result<Box<dyn Inbox>, InboxError> {
        match self {
            Self::Folder(data) => Ok(Box::new(SqliteInbox::open(data)?)),
            Self::Postgres(_, connections) => Ok(Box::new(PostgresInbox::open(connections)?)),
        }
    }

    /// Opens what was received, to be changed.
    ///
    /// # Errors
    ///
    /// There is nothing, or it cannot be used.
    pub fn editor(&self) -> Result<Box<dyn InboxEditor>, InboxError> {
        match self {
            Self::Folder(data) => Ok(Box::new(SqliteEditor::open(data)?)),
            Self::Postgres(_, connections) => Ok(Box::new(PostgresEditor::open(connections)?)),
        }
    }

    /// Opens it for `serve`, and makes what is missing; `accept` goes on where a database and the files
    /// beside it do not belong together.
    ///
    /// # Errors
    ///
    /// It cannot be used, or is newer than this program.
    pub(in crate::receiver) fn store(
        &self,
        log: Log,
        accept: bool,
    ) -> Result<Box<dyn Store>, StoreError> {
        match self {
            Self::Folder(data) => Ok(Box::new(SqliteStore::open(data, log, accept)?)),
            Self::Postgres(data, connections) => {
                Ok(Box::new(PostgresStore::open(data, connections, log)?))
            }
        }
    }
}
