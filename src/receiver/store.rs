//! What was received, kept so that it outlives this process: in one SQLite file, or in a PostgreSQL database.
//!
//! What a database is asked for stands in [`Store`], [`Inbox`](super::inbox::Inbox) and
//! [`InboxEditor`](super::inbox_editor::InboxEditor), for `serve`, for those who read and for those who change.

mod arrival;
mod error;
mod folder;
mod location;
mod postgres;
mod rows;
mod sql;
mod sqlite;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, Utc};
use futures_util::future::BoxFuture;

use super::inbox::{Received, Summary};
use super::outbox::{Backlog, Target, Tried, Turn, Waiting};

pub use arrival::{Arrival, Proof, Receipt, Stored};
pub use error::StoreError;
pub(super) use error::not_whole;
pub(super) use folder::{DESK_PASSWORD, make_folder, owned_file, sync_folder};
pub use folder::{open_rights, write_new};
pub use location::Location;
pub use postgres::PostgresUrl;
pub use sqlite::{BackupError, Contents, Restored, backup, restore, verify};

/// How long one process waits for another that writes, and for a database to answer.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// What `serve` needs of whatever keeps complaints. All but [`keep`](Self::keep) and
/// [`incoming`](Self::incoming) wait for a disk or a network.
pub trait Store: Send + Sync {
    /// Where files are written before they are kept.
    fn incoming(&self) -> PathBuf;

    /// Proves that what is open is still where it was opened.
    ///
    /// # Errors
    ///
    /// It was moved, removed or replaced.
    fn prove(&self) -> Result<(), StoreError>;

    /// The answer given before under a submission id: to the same content, or to another.
    ///
    /// # Errors
    ///
    /// The database cannot be read, as below.
    fn earlier(
        &self,
        submission_id: &str,
        content_hash: &[u8; 32],
    ) -> Result<Option<Stored>, StoreError>;

    /// Keeps a complaint: when this returns, it is kept for good with its files, or nothing of it is.
    ///
    /// # Errors
    ///
    /// The database or the disk is full, failing or gone, or others have the database to themselves until
    /// the deadline. Where the error [is in doubt](StoreError::is_in_doubt), it may be kept all the same.
    fn keep(
        &self,
        arrival: Arrival,
        deadline: Instant,
    ) -> BoxFuture<'_, Result<Stored, StoreError>>;

    /// The receipt under a token, and what it says; no wording where it is of version 1.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    fn receipt(&self, token: &str) -> Result<Option<(Receipt, Option<String>)>, StoreError>;

    /// The complaint with a reference.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    fn find(&self, reference: &str) -> Result<Option<Received>, StoreError>;

    /// Every complaint in one line each, the newest first.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    fn list(&self) -> Result<Vec<Summary>, StoreError>;

    /// Whether it is this process that does something now, of all that serve the database. Once it is, it
    /// stays so as long as the process runs and the database is reached.
    ///
    /// # Errors
    ///
    /// The database cannot be asked.
    fn takes_turn(&self, turn: Turn) -> Result<bool, StoreError>;

    /// The next complaint that a target is to be told of by now.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    fn waiting(&self, target: Target, now: DateTime<Utc>) -> Result<Option<Waiting>, StoreError>;

    /// Notes what became of a try to tell a target.
    ///
    /// # Errors
    ///
    /// The database cannot be changed.
    fn note(
        &self,
        target: Target,
        waiting: &Waiting,
        tried: &Tried,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError>;

    /// How many complaints are still to be told, or were given up.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    fn backlogs(&self) -> Result<Vec<Backlog>, StoreError>;

    /// The last day for which it was said what is due.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    fn digest_day(&self) -> Result<Option<NaiveDate>, StoreError>;

    /// Notes for which day it was said what is due.
    ///
    /// # Errors
    ///
    /// The database cannot be changed.
    fn note_digest_day(&self, day: NaiveDate) -> Result<(), StoreError>;
}
