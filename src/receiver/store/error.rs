use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why the data folder cannot be used, or something could not be kept.
#[derive(Debug)]
pub enum StoreError {
    /// A folder or file that is needed from the start.
    Path {
        path: PathBuf,
        cause: io::Error,
    },
    /// The database cannot be opened.
    Database {
        path: PathBuf,
        cause: rusqlite::Error,
    },
    InUse {
        folder: PathBuf,
    },
    Newer {
        path: PathBuf,
        found: i64,
        known: i64,
    },
    /// A database without anything in it, though it is no new one.
    NotWhole {
        path: PathBuf,
    },
    /// The database and what stands beside it do not belong together.
    Mismatch {
        folder: PathBuf,
        why: String,
    },
    /// What was opened is not in the data folder any more.
    Moved {
        path: PathBuf,
    },
    /// Another program kept the database to itself for too long, or too many others wait.
    Late,
    Io(io::Error),
    Sqlite(rusqlite::Error),
}

impl StoreError {
    pub(super) fn at(path: &Path, cause: io::Error) -> Self {
        Self::Path {
            path: path.to_owned(),
            cause,
        }
    }

    /// Whether there is no room left on the disk.
    pub fn is_full(&self) -> bool {
        match self {
            Self::Io(cause) => is_full(cause),
            Self::Sqlite(cause) => cause.sqlite_error_code() == Some(ErrorCode::DiskFull),
            _ => false,
        }
    }

    /// Whether another program has kept the database to itself for too long.
    pub fn is_busy(&self) -> bool {
        match self {
            Self::Late => true,
            Self::Sqlite(cause) => cause.sqlite_error_code() == Some(ErrorCode::DatabaseBusy),
            _ => false,
        }
    }

    /// Whether what was opened is not in the data folder any more.
    pub fn is_moved(&self) -> bool {
        matches!(self, Self::Moved { .. })
    }

    /// Whether the disk failed, so that nobody knows what of it outlives a crash.
    pub(super) fn is_in_doubt(&self) -> bool {
        matches!(self, Self::Sqlite(cause) if cause.sqlite_error_code() == Some(ErrorCode::SystemIoFailure))
    }
}

/// Whether there is no room left on the disk.
fn is_full(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded
    )
}

impl From<rusqlite::Error> for StoreError {
    fn from(cause: rusqlite::Error) -> Self {
        Self::Sqlite(cause)
    }
}

impl From<io::Error> for StoreError {
    fn from(cause: io::Error) -> Self {
        Self::Io(cause)
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path { path, cause } => write!(f, "cannot use {}: {cause}", path.display()),
            Self::Database { path, cause } => write!(f, "cannot use {}: {cause}", path.display()),
            Self::InUse { folder } => write!(f, "another serve is using {}", folder.display()),
            Self::Newer { path, found, known } => {
                let path = path.display();
                write!(
                    f,
                    "{path} has format {found}, this program knows format {known}"
                )
            }
            Self::NotWhole { path } => f.write_str(&not_whole(path)),
            Self::Mismatch { folder, why } => write!(
                f,
                "{why}: bring back what belongs together (`complaints restore`, or your own backup); or start once \
                 with --accept-mismatch, which goes on with {} as it is and puts files that no complaint names into \
                 lost+found there",
                folder.display()
            ),
            Self::Moved { path } => write!(
                f,
                "{} was moved, removed or replaced while this program used it",
                path.display()
            ),
            Self::Late => f.write_str("the database is in use by another program"),
            Self::Io(cause) => cause.fmt(f),
            Self::Sqlite(cause) => cause.fmt(f),
        }
    }
}

/// What there is to say of a database without anything in it.
pub fn not_whole(path: &Path) -> String {
    format!(
        "{} is not a whole database (is its -wal missing?): copy a live one with `complaints backup`, not file by file",
        path.display()
    )
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Path { cause, .. } | Self::Io(cause) => Some(cause),
            Self::Database { cause, .. } | Self::Sqlite(cause) => Some(cause),
            _ => None,
        }
    }
}

impl StoreError {
    /// The same error, for another who has to be told.
    pub(super) fn again(&self) -> Self {
        match self {
            Self::Moved { path } => Self::Moved { path: path.clone() },
            Self::Late => Self::Late,
            Self::Sqlite(rusqlite::Error::SqliteFailure(cause, said)) => {
                Self::Sqlite(rusqlite::Error::SqliteFailure(*cause, said.clone()))
            }
            Self::Io(cause) => Self::Io(match cause.raw_os_error() {
                Some(code) => io::Error::from_raw_os_error(code),
                None => io::Error::new(cause.kind(), cause.to_string()),
            }),
            other => Self::Io(io::Error::other(other.to_string())),
        }
    }
}
