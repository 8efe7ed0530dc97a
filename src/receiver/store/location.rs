//! Where complaints are kept.

use std::path::{Path, PathBuf};

use super::Store;
use super::error::StoreError;
use super::sqlite::{SqliteEditor, SqliteInbox, SqliteStore};
use crate::receiver::inbox::{Inbox, InboxError};
use crate::receiver::inbox_editor::InboxEditor;
use crate::receiver::log::Log;

/// Where complaints are kept.
#[derive(Clone)]
pub enum Location {
    /// In a data folder, in a SQLite file.
    Folder(PathBuf),
}

impl Location {
    /// The folder of what is this machine's own: files on their way, and the desk's password.
    pub fn data(&self) -> &Path {
        match self {
            Self::Folder(data) => data,
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
        }
    }
}
