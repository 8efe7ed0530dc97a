//! The file `newest`: how often the database beside it had kept something when it last did.
//!
//! It is written after the database, and never synced: after a crash it may be behind, but never ahead.
//! Where it is ahead, the database is an older one than the folder has seen.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Seek, Write};
use std::path::{Path, PathBuf};

use crate::receiver::store::folder::owned_file;

const NEWEST: &str = "newest";

/// The file, open to be written.
pub struct Mark(File);

impl Mark {
    /// Opens the mark of a data folder.
    ///
    /// # Errors
    ///
    /// It cannot be written.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        owned_file(&mut options, &path(folder)).map(Self)
    }

    /// Notes how often the database has kept something. What fails here costs nothing but the notice.
    pub fn write(&mut self, kept: i64) {
        let written = self.0.rewind();
        _ = written.and_then(|()| self.0.write_all(format!("{kept:019}\n").as_bytes()));
    }
}

/// What the mark of a data folder says; 0 where there is none.
///
/// # Errors
///
/// It cannot be read.
pub fn read(folder: &Path) -> io::Result<i64> {
    match fs::read_to_string(path(folder)) {
        Ok(text) => Ok(text.trim().parse().unwrap_or_default()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error),
    }
}

fn path(folder: &Path) -> PathBuf {
    folder.join(NEWEST)
}
