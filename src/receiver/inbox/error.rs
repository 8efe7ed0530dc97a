use std::fmt;
use std::path::PathBuf;

use crate::receiver::store::{StoreError, not_whole};

/// Why there is no inbox to read.
#[derive(Debug)]
pub enum InboxError {
    Missing {
        path: PathBuf,
    },
    /// A database file without anything in it.
    NotWhole {
        path: PathBuf,
    },
    /// A database that `serve` has not used yet.
    Unused {
        database: String,
    },
    Unreadable {
        database: String,
        cause: StoreError,
    },
    /// Written by another version of this program.
    Format {
        database: String,
        found: i64,
        known: i64,
    },
}

impl fmt::Display for InboxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { path } => {
                write!(
                    f,
                    "no {}: give --data the folder that `complaints serve` keeps its complaints in",
                    path.display()
                )
            }
            Self::NotWhole { path } => f.write_str(&not_whole(path)),
            Self::Unused { database } => write!(
                f,
                "no complaints in {database}: start `complaints serve` with this --database once"
            ),
            Self::Unreadable { database, cause } => write!(f, "cannot read {database}: {cause}"),
            Self::Format {
                database,
                found,
                known,
            } if found < known => {
                write!(
                    f,
                    "{database} has format {found}, this program writes format {known}: \
                     start `complaints serve` of this program once"
                )
            }
            Self::Format {
                database,
                found,
                known,
            } => {
                write!(
                    f,
                    "{database} has format {found}, this program knows format {known}: \
                     start the newer `complaints serve` once, and use the newer program"
                )
            }
        }
    }
}

impl std::error::Error for InboxError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Missing { .. }
            | Self::NotWhole { .. }
            | Self::Unused { .. }
            | Self::Format { .. } => None,
            Self::Unreadable { cause, .. } => Some(cause),
        }
    }
}
