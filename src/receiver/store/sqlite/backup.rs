//! One consistent copy of a data folder, made while `serve` goes on, and proved before it counts.

use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, Row};
use sha2::{Digest, Sha256};

use super::database::{Access, copy_into, faults, open_unchanging};
use super::inbox::open_database;
use super::mark::Mark;
use crate::receiver::inbox::InboxError;
use crate::receiver::reference::hex;
use crate::receiver::store::error::StoreError;
use crate::receiver::store::folder::{
    ATTACHMENTS, DATABASE, LOST_AND_FOUND, attachment, beside, file_names, make_folder, owned_file,
    sync_folder,
};

/// What a copy of a data folder has in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    pub complaints: i64,
    pub files: i64,
    /// What is wrong with it, in a sentence each; none where it is whole.
    pub faults: Vec<String>,
}

/// Copies a data folder into a new folder, and proves the copy: the database is sound, and every file
/// is what was received. What is wrong with it already in the data folder is said, and copied.
///
/// # Errors
///
/// There is no data folder, the new folder is there already, or cannot be written.
pub fn backup(data: &Path, to: &Path) -> Result<Contents, BackupError> {
    let is_there = fs::symlink_metadata(to).is_ok();
    let is_empty = fs::read_dir(to).is_ok_and(|mut entries| entries.next().is_none());
    if is_there && !is_empty {
        return Err(BackupError::There {
            path: to.to_owned(),
        });
    }
    let live = open_database(data, Access::Read)?;
    // Under another name, until it is whole.
    let begun = beside(to, ".partial");
    if begun.exists() {
        return Err(BackupError::Unfinished { path: begun });
    }
    make_folder(&begun.join(ATTACHMENTS)).map_err(at(&begun))?;
    let database = begun.join(DATABASE);
    copy_into(&live, &database)?;
    let copy = Connection::open(&database)?;
    copy.pragma_update(None, "foreign_keys", true)?;
    for Attached {
        reference, stored, ..
    } in attached(&copy)?
    {
        let to = begun.join(ATTACHMENTS).join(&stored);
        let copied = match copy_file(&attachment(data, &stored), &to) {
            // It may have made its last step just now.
            Err(error) if error.kind() == ErrorKind::NotFound => {
                copy_file(&data.join(ATTACHMENTS).join(&stored), &to)
            }
            copied => copied,
        };
        match copied {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let is_kept = "select 1 from attachment where stored = ?1";
                if !live.prepare_cached(is_kept)?.exists([&stored])? {
                    // It was deleted a moment ago: here too.
                    copy.execute("delete from complaint where reference = ?1", [reference])?;
                }
            }
            done => done.map_err(at(&to))?,
        }
    }
    let kept = copy.query_row("select kept from history", [], |row| row.get(0))?;
    copy.close().map_err(|(_, cause)| cause)?;
    Mark::open(&begun).map_err(at(&begun))?.write(kept);
    copy_lost(data, &begun)?;
    let contents = verify(&begun)?;
    for folder in [begun.join(ATTACHMENTS), begun.clone()] {
        sync_folder(&folder).map_err(at(&folder))?;
    }
    if is_there {
        fs::remove_dir(to).map_err(at(to))?;
    }
    fs::rename(&begun, to).map_err(at(to))?;
    Ok(contents)
}

/// Copies what is in `lost+found`, and is not there yet.
pub(super) fn copy_lost(from: &Path, to: &Path) -> Result<(), BackupError> {
    let (from, to) = (from.join(LOST_AND_FOUND), to.join(LOST_AND_FOUND));
    for name in file_names(&from).map_err(at(&from))? {
        make_folder(&to).map_err(at(&to))?;
        match copy_file(&from.join(&name), &to.join(&name)) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            done => done.map_err(at(&to))?,
        }
    }
    Ok(())
}

/// Copies a file to where none is, and onto the disk.
pub(super) fn copy_file(from: &Path, to: &Path) -> io::Result<()> {
    let mut source = fs::File::open(from)?;
    let mut file = owned_file(OpenOptions::new().write(true).create_new(true), to)?;
    let copied = io::copy(&mut source, &mut file).and_then(|_| file.sync_all());
    if copied.is_err() {
        _ = fs::remove_file(to);
    }
    copied
}

/// A file that a database names.
pub(super) struct Attached {
    pub reference: String,
    pub number: i64,
    pub stored: String,
    pub sha256: String,
}

pub(super) fn attached(connection: &Connection) -> rusqlite::Result<Vec<Attached>> {
    let mut statement = connection.prepare(
        "select reference, number, stored, sha256 from attachment join complaint on id = complaint
         order by complaint, number",
    )?;
    let read = |row: &Row| {
        Ok(Attached {
            reference: row.get(0)?,
            number: row.get(1)?,
            stored: row.get(2)?,
            sha256: hex(&row.get::<_, Vec<u8>>(3)?),
        })
    };
    statement.query_map([], read)?.collect()
}

/// Looks at every byte of a backup.
///
/// # Errors
///
/// There is none, or it cannot be read.
pub fn verify(folder: &Path) -> Result<Contents, BackupError> {
    let database = folder.join(DATABASE);
    if !database.is_file() {
        return Err(InboxError::Missing { path: database }.into());
    }
    let connection = open_unchanging(&database)?;
    let mut contents = Contents {
        complaints: connection.query_row("select count(*) from complaint", [], |row| row.get(0))?,
        files: 0,
        faults: faults(&connection)?,
    };
    for one in attached(&connection)? {
        let path = folder.join(ATTACHMENTS).join(&one.stored);
        contents.files += 1;
        let what = match sha256(&path) {
            Ok(found) if found == one.sha256 => continue,
            Ok(_) => "is not what was received".to_owned(),
            Err(error) => format!("cannot be read: {error}"),
        };
        let said = format!(
            "file {} of {} ({}) {what}",
            one.number, one.reference, one.stored
        );
        contents.faults.push(said);
    }
    Ok(contents)
}

/// The hash of a file's content, in hexadecimal digits.
pub(super) fn sha256(path: &Path) -> io::Result<String> {
    let mut file = fs::File::open(path)?;
    let mut hash = Sha256::new();
    let mut bytes = vec![0; 1 << 16];
    loop {
        match file.read(&mut bytes)? {
            0 => return Ok(hex(&hash.finalize())),
            read => hash.update(&bytes[..read]),
        }
    }
}

pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> BackupError {
    let path = path.to_owned();
    move |cause| BackupError::Path { path, cause }
}

/// Why there is no backup, or nothing was restored.
#[derive(Debug)]
pub enum BackupError {
    /// Something stands where the backup is to go.
    There {
        path: PathBuf,
    },
    /// An earlier backup did not come to its end.
    Unfinished {
        path: PathBuf,
    },
    /// The backup is not whole.
    Faulty {
        faults: Vec<String>,
    },
    Path {
        path: PathBuf,
        cause: io::Error,
    },
    Inbox(InboxError),
    Store(StoreError),
}

impl From<InboxError> for BackupError {
    fn from(cause: InboxError) -> Self {
        Self::Inbox(cause)
    }
}

impl From<StoreError> for BackupError {
    fn from(cause: StoreError) -> Self {
        Self::Store(cause)
    }
}

impl From<rusqlite::Error> for BackupError {
    fn from(cause: rusqlite::Error) -> Self {
        Self::Store(cause.into())
    }
}

impl fmt::Display for BackupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::There { path } => write!(
                f,
                "{} is there already: give the name of a folder that is not",
                path.display()
            ),
            Self::Unfinished { path } => write!(
                f,
                "{} is left of a backup that did not come to its end: remove it first",
                path.display()
            ),
            Self::Faulty { faults } => {
                write!(
                    f,
                    "the backup is not whole, nothing was restored:\n{}",
                    faults.join("\n")
                )
            }
            Self::Path { path, cause } => write!(f, "{}: {cause}", path.display()),
            Self::Inbox(cause) => cause.fmt(f),
            Self::Store(cause) => cause.fmt(f),
        }
    }
}

impl std::error::Error for BackupError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::There { .. } | Self::Unfinished { .. } | Self::Faulty { .. } => None,
            Self::Path { cause, .. } => Some(cause),
            Self::Inbox(cause) => Some(cause),
            Self::Store(cause) => Some(cause),
        }
    }
}
