//! What only one instance does at a time: who does it holds a lock of the database, on a connection that is kept.
//!
//! When an instance ends or loses the database, its connection ends and with it the lock: another goes on.

use std::sync::{Mutex, PoisonError};

use tokio_postgres::Client;

use super::connections::Connections;
use crate::receiver::outbox::{Target, Turn};
use crate::receiver::store::PATIENCE;
use crate::receiver::store::error::StoreError;

/// Takes a lock if nobody else has it. Beside another inbox in the same database nobody waits.
const TAKE: &str =
    "select pg_try_advisory_lock(hashtext('complaints ' || coalesce(current_schema(), '')), $1)";

/// The turns of one instance.
#[derive(Default)]
pub struct Turns(Mutex<Option<Session>>);

struct Session {
    client: Client,
    held: Vec<Turn>,
}

impl Turns {
    /// Whether this instance has a turn, or takes it now.
    ///
    /// # Errors
    ///
    /// The database is not reached: then it has none.
    pub fn takes(&self, connections: &Connections, turn: Turn) -> Result<bool, StoreError> {
        let mut session = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Kept again only where nothing went wrong with it.
        let kept = session.take().filter(|kept| !kept.client.is_closed());
        let (kept, has_turn) = connections.wait(PATIENCE, async {
            let mut kept = match kept {
                Some(kept) => kept,
                None => Session {
                    client: connections.connect().await?,
                    held: Vec::new(),
                },
            };
            let has_turn = kept.take(turn).await?;
            Ok((kept, has_turn))
        })?;
        *session = Some(kept);
        Ok(has_turn)
    }
}

impl Session {
    async fn take(&mut self, turn: Turn) -> Result<bool, StoreError> {
        if self.held.contains(&turn) {
            // The lock is held as long as this connection lives.
            self.client.batch_execute("select").await?;
            return Ok(true);
        }
        let taken = self.client.query_one(TAKE, &[&number(turn)]).await?;
        let taken = taken.try_get(0)?;
        if taken {
            self.held.push(turn);
        }
        Ok(taken)
    }
}

/// The number of a turn among the locks; 0 is for whoever makes tables.
fn number(turn: Turn) -> i32 {
    match turn {
        Turn::Tell(Target::Command) => 1,
        Turn::Tell(Target::Webhook) => 2,
        Turn::Tell(Target::Email) => 3,
        Turn::Tell(Target::Acknowledgement) => 4,
        Turn::Digest => 5,
    }
}
