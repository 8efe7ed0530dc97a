//! Whether what is open is still what stands in the data folder.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use crate::receiver::store::error::StoreError;
use crate::receiver::store::folder::{ATTACHMENTS, DATABASE, beside};

/// The files and folders of a data folder, as they were when they were opened.
///
/// A process keeps a file that others have removed, moved or replaced, and would write into it until it
/// ends: to nobody's use.
pub struct Place(Vec<(PathBuf, FileId)>);

/// Device and number of a file; the same for a file that stays, wherever files go and come.
type FileId = (u64, u64);

impl Place {
    /// Remembers what stands in a data folder now. To be called when the database is open, with its
    /// journal.
    ///
    /// # Errors
    ///
    /// Something is not there.
    pub fn of(folder: &Path) -> io::Result<Self> {
        let database = folder.join(DATABASE);
        let paths = [
            folder.to_owned(),
            folder.join(ATTACHMENTS),
            beside(&database, "-wal"),
            beside(&database, "-shm"),
            database,
        ];
        let known = paths.into_iter().map(|path| {
            let id = file_id(&fs::metadata(&path)?);
            Ok((path, id))
        });
        Ok(Self(known.collect::<io::Result<_>>()?))
    }

    /// Proves that all of it is still there, and nothing else in its place.
    ///
    /// # Errors
    ///
    /// The first of it that is not.
    pub fn prove(&self) -> Result<(), StoreError> {
        let moved = self.0.iter().find(|(path, id)| {
            let found = fs::metadata(path);
            !found.is_ok_and(|found| file_id(&found) == *id)
        });
        match moved {
            Some((path, _)) => Err(StoreError::Moved { path: path.clone() }),
            None => Ok(()),
        }
    }
}

#[cfg(unix)]
fn file_id(found: &Metadata) -> FileId {
    use std::os::unix::fs::MetadataExt;
    (found.dev(), found.ino())
}

/// Other systems do not let anybody remove or replace a file that is open.
#[cfg(not(unix))]
fn file_id(_: &Metadata) -> FileId {
    (0, 0)
}
