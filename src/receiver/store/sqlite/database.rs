//! The one SQLite file: how it is made, opened and brought to this program's format.

use std::fs::{self, OpenOptions};
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use crate::receiver::mutex::lock;
use crate::receiver::store::PATIENCE;
use crate::receiver::store::error::StoreError;
use crate::receiver::store::folder::{beside, owned_file, sync_folder};

/// How long a writer waits before it looks who still waits for it.
const PULSE: Duration = Duration::from_millis(50);

/// How long a reader waits: nobody locks readers out for longer than to tidy up.
const READ_PATIENCE: Duration = Duration::from_secs(1);

/// What brings a database from each version to the next.
const SCHEMA: [&str; 7] = [
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
    include_str!("schema/4.sql"),
    include_str!("schema/5.sql"),
    include_str!("schema/6.sql"),
    include_str!("schema/7.sql"),
];
pub const SCHEMA_VERSION: i64 = SCHEMA.len() as i64;

/// Makes a new database, whole or not at all.
pub fn make(path: &Path) -> Result<(), StoreError> {
    let unusable = |cause| unusable(path, cause);
    let begun = beside(path, "-new");
    for ending in ["", "-journal"] {
        _ = fs::remove_file(beside(&begun, ending));
    }
    // SQLite gives its journal files the rights of the main file.
    owned_file(OpenOptions::new().write(true).create_new(true), &begun)
        .map_err(|cause| StoreError::at(&begun, cause))?;
    let mut connection = Connection::open(&begun).map_err(unusable)?;
    upgrade(&mut connection).map_err(unusable)?;
    connection.close().map_err(|(_, cause)| unusable(cause))?;
    fs::rename(&begun, path).map_err(|cause| StoreError::at(path, cause))?;
    let folder = path.parent().unwrap_or(path);
    sync_folder(folder).map_err(|cause| StoreError::at(folder, cause))
}

/// Opens the database that `serve` writes to, and brings it to this program's format.
pub fn open_for_writing(path: &Path) -> Result<Connection, StoreError> {
    let unusable = |cause| unusable(path, cause);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags).map_err(unusable)?;
    connection.busy_timeout(PATIENCE).map_err(unusable)?;
    match version(&connection).map_err(unusable)? {
        0 => Err(StoreError::NotWhole {
            path: path.to_owned(),
        }),
        found if !(0..=SCHEMA_VERSION).contains(&found) => Err(StoreError::Newer {
            database: path.display().to_string(),
            found,
            known: SCHEMA_VERSION,
        }),
        _ => {
            set_up(&mut connection).map_err(unusable)?;
            Ok(connection)
        }
    }
}

fn unusable(path: &Path, cause: rusqlite::Error) -> StoreError {
    StoreError::Database {
        path: path.to_owned(),
        cause,
    }
}

fn set_up(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    upgrade(connection)?;
    connection.busy_timeout(PULSE)
}

/// Brings a database to this program's format.
pub fn upgrade(connection: &mut Connection) -> rusqlite::Result<()> {
    let done = usize::try_from(version(connection)?).unwrap_or(usize::MAX);
    for step in SCHEMA.iter().skip(done) {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch(step)?;
        transaction.commit()?;
    }
    Ok(())
}

/// The format of a database; 0 where nothing is in it.
pub fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// What a program beside `serve` is to do with the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Read,
    Write,
}

/// Opens a database that is there, also while `serve` writes, also where nothing can be written.
///
/// # Errors
///
/// It cannot be opened.
pub fn open_beside(path: &Path, access: Access) -> rusqlite::Result<Connection> {
    let access = match access {
        Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
    };
    let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let ready = |connection: Connection| {
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        version(&connection)?;
        Ok(connection)
    };
    let opened = Connection::open_with_flags(path, flags).and_then(ready);
    let journal = fs::metadata(beside(path, "-wal"));
    let is_whole = journal.map_or(true, |journal| journal.len() == 0);
    match opened {
        // Beside a database whose journal is empty nothing needs to be written to read it.
        Err(error)
            if access == OpenFlags::SQLITE_OPEN_READ_ONLY && is_whole && is_unopened(&error) =>
        {
            open_unchanging(path).and_then(ready)
        }
        opened => opened,
    }
}

fn is_unopened(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly)
    )
}

/// Opens a database that nobody changes meanwhile.
pub fn open_unchanging(path: &Path) -> rusqlite::Result<Connection> {
    let mut uri = "file:".to_owned();
    for &byte in path_bytes(path) {
        match byte {
            b'%' | b'?' | b'#' => uri.push_str(&format!("%{byte:02x}")),
            _ if byte.is_ascii() => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02x}")),
        }
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(uri + "?immutable=1", flags)
}

/// A path as SQLite takes it: in UTF-8, or as it is where a name of a folder is not in UTF-8.
pub fn path_bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

/// Writes a copy of a database as it is at one moment, also while others write.
///
/// # Errors
///
/// The database cannot be read, or the copy not be written.
pub fn copy_into(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let at = |cause| StoreError::at(path, cause);
    let mut options = OpenOptions::new();
    let file = owned_file(options.write(true).create_new(true), path).map_err(at)?;
    connection.execute("vacuum into cast(?1 as text)", [path_bytes(path)])?;
    file.sync_all().map_err(at)
}

/// What SQLite finds wrong with a database, one line each; none where it is whole.
///
/// # Errors
///
/// It cannot be read.
pub fn faults(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut faults = Vec::new();
    let mut statement = connection.prepare("pragma integrity_check(20)")?;
    for line in statement.query_map([], |row| row.get::<_, String>(0))? {
        faults.push(line?);
    }
    faults.retain(|line| line != "ok");
    if connection.prepare("pragma foreign_key_check")?.exists([])? {
        faults.push("an answer or a file belongs to no complaint".to_owned());
    }
    Ok(faults)
}

/// Connections that only read, as many as are needed at once: who reads waits for nobody.
pub struct Readers {
    path: std::path::PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub fn of(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            idle: Mutex::default(),
        }
    }

    /// Reads on a connection of its own.
    pub fn read<T>(
        &self,
        read: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        let idle = || lock(&self.idle);
        let waiting = idle().pop();
        let connection = match waiting {
            Some(connection) => connection,
            None => self.open()?,
        };
        let read = read(&connection);
        idle().push(connection);
        read
    }

    fn open(&self) -> rusqlite::Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.path, flags)?;
        connection.busy_timeout(READ_PATIENCE)?;
        Ok(connection)
    }
}
