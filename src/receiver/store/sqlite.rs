//! Everything in the data folder: one SQLite file, the attachments beside it under random names.
//!
//! An attachment is written to `incoming/` and synced before the row that names it is committed, and
//! moved to `attachments/` right after. So `attachments/` never has a file that no row names, and what
//! a crash leaves in `incoming/` either has a row, and is moved at the next start, or was never
//! acknowledged. Nothing else is ever removed but by [`SqliteEditor`]: what no row names all the same
//! goes to `lost+found/`.

mod backup;
mod complaints;
mod database;
mod deletion;
mod editor;
mod inbox;
mod mark;
mod outbox;
mod place;
mod reserve;
mod restore;
mod row;
mod settle;
mod writer;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, NaiveDate, Utc};
use futures_util::future::BoxFuture;

use super::Store;
use super::arrival::{Arrival, Receipt, Stored};
use super::error::StoreError;
use super::folder::{ATTACHMENTS, DATABASE, INCOMING, lock, make_folder, sync_folder};
use super::sql;
use crate::domain::calendar::iso;
use crate::receiver::inbox::{Inbox as _, InboxError, Received, Summary};
use crate::receiver::log::Log;
use crate::receiver::outbox::{Backlog, Target, Tried, Turn, Waiting};

pub use backup::{BackupError, Contents, backup, verify};
pub use editor::SqliteEditor;
pub use inbox::SqliteInbox;
pub use restore::{Restored, restore};

use database::{Access, Readers};
use inbox::open_database;
use mark::Mark;
use place::Place;
use writer::{Writer, WriterThread};

/// The data folder of the one `serve` that writes to it.
pub struct SqliteStore {
    folder: PathBuf,
    place: Arc<Place>,
    /// Gone before the writer, which puts the journal into the database when it is the last.
    readers: Readers,
    writer: Writer,
    /// Held as long as the store lives; the system lets go of it however the process ends.
    _lock: File,
}

impl SqliteStore {
    /// Opens a data folder for writing, makes what is missing, and brings to its end what a crash cut
    /// off; the log says what was found that does not belong there.
    ///
    /// Folders and files it makes are the owner's alone. `accept` goes on where the database and what
    /// stands beside it do not belong together.
    ///
    /// # Errors
    ///
    /// The folder or its database cannot be used, do not belong together or are newer than this
    /// program, or another `serve` has it.
    pub fn open(folder: &Path, log: Log, accept: bool) -> Result<Self, StoreError> {
        let lock = lock(folder)?;
        for folder in [INCOMING, ATTACHMENTS].map(|within| folder.join(within)) {
            make_folder(&folder).map_err(|cause| StoreError::at(&folder, cause))?;
        }
        let path = folder.join(DATABASE);
        if !settle::has_database(folder, accept)? {
            database::make(&path)?;
        }
        let connection = database::open_for_writing(&path)?;
        settle::settle(&connection, folder, log, accept)?;
        reserve::make(folder);
        for folder in [folder, parent(folder)] {
            sync_folder(folder).map_err(|cause| StoreError::at(folder, cause))?;
        }
        let at = |cause| StoreError::at(folder, cause);
        // The journal is there from here on.
        connection.execute_batch("begin immediate; commit")?;
        let place = Arc::new(Place::of(folder).map_err(at)?);
        let thread = WriterThread {
            folder: folder.to_owned(),
            connection,
            place: Arc::clone(&place),
            mark: Mark::open(folder).map_err(at)?,
        };
        Ok(Self {
            folder: folder.to_owned(),
            place,
            writer: Writer::start(thread).map_err(at)?,
            readers: Readers::of(&path),
            _lock: lock,
        })
    }

    /// Reads, and proves that it was read in the data folder.
    fn read<T>(
        &self,
        read: impl FnOnce(&rusqlite::Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let found = self.readers.read(read)?;
        self.place.prove()?;
        Ok(found)
    }

    /// Changes the database beside the writer, as programs beside `serve` do.
    fn change(
        &self,
        change: impl FnOnce(&rusqlite::Connection) -> rusqlite::Result<()>,
    ) -> Result<(), StoreError> {
        self.place.prove()?;
        let connection = open_database(&self.folder, Access::Write).map_err(unopened)?;
        Ok(change(&connection)?)
    }
}

impl Store for SqliteStore {
    fn incoming(&self) -> PathBuf {
        self.folder.join(INCOMING)
    }

    /// Proves that what is open is still in the data folder.
    fn prove(&self) -> Result<(), StoreError> {
        self.place.prove()
    }

    fn earlier(
        &self,
        submission_id: &str,
        content_hash: &[u8; 32],
    ) -> Result<Option<Stored>, StoreError> {
        self.read(|connection| complaints::earlier(connection, submission_id, content_hash))
    }

    fn keep(
        &self,
        arrival: Arrival,
        deadline: Instant,
    ) -> BoxFuture<'_, Result<Stored, StoreError>> {
        Box::pin(self.writer.keep(Box::new(arrival), deadline))
    }

    fn receipt(&self, token: &str) -> Result<Option<(Receipt, Option<String>)>, StoreError> {
        self.read(|connection| complaints::find_receipt(connection, token))
    }

    fn find(&self, reference: &str) -> Result<Option<Received>, StoreError> {
        SqliteInbox::open(&self.folder)
            .map_err(unopened)?
            .find(reference)
    }

    fn list(&self) -> Result<Vec<Summary>, StoreError> {
        SqliteInbox::open(&self.folder).map_err(unopened)?.list()
    }

    /// Nobody else has the folder.
    fn takes_turn(&self, _: Turn) -> Result<bool, StoreError> {
        Ok(true)
    }

    fn waiting(&self, target: Target, now: DateTime<Utc>) -> Result<Option<Waiting>, StoreError> {
        self.read(|connection| outbox::waiting(connection, target, now))
    }

    fn note(
        &self,
        target: Target,
        waiting: &Waiting,
        tried: &Tried,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.change(|connection| outbox::note(connection, target, waiting, tried, now))
    }

    fn backlogs(&self) -> Result<Vec<Backlog>, StoreError> {
        Ok(self.readers.read(outbox::backlogs)?)
    }

    fn digest_day(&self) -> Result<Option<NaiveDate>, StoreError> {
        let day: Option<String> =
            self.read(|connection| connection.query_row(sql::DIGEST_DAY, [], |row| row.get(0)))?;
        Ok(day.as_deref().and_then(iso::parse_date))
    }

    fn note_digest_day(&self, day: NaiveDate) -> Result<(), StoreError> {
        self.change(|connection| {
            connection.execute(sql::NOTE_DIGEST_DAY, [iso::format_date(day)])?;
            Ok(())
        })
    }
}

/// The inbox of a store that is open cannot be opened once more.
fn unopened(error: InboxError) -> StoreError {
    StoreError::Io(io::Error::other(error.to_string()))
}

fn parent(folder: &Path) -> &Path {
    let parent = folder.parent();
    parent
        .filter(|parent| *parent != Path::new(""))
        .unwrap_or(folder)
}
