use std::fmt;
use std::path::PathBuf;

use crate::receiver::store::{SCHEMA_VERSION, not_whole};

/// Why there is no inbox to read.
#[derive(Debug)]
pub enum InboxError {
    Missing {
        path: PathBuf,
    },
    Unreadable {
        path: PathBuf,
        cause: rusqlite::Error,
    },
    /// Written by another version of this program.
    Format {
        path: PathBuf,
        found: i64,
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
            Self::Unreadable { path, cause } => {
                write!(f, "cannot read {}: {cause}", path.display())
            }
            Self::Format { path, found: 0 } => f.write_str(&not_whole(path)),
            Self::Format { path, found } if *found < SCHEMA_VERSION => {
                let path = path.display();
                write!(
                    f,
                    "{path} has format {found}, this program writes format {SCHEMA_VERSION}: \
                     start `complaints serve` of this program once"
                )
            }
            Self::Format { path, found } => {
                let path = path.display();
                write!(
                    f,
                    "{path} has format {found}, this program knows format {SCHEMA_VERSION}: \
                     start the newer `complaints serve` once, and use the newer program"
                )
            }
        }
    }
}

impl std::error::Error for InboxError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Missing { .. } | Self::Format { .. } => None,
            Self::Unreadable { cause, .. } => Some(cause),
        }
    }
}
