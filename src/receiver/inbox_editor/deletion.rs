//! What is deleted, and why it is not.

use std::fmt;
use std::io;
use std::path::PathBuf;

use chrono::NaiveDate;

use crate::domain::calendar::{iso, london};
use crate::receiver::store::StoreError;

/// Which complaints are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which<'a> {
    Reference(&'a str),
    /// Every one received before this day began in London.
    Before(NaiveDate),
}

impl Which<'_> {
    /// Whether a complaint is one of them.
    pub(in crate::receiver) fn takes(self, one: &ToDelete) -> bool {
        match self {
            Self::Reference(reference) => one.reference == reference,
            Self::Before(day) => iso::parse_instant(&one.received_at)
                .is_some_and(|instant| london::london_date(instant) < day),
        }
    }
}

/// A complaint that is to be deleted, or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToDelete {
    /// Its number in the database.
    pub(in crate::receiver) id: i64,
    pub reference: String,
    /// RFC 3339, UTC.
    pub received_at: String,
    /// How many answers it has.
    pub answers: i64,
    /// How many files came with it.
    pub files: i64,
}

/// What was deleted because it was old.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purged {
    pub complaints: Vec<ToDelete>,
    /// Files of `lost+found`.
    pub lost: Vec<PathBuf>,
}

/// Why a complaint is not deleted, or not without a trace.
#[derive(Debug)]
pub enum DeleteError {
    /// Nothing was deleted.
    Nothing(StoreError),
    /// So many are deleted, and the others not.
    Part {
        deleted: usize,
        of: usize,
        cause: StoreError,
    },
    /// The complaint is gone, this file of it is not.
    File { path: PathBuf, cause: io::Error },
    /// The complaint and its files are gone, but the database may still hold its words where
    /// nothing reads them.
    Traces { why: String },
}

impl From<StoreError> for DeleteError {
    fn from(cause: StoreError) -> Self {
        Self::Nothing(cause)
    }
}

impl fmt::Display for DeleteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing(cause) => write!(f, "nothing was deleted: {cause}"),
            Self::Part { deleted, of, cause } => {
                write!(f, "{deleted} of {of} are deleted so far: {cause}")
            }
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
            Self::Nothing(cause) | Self::Part { cause, .. } => Some(cause),
            Self::File { cause, .. } => Some(cause),
            Self::Traces { .. } => None,
        }
    }
}
