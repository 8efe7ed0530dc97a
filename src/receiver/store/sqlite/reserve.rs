//! A file that only takes room: on a full disk it is given up, so that something can be deleted.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::receiver::store::folder::owned_file;

const RESERVE: &str = "reserve";

/// Enough to delete some complaints, and what follows then has the room of their files.
const BYTES: usize = 1 << 20;

/// Makes the reserve of a data folder, where it is not there and there is room.
pub fn make(folder: &Path) {
    let path = path(folder);
    if path.exists() {
        return;
    }
    let begun = path.with_extension("new");
    let made = fill(&begun).and_then(|()| fs::rename(&begun, &path));
    if made.is_err() {
        _ = fs::remove_file(&begun);
    }
}

/// Gives the reserve's room back to the disk.
pub fn free(folder: &Path) {
    _ = fs::remove_file(path(folder));
}

fn fill(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    let mut file = owned_file(&mut options, path)?;
    // Not zeros, which some file systems keep in no room at all.
    let noise: Vec<u8> = (0_u32..)
        .map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8)
        .take(BYTES)
        .collect();
    file.write_all(&noise)?;
    file.sync_all()
}

fn path(folder: &Path) -> PathBuf {
    folder.join(RESERVE)
}
