//! Everything in a PostgreSQL database, files too, for several instances of `serve` beside each other.
//!
//! The data folder of an instance has what is on its way. A complaint is one row with what belongs to it, in
//! one transaction; the database says which instance was first where two keep the same one.

mod complaints;
mod connections;
mod editor;
mod inbox;
mod outbox;
mod row;
mod schema;
mod tls;
mod turns;
mod url;

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
use super::folder::{DATABASE, INCOMING, file_names, lock, make_folder, open_rights, sync_folder};
use super::{PATIENCE, sql};
use crate::domain::calendar::iso;
use crate::receiver::inbox::{Received, Summary};
use crate::receiver::log::Log;
use crate::receiver::outbox::{Backlog, Target, Tried, Turn, Waiting};
use crate::receiver::reference;

pub use connections::Connections;
pub use editor::PostgresEditor;
pub use inbox::PostgresInbox;
pub use url::PostgresUrl;

use connections::READ_PATIENCE;
use turns::Turns;

/// A database that `serve` uses, beside others that do.
pub struct PostgresStore {
    data: PathBuf,
    connections: Arc<Connections>,
    turns: Turns,
    /// Held as long as the store lives: what is on its way is of one instance alone.
    _lock: File,
}

impl PostgresStore {
    /// Opens a database, makes what is missing in it and in the data folder, and removes what a crash left on
    /// its way: nobody was told that it arrived.
    ///
    /// # Errors
    ///
    /// The folder or the database cannot be used, is newer than this program, or another `serve` has the folder.
    pub fn open(data: &Path, connections: &Arc<Connections>, log: Log) -> Result<Self, StoreError> {
        let lock = lock(data)?;
        let incoming = data.join(INCOMING);
        let at = |cause| StoreError::at(&incoming, cause);
        make_folder(&incoming).map_err(at)?;
        for said in open_rights(data) {
            log.line("open-to-others", &[("what", &said)]);
        }
        let other = data.join(DATABASE);
        if other.is_file() {
            log.line("other-inbox", &[("file", &other.display())]);
        } else {
            for name in file_names(&incoming).map_err(at)? {
                if reference::is_random_name(&name) {
                    std::fs::remove_file(incoming.join(name)).map_err(at)?;
                }
            }
        }
        sync_folder(&incoming).map_err(at)?;
        // Another instance may be making tables.
        connections.run_for(READ_PATIENCE, async |client| {
            schema::migrate(client, connections.name()).await
        })?;
        Ok(Self {
            data: data.to_owned(),
            connections: Arc::clone(connections),
            turns: Turns::default(),
            _lock: lock,
        })
    }
}

impl Store for PostgresStore {
    fn incoming(&self) -> PathBuf {
        self.data.join(INCOMING)
    }

    /// A database that was moved is not reached.
    fn prove(&self) -> Result<(), StoreError> {
        Ok(())
    }

    fn earlier(
        &self,
        submission_id: &str,
        content_hash: &[u8; 32],
    ) -> Result<Option<Stored>, StoreError> {
        self.connections
            .run(async |client| complaints::earlier(client, submission_id, content_hash).await)
    }

    fn keep(
        &self,
        arrival: Arrival,
        deadline: Instant,
    ) -> BoxFuture<'_, Result<Stored, StoreError>> {
        let connections = Arc::clone(&self.connections);
        // The last step has its own limit.
        let limit = deadline.saturating_duration_since(Instant::now()) + 2 * PATIENCE;
        let keep = move || {
            connections.run_for(limit, async |client| {
                complaints::keep(client, &arrival, deadline).await
            })
        };
        Box::pin(async {
            let kept = tokio::task::spawn_blocking(keep).await;
            kept.map_err(|error| StoreError::Io(io::Error::other(error)))?
        })
    }

    fn receipt(&self, token: &str) -> Result<Option<(Receipt, Option<String>)>, StoreError> {
        self.connections
            .run(async |client| complaints::find_receipt(client, token).await)
    }

    fn find(&self, reference: &str) -> Result<Option<Received>, StoreError> {
        self.connections
            .run(async |client| inbox::find(client, &self.connections, reference).await)
    }

    fn list(&self) -> Result<Vec<Summary>, StoreError> {
        self.connections
            .run_for(READ_PATIENCE, async |client| inbox::list(client).await)
    }

    fn takes_turn(&self, turn: Turn) -> Result<bool, StoreError> {
        self.turns.takes(&self.connections, turn)
    }

    fn waiting(&self, target: Target, now: DateTime<Utc>) -> Result<Option<Waiting>, StoreError> {
        self.connections
            .run(async |client| outbox::waiting(client, target, now).await)
    }

    fn note(
        &self,
        target: Target,
        waiting: &Waiting,
        tried: &Tried,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.connections
            .run(async |client| outbox::note(client, target, waiting, tried, now).await)
    }

    fn backlogs(&self) -> Result<Vec<Backlog>, StoreError> {
        self.connections
            .run(async |client| outbox::backlogs(client).await)
    }

    fn digest_day(&self) -> Result<Option<NaiveDate>, StoreError> {
        let day: Option<String> = self
            .connections
            .run(async |client| Ok(client.query_one(sql::DIGEST_DAY, &[]).await?.try_get(0)?))?;
        Ok(day.as_deref().and_then(iso::parse_date))
    }

    fn note_digest_day(&self, day: NaiveDate) -> Result<(), StoreError> {
        let day = iso::format_date(day);
        self.connections.run(async |client| {
            client.execute(sql::NOTE_DIGEST_DAY, &[&day]).await?;
            Ok(())
        })
    }
}
