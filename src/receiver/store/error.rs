use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use tokio_postgres::error::SqlState;

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
        database: String,
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
    /// PostgreSQL cannot be reached, or was lost before anything was changed.
    Away {
        why: String,
    },
    /// PostgreSQL was lost while a change was to become final: nobody knows whether it did.
    CutOff {
        why: String,
    },
    /// PostgreSQL says why it does not do what it was asked for.
    Postgres {
        code: SqlState,
        why: String,
    },
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
            Self::Postgres { code, .. } => *code == SqlState::DISK_FULL,
            _ => false,
        }
    }

    /// Whether another program has kept the database to itself for too long.
    pub fn is_busy(&self) -> bool {
        match self {
            Self::Late => true,
            Self::Sqlite(cause) => cause.sqlite_error_code() == Some(ErrorCode::DatabaseBusy),
            Self::Postgres { code, .. } => [
                SqlState::LOCK_NOT_AVAILABLE,
                SqlState::QUERY_CANCELED,
                SqlState::T_R_SERIALIZATION_FAILURE,
                SqlState::T_R_DEADLOCK_DETECTED,
            ]
            .contains(code),
            _ => false,
        }
    }

    /// Whether what was opened is not in the data folder any more.
    pub fn is_moved(&self) -> bool {
        matches!(self, Self::Moved { .. })
    }

    /// Whether the database cannot be reached, and nothing was changed.
    pub fn is_away(&self) -> bool {
        matches!(self, Self::Away { .. })
    }

    /// Whether the database was lost while a change was to become final.
    pub fn is_cut_off(&self) -> bool {
        matches!(self, Self::CutOff { .. })
    }

    /// Whether the disk or the connection failed, so that nobody knows what of it outlives that.
    pub fn is_in_doubt(&self) -> bool {
        match self {
            Self::Sqlite(cause) => cause.sqlite_error_code() == Some(ErrorCode::SystemIoFailure),
            other => other.is_cut_off(),
        }
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

impl From<tokio_postgres::Error> for StoreError {
    fn from(cause: tokio_postgres::Error) -> Self {
        if let Some(said) = cause.as_db_error() {
            let (code, why) = (said.code().clone(), said.message().to_owned());
            return match is_of_no_use(&code) {
                true => Self::Away { why },
                false => Self::Postgres { code, why },
            };
        }
        let mut innermost: &(dyn std::error::Error + 'static) = &cause;
        while let Some(source) = innermost.source() {
            innermost = source;
        }
        let why = innermost.to_string();
        match cause.is_closed() || innermost.is::<io::Error>() {
            true => Self::Away { why },
            false => Self::Postgres {
                code: SqlState::INTERNAL_ERROR,
                why,
            },
        }
    }
}

/// Whether a server says that nothing can be done on it now: it stops or starts, is full, or is another's copy.
fn is_of_no_use(code: &SqlState) -> bool {
    [
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
        SqlState::TOO_MANY_CONNECTIONS,
        SqlState::READ_ONLY_SQL_TRANSACTION,
        SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT,
    ]
    .contains(code)
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
            Self::Newer {
                database,
                found,
                known,
            } => {
                write!(
                    f,
                    "{database} has format {found}, this program knows format {known}"
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
            Self::Away { why } => write!(f, "the database cannot be reached: {why}"),
            Self::CutOff { why } => {
                write!(f, "the database was lost at the last step: {why}")
            }
            Self::Postgres { code, why } => write!(f, "{why} ({})", code.code()),
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
