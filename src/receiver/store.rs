//! What was received, on disk: one SQLite file, the attachments beside it under random names.
//!
//! An attachment is written to `incoming/`, synced and moved to `attachments/` before the row that
//! names it is committed. So a row never names a file that is not there; a file that no row names
//! is what a crash left behind, and goes at the next start.

use std::fmt;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use rusqlite::{
    Connection, ErrorCode, OptionalExtension, Row, Transaction, TransactionBehavior, params,
};
use serde::Serialize;

use super::reference;
use super::upload::ReceivedFile;
use crate::domain::calendar::iso;
use crate::domain::complaint::{Complaint, ShownDates, Suspicion};

/// The database's file name in the data folder.
pub const DATABASE: &str = "complaints.sqlite3";
/// The folder of the attachments in the data folder.
pub const ATTACHMENTS: &str = "attachments";
const INCOMING: &str = "incoming";
const LOCK: &str = "serve.lock";

/// How long one process waits for another that writes.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// What brings a database from each version to the next.
const SCHEMA: [&str; 3] = [
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
];
pub(super) const SCHEMA_VERSION: i64 = SCHEMA.len() as i64;

/// The data folder of the one `serve` that writes to it.
pub struct Store {
    folder: PathBuf,
    connection: Mutex<Connection>,
    /// Held as long as the store lives; the system lets go of it however the process ends.
    _lock: File,
}

/// A proved complaint with everything that is kept of it.
pub struct Arrival<'a> {
    pub submission_id: &'a str,
    pub content_hash: [u8; 32],
    pub received_at: DateTime<Utc>,
    pub computed: ShownDates,
    /// What the receipt says, as [`Store::receipt`] gives it back.
    pub wording: &'a str,
    pub shown: &'a ShownToCustomer,
    /// Why it is held for review, where it is.
    pub suspicion: Option<Suspicion>,
    pub complaint: &'a Complaint,
    pub files: &'a [ReceivedFile],
}

/// What the page says it showed; any part may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShownToCustomer {
    pub response_due: Option<String>,
    pub cisas_opens: Option<String>,
    pub cisas_closes: Option<String>,
    pub copy_version: Option<String>,
}

/// The endpoint's answer to a complaint that is kept, the same at every repeat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Receipt {
    pub reference: String,
    pub received_at: String,
    pub response_due: String,
    pub cisas_opens: String,
    pub cisas_closes: String,
}

/// A receipt, and the token of the link under which it can be opened again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    pub receipt: Receipt,
    pub token: String,
}

/// What became of a complaint that was to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    New(Proof),
    /// It was here already: the first answer again.
    Repeat(Proof),
    /// Another one was here already under the same submission id.
    Conflict,
}

impl Store {
    /// Opens a data folder for writing, makes what is missing, clears what a crash left behind.
    ///
    /// Folders and files it makes are the owner's alone.
    ///
    /// # Errors
    ///
    /// The folder or its database cannot be used, is newer than this program, or another `serve`
    /// has it.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        for folder in [folder, &folder.join(INCOMING), &folder.join(ATTACHMENTS)] {
            make_folder(folder).map_err(|cause| StoreError::at(folder, cause))?;
        }
        let lock_path = folder.join(LOCK);
        let lock = owned_file(
            OpenOptions::new().write(true).create(true).truncate(false),
            &lock_path,
        )
        .map_err(|cause| StoreError::at(&lock_path, cause))?;
        lock.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => StoreError::InUse {
                folder: folder.to_owned(),
            },
            TryLockError::Error(cause) => StoreError::at(&lock_path, cause),
        })?;
        let path = folder.join(DATABASE);
        let connection = open_database(&path)?;
        let store = Self {
            folder: folder.to_owned(),
            connection: Mutex::new(connection),
            _lock: lock,
        };
        store.clear_leftovers()?;
        for folder in [
            folder,
            folder
                .parent()
                .filter(|parent| *parent != Path::new(""))
                .unwrap_or(folder),
        ] {
            sync_folder(folder).map_err(|cause| StoreError::at(folder, cause))?;
        }
        Ok(store)
    }

    /// Where files are written before they are kept.
    pub fn incoming(&self) -> PathBuf {
        self.folder.join(INCOMING)
    }

    /// The answer given before under a submission id: to the same content, or to another.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub fn earlier(
        &self,
        submission_id: &str,
        content_hash: &[u8; 32],
    ) -> Result<Option<Kept>, StoreError> {
        Ok(earlier(&self.connection(), submission_id, content_hash)?)
    }

    /// Keeps a complaint: when this returns, it is on disk with its files, or nothing of it is.
    ///
    /// # Errors
    ///
    /// The disk is full or failing.
    pub fn keep(&self, arrival: &Arrival) -> Result<Kept, StoreError> {
        let mut connection = self.connection();
        if let Some(kept) = earlier(&connection, arrival.submission_id, &arrival.content_hash)? {
            return Ok(kept);
        }
        let moved = self.move_files(arrival.files)?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let proof = insert(&transaction, arrival)?;
        match transaction.commit() {
            // Whether that commit outlives a crash is not known: the next start sees and clears up.
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::SystemIoFailure) => {
                moved.keep();
                Err(error.into())
            }
            Err(error) => Err(error.into()),
            Ok(()) => {
                moved.keep();
                Ok(Kept::New(proof))
            }
        }
    }

    /// The receipt under a token, and what it says; no wording where it is of version 1.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub fn receipt(&self, token: &str) -> Result<Option<(Receipt, Option<String>)>, StoreError> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(
            "select reference, received_at, response_due, cisas_opens, cisas_closes, receipt_wording
             from complaint where receipt_token = ?1",
        )?;
        let read = |row: &Row| Ok((receipt(row)?, row.get(5)?));
        Ok(statement.query_row([token], read).optional()?)
    }

    fn move_files(&self, files: &[ReceivedFile]) -> Result<MovedFiles, StoreError> {
        let folder = self.folder.join(ATTACHMENTS);
        let mut moved = MovedFiles(Vec::new());
        for file in files {
            let path = folder.join(file.stored_name());
            fs::rename(file.path(), &path).map_err(StoreError::Io)?;
            moved.0.push(path);
        }
        if !files.is_empty() {
            sync_folder(&folder).map_err(StoreError::Io)?;
        }
        Ok(moved)
    }

    /// Removes what was on its way when the process before this one ended.
    fn clear_leftovers(&self) -> Result<(), StoreError> {
        let connection = self.connection();
        let mut named = connection.prepare("select 1 from attachment where stored = ?1")?;
        for (folder, all) in [(INCOMING, true), (ATTACHMENTS, false)] {
            let folder = self.folder.join(folder);
            let at = |cause| StoreError::at(&folder, cause);
            for entry in fs::read_dir(&folder).map_err(at)? {
                let entry = entry.map_err(at)?;
                let name = entry.file_name();
                let name = name.to_string_lossy();
                if reference::is_random_name(&name) && (all || !named.exists([&name])?) {
                    fs::remove_file(entry.path()).map_err(at)?;
                }
            }
        }
        Ok(())
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        // A panic elsewhere leaves no half transaction: dropping one rolls it back.
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Files that were moved for a row that is not there yet: gone again unless it comes.
struct MovedFiles(Vec<PathBuf>);

impl MovedFiles {
    fn keep(mut self) {
        self.0.clear();
    }
}

impl Drop for MovedFiles {
    fn drop(&mut self) {
        for path in &self.0 {
            _ = fs::remove_file(path);
        }
    }
}

fn earlier(
    connection: &Connection,
    submission_id: &str,
    content_hash: &[u8; 32],
) -> rusqlite::Result<Option<Kept>> {
    let mut statement = connection.prepare_cached(
        "select reference, received_at, response_due, cisas_opens, cisas_closes, receipt_token, content_hash
         from complaint where submission_id = ?1",
    )?;
    let read = |row: &Row| {
        let proof = Proof {
            receipt: receipt(row)?,
            token: row.get(5)?,
        };
        let same = row.get::<_, Vec<u8>>(6)? == content_hash;
        Ok(if same {
            Kept::Repeat(proof)
        } else {
            Kept::Conflict
        })
    };
    statement.query_row([submission_id], read).optional()
}

/// The receipt in the first columns of a row.
fn receipt(row: &Row) -> rusqlite::Result<Receipt> {
    Ok(Receipt {
        reference: row.get(0)?,
        received_at: row.get(1)?,
        response_due: row.get(2)?,
        cisas_opens: row.get(3)?,
        cisas_closes: row.get(4)?,
    })
}

fn insert(transaction: &Transaction, arrival: &Arrival) -> Result<Proof, StoreError> {
    let Arrival {
        submission_id,
        content_hash,
        computed,
        shown,
        complaint,
        ..
    } = arrival;
    let mut receipt = Receipt {
        reference: String::new(),
        received_at: iso::format_instant(arrival.received_at),
        response_due: iso::format_date(computed.response_due),
        cisas_opens: iso::format_date(computed.cisas_opens),
        cisas_closes: iso::format_date(computed.cisas_closes),
    };
    let token = reference::random_name().map_err(StoreError::Io)?;
    let mut statement = transaction.prepare_cached(
        "insert into complaint (reference, submission_id, content_hash, received_at,
            response_due, cisas_opens, cisas_closes, receipt_token, receipt_wording,
            shown_response_due, shown_cisas_opens, shown_cisas_closes, copy_version, held)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
         on conflict (reference) do nothing",
    )?;
    loop {
        receipt.reference = reference::random().map_err(StoreError::Io)?;
        let inserted = statement.execute(params![
            receipt.reference,
            submission_id,
            content_hash,
            receipt.received_at,
            receipt.response_due,
            receipt.cisas_opens,
            receipt.cisas_closes,
            token,
            arrival.wording,
            shown.response_due,
            shown.cisas_opens,
            shown.cisas_closes,
            shown.copy_version,
            arrival.suspicion.map(Suspicion::name),
        ])?;
        if inserted == 1 {
            break;
        }
    }
    let id = transaction.last_insert_rowid();
    let mut statement = transaction
        .prepare_cached("insert into answer (complaint, field, value) values (?1, ?2, ?3)")?;
    for (field, value) in complaint.wire_fields() {
        statement.execute(params![id, field, value])?;
    }
    let mut statement = transaction.prepare_cached(
        "insert into attachment (complaint, number, name, bytes, sha256, stored)
         values (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (number, file) in (1_i64..).zip(arrival.files) {
        let bytes = i64::try_from(file.size()).unwrap_or(i64::MAX);
        statement.execute(params![
            id,
            number,
            file.name(),
            bytes,
            file.sha256(),
            file.stored_name()
        ])?;
    }
    Ok(Proof { receipt, token })
}

fn open_database(path: &Path) -> Result<Connection, StoreError> {
    // SQLite gives its journal files the rights of the main file.
    owned_file(
        OpenOptions::new().write(true).create(true).truncate(false),
        path,
    )
    .map_err(|cause| StoreError::at(path, cause))?;
    let unusable = |cause| StoreError::Database {
        path: path.to_owned(),
        cause,
    };
    let mut connection = Connection::open(path).map_err(unusable)?;
    set_up(&mut connection).map_err(unusable)?;
    match version(&connection).map_err(unusable)? {
        SCHEMA_VERSION => Ok(connection),
        found => Err(StoreError::Newer {
            path: path.to_owned(),
            found,
        }),
    }
}

fn set_up(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // None where it is newer than this program.
    let done = usize::try_from(version(connection)?).unwrap_or(usize::MAX);
    for step in SCHEMA.iter().skip(done) {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch(step)?;
        transaction.commit()?;
    }
    Ok(())
}

pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Opens a file that, when it is made here, is its owner's alone.
pub(super) fn owned_file(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options.open(path)
}

/// Makes a folder and those above it; those it makes are their owner's alone.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
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
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(path)?.sync_all()
    } else {
        Ok(())
    }
}

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
    },
    Io(io::Error),
    Sqlite(rusqlite::Error),
}

impl StoreError {
    fn at(path: &Path, cause: io::Error) -> Self {
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
        matches!(self, Self::Sqlite(cause) if cause.sqlite_error_code() == Some(ErrorCode::DatabaseBusy))
    }
}

/// Whether there is no room left on the disk.
pub(super) fn is_full(error: &io::Error) -> bool {
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

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path { path, cause } => write!(f, "cannot use {}: {cause}", path.display()),
            Self::Database { path, cause } => write!(f, "cannot use {}: {cause}", path.display()),
            Self::InUse { folder } => write!(f, "another serve is using {}", folder.display()),
            Self::Newer { path, found } => {
                let path = path.display();
                write!(
                    f,
                    "{path} has format {found}, this program knows format {SCHEMA_VERSION}"
                )
            }
            Self::Io(cause) => cause.fmt(f),
            Self::Sqlite(cause) => cause.fmt(f),
        }
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Path { cause, .. } | Self::Io(cause) => Some(cause),
            Self::Database { cause, .. } | Self::Sqlite(cause) => Some(cause),
            Self::InUse { .. } | Self::Newer { .. } => None,
        }
    }
}
