//! Files and folders that are their owner's alone, and what is named in the data folder.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::error::StoreError;

/// The database's file name in the data folder.
pub const DATABASE: &str = "complaints.sqlite3";
/// The file of the desk's password in the data folder.
pub const DESK_PASSWORD: &str = "desk.password";
/// The folder of the attachments in the data folder.
pub const ATTACHMENTS: &str = "attachments";
/// The folder of what is on its way.
pub const INCOMING: &str = "incoming";
/// The folder of what belongs to no complaint, and is nobody's to delete.
pub const LOST_AND_FOUND: &str = "lost+found";
/// Locked by the one process that serves a data folder, or restores it.
const LOCK: &str = "serve.lock";

/// Where a file is that a row names: attached, or on the last step of its way there.
///
/// A complaint's files are in `incoming/` when its row is committed, and moved right after. They only
/// ever move this way, so that looking in this order misses none.
pub fn attachment(folder: &Path, stored: &str) -> PathBuf {
    let on_its_way = folder.join(INCOMING).join(stored);
    if on_its_way.is_file() {
        on_its_way
    } else {
        folder.join(ATTACHMENTS).join(stored)
    }
}

/// A file that SQLite keeps beside a database, like `-wal`.
pub fn beside(database: &Path, ending: &str) -> PathBuf {
    let mut path = database.as_os_str().to_owned();
    path.push(ending);
    path.into()
}

/// Opens a file that, when it is made here, is its owner's alone.
pub fn owned_file(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options.open(path)
}

/// Writes a new file that is its owner's alone; where that fails, nothing of it stays.
///
/// # Errors
///
/// There is one of that name, or it cannot be written.
pub fn write_new(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = owned_file(OpenOptions::new().write(true).create_new(true), path)?;
    let written = file.write_all(content).and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a file would pass for the whole.
        _ = fs::remove_file(path);
    }
    written
}

/// Makes a folder and those above it; those it makes are their owner's alone.
pub fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.recursive(true).create(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            Err(ErrorKind::NotADirectory.into())
        }
        made => made,
    }
}

/// Puts on disk which files a folder has.
pub fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(path)?.sync_all()
    } else {
        Ok(())
    }
}

/// Takes a data folder, made where it is not there, for one process alone.
///
/// # Errors
///
/// Another process has it, or it cannot be used.
pub fn lock(folder: &Path) -> Result<File, StoreError> {
    make_folder(folder).map_err(|cause| StoreError::at(folder, cause))?;
    let path = folder.join(LOCK);
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    let lock = owned_file(&mut options, &path).map_err(|cause| StoreError::at(&path, cause))?;
    lock.try_lock().map_err(|error| match error {
        TryLockError::WouldBlock => StoreError::InUse {
            folder: folder.to_owned(),
        },
        TryLockError::Error(cause) => StoreError::at(&path, cause),
    })?;
    Ok(lock)
}

/// The names of the files in a folder, not of folders in it; none where there is no folder.
pub fn file_names(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            names.extend(entry.file_name().into_string().ok());
        }
    }
    names.sort();
    Ok(names)
}

/// Moves a file of the data folder into its `lost+found`, under its own name or that with a number,
/// and says where it is now.
///
/// # Errors
///
/// It cannot be moved.
pub fn set_aside(folder: &Path, path: &Path) -> io::Result<PathBuf> {
    let lost_and_found = folder.join(LOST_AND_FOUND);
    make_folder(&lost_and_found)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let names =
        std::iter::once(name.to_string()).chain((2..).map(|number| format!("{name}.{number}")));
    let is_free = |path: &PathBuf| fs::symlink_metadata(path).is_err();
    let mut free = names.map(|name| lost_and_found.join(name)).filter(is_free);
    let to = free.next().ok_or(ErrorKind::AlreadyExists)?;
    fs::rename(path, &to)?;
    sync_folder(&lost_and_found)?;
    Ok(to)
}

/// What of a data folder other people of this machine can read or change, as a sentence for each.
pub fn open_rights(folder: &Path) -> Vec<String> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let database = folder.join(DATABASE);
        let paths = [
            (folder.to_owned(), "700"),
            (folder.join(ATTACHMENTS), "700"),
            (folder.join(INCOMING), "700"),
            (folder.join(LOST_AND_FOUND), "700"),
            (folder.join(DESK_PASSWORD), "600"),
            (beside(&database, "-wal"), "600"),
            (beside(&database, "-shm"), "600"),
            (database, "600"),
        ];
        let said = |(path, right): (PathBuf, &str)| {
            let mode = fs::metadata(&path).ok()?.permissions().mode() & 0o777;
            let path = path.display();
            (mode & 0o077 != 0).then(|| {
                format!("{path} is open to other people of this machine (mode {mode:o}): chmod {right} {path}")
            })
        };
        paths.into_iter().filter_map(said).collect()
    }
    #[cfg(not(unix))]
    {
        _ = folder;
        Vec::new()
    }
}
