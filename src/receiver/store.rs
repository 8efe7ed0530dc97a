//! What was received, on disk: one SQLite file, the attachments beside it under random names.
//!
//! An attachment is written to `incoming/` and synced before the row that names it is committed, and
//! moved to `attachments/` right after. So `attachments/` never has a file that no row names, and what
//! a crash leaves in `incoming/` either has a row, and is moved at the next start, or was never
//! acknowledged. Nothing else is ever removed but by [`InboxEditor`](super::InboxEditor): what no row
//! names all the same goes to `lost+found/`.

mod database;
mod error;
mod folder;
mod mark;
mod place;
mod reserve;
mod rows;
mod settle;
mod writer;

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::log::Log;
use super::outbox::{self, Target};
use super::upload::ReceivedFile;
use crate::domain::calendar::iso;
use crate::domain::complaint::{ShownDates, Suspicion};
use crate::domain::wire::Shown;

pub(super) use database::{
    Access, PATIENCE, SCHEMA_VERSION, copy_into, faults, open_beside, open_unchanging, upgrade,
    version,
};
pub use error::StoreError;
pub(super) use error::not_whole;
pub use folder::write_new;
pub(super) use folder::{
    ATTACHMENTS, DATABASE, DESK_PASSWORD, INCOMING, LOST_AND_FOUND, attachment, beside, file_names,
    make_folder, open_rights, owned_file, set_aside, sync_folder,
};
pub(super) use mark::Mark;
pub(super) use settle::end_removals;
pub(super) mod room {
    pub use super::reserve::{free, make};
}

use database::Readers;
use folder::LOCK;
use place::Place;
use writer::{Writer, WriterThread};

/// The data folder of the one `serve` that writes to it.
pub struct Store {
    folder: PathBuf,
    place: Arc<Place>,
    /// Gone before the writer, which puts the journal into the database when it is the last.
    readers: Readers,
    writer: Writer,
    /// Held as long as the store lives; the system lets go of it however the process ends.
    _lock: File,
}

/// A proved complaint with everything that is kept of it.
pub struct Arrival {
    pub submission_id: String,
    pub content_hash: [u8; 32],
    pub received_at: DateTime<Utc>,
    pub computed: ShownDates,
    /// What the receipt says, as [`Store::receipt`] gives it back.
    pub wording: String,
    pub shown: Shown,
    /// Why it is held for review, where it is.
    pub suspicion: Option<Suspicion>,
    /// With their names on the wire.
    pub answers: Vec<(&'static str, String)>,
    pub files: Vec<ReceivedFile>,
    /// Whether the form asks for files.
    pub takes_files: bool,
    /// Who is to be told of it.
    pub targets: Vec<Target>,
}

impl Arrival {
    /// The complaint with the files that came with it, as far as they were asked for.
    pub fn with(mut self, files: Vec<ReceivedFile>) -> Self {
        if self.takes_files {
            self.files = files;
        }
        self
    }
}

/// The endpoint's answer to a complaint that is kept, the same at every repeat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Receipt {
    pub reference: String,
    pub received_at: String,
    pub response_due: String,
    pub cisas_opens: String,
    /// The first day by the regulator's figure; absent from a complaint that was kept without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cisas_opens_regulator: Option<String>,
    pub cisas_closes: String,
    /// Of a complaint about personal data, which CISAS does not take.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acknowledge_by: Option<String>,
}

/// A receipt, and the token of the link under which it can be opened again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    pub receipt: Receipt,
    pub token: String,
}

/// What became of a complaint that was to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stored {
    New(Proof),
    /// It was here already: the first answer again.
    Repeat(Proof),
    /// Another one was here already under the same submission id.
    Conflict,
}

impl Store {
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

    /// Where files are written before they are kept.
    pub fn incoming(&self) -> PathBuf {
        self.folder.join(INCOMING)
    }

    /// Proves that what is open is still in the data folder.
    ///
    /// # Errors
    ///
    /// It was moved, removed or replaced.
    pub fn prove(&self) -> Result<(), StoreError> {
        self.place.prove()
    }

    /// The answer given before under a submission id: to the same content, or to another.
    ///
    /// # Errors
    ///
    /// The database cannot be read, or is not in the data folder any more.
    pub fn earlier(
        &self,
        submission_id: &str,
        content_hash: &[u8; 32],
    ) -> Result<Option<Stored>, StoreError> {
        let read = |connection: &_| rows::earlier(connection, submission_id, content_hash);
        let earlier = self.readers.read(read)?;
        self.place.prove()?;
        Ok(earlier)
    }

    /// Keeps a complaint: when this returns, it is on disk with its files, in the data folder, or
    /// nothing of it is.
    ///
    /// # Errors
    ///
    /// The disk is full or failing, the data folder is not what it was, or another program has the
    /// database to itself until the deadline.
    pub async fn keep(&self, arrival: Arrival, deadline: Instant) -> Result<Stored, StoreError> {
        self.writer.keep(Box::new(arrival), deadline).await
    }

    /// The next complaint that a target is to be told of by now.
    ///
    /// # Errors
    ///
    /// The database cannot be read, or is not in the data folder any more.
    pub fn waiting(
        &self,
        target: Target,
        now: DateTime<Utc>,
    ) -> Result<Option<outbox::Waiting>, StoreError> {
        let waiting = self
            .readers
            .read(|connection| outbox::waiting(connection, target, now))?;
        self.place.prove()?;
        Ok(waiting)
    }

    /// The last day for which it was said what is due.
    ///
    /// # Errors
    ///
    /// The database cannot be read, or is not in the data folder any more.
    pub fn digest_day(&self) -> Result<Option<NaiveDate>, StoreError> {
        let day: Option<String> = self.readers.read(|connection| {
            connection.query_row("select day from digest", [], |row| row.get(0))
        })?;
        self.place.prove()?;
        Ok(day.as_deref().and_then(iso::parse_date))
    }

    /// How many complaints are still to be told, or were given up.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub fn backlogs(&self) -> Result<Vec<outbox::Backlog>, StoreError> {
        Ok(self.readers.read(outbox::backlogs)?)
    }

    /// The receipt under a token, and what it says; no wording where it is of version 1.
    ///
    /// # Errors
    ///
    /// The database cannot be read, or is not in the data folder any more.
    pub fn receipt(&self, token: &str) -> Result<Option<(Receipt, Option<String>)>, StoreError> {
        let receipt = self
            .readers
            .read(|connection| rows::find_receipt(connection, token))?;
        self.place.prove()?;
        Ok(receipt)
    }
}

/// Takes a data folder, made where it is not there, for one process alone.
///
/// # Errors
///
/// Another process has it, or it cannot be used.
pub(super) fn lock(folder: &Path) -> Result<File, StoreError> {
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

fn parent(folder: &Path) -> &Path {
    let parent = folder.parent();
    parent
        .filter(|parent| *parent != Path::new(""))
        .unwrap_or(folder)
}
