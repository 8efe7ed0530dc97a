//! Connections to a database, made as they are needed and again when they break.

use std::io;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::runtime::Runtime;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tokio_postgres::{Client, Config, IsolationLevel, NoTls, Transaction};

use super::tls::Tls;
use super::url::PostgresUrl;
use crate::receiver::store::PATIENCE;
use crate::receiver::store::error::StoreError;

/// How many connections do something at once.
const AT_ONCE: usize = 8;

/// How long it may take to read what may be much.
pub const READ_PATIENCE: Duration = Duration::from_secs(60);

/// How every session begins. Whoever waits for others gives up before [`PATIENCE`] ends, so that what was
/// asked for is undone; the server notices soon when this machine is gone; and what is acknowledged is on disk.
const SESSION: &str = "set client_min_messages = warning;
    set lock_timeout = '4s';
    set tcp_keepalives_idle = 15;
    set tcp_keepalives_interval = 5;
    set tcp_keepalives_count = 3;
    select set_config('synchronous_commit', 'on', false)
        where current_setting('synchronous_commit') = 'off'";

/// The connections of one process to a database.
pub struct Connections {
    config: Config,
    tls: Option<Tls>,
    /// Its address, without the password.
    name: String,
    /// What drives the connections, also for those who know nothing of Tokio; `None` once this is dropped.
    runtime: Option<Runtime>,
    idle: Mutex<Vec<Client>>,
    room: Semaphore,
}

impl Connections {
    /// Connections to a database; none is made yet.
    ///
    /// # Errors
    ///
    /// The file of the authorities cannot be read, or the system has no thread left.
    pub fn to(url: &PostgresUrl) -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("postgres")
            .enable_all()
            .build()?;
        let tls = || Tls::new(url.authorities.as_deref());
        Ok(Self {
            config: url.config.clone(),
            tls: url.is_encrypted.then(tls).transpose()?,
            name: url.to_string(),
            runtime: Some(runtime),
            idle: Mutex::default(),
            room: Semaphore::new(AT_ONCE),
        })
    }

    /// The address of the database, without the password.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Does something on a connection, and waits for it; once more on a new one, where an idle one turns out
    /// to be broken. Not for asynchronous code: it blocks.
    ///
    /// # Errors
    ///
    /// The work's, or the database is not reached or does not answer in time.
    pub fn run<T>(
        &self,
        work: impl AsyncFn(&mut Client) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.run_for(PATIENCE, work)
    }

    /// The same with another limit.
    pub fn run_for<T>(
        &self,
        limit: Duration,
        work: impl AsyncFn(&mut Client) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.wait(limit, async {
            let _room = self.room.acquire().await;
            if let Some(mut client) = self.take_idle() {
                match work(&mut client).await {
                    Err(StoreError::Away { .. }) => {}
                    done => return self.give_back(client, done),
                }
            }
            let mut client = self.connect().await?;
            let done = work(&mut client).await;
            self.give_back(client, done)
        })
    }

    /// Waits for something that needs no connection of these, so long at most.
    pub fn wait<T>(
        &self,
        limit: Duration,
        work: impl Future<Output = Result<T, StoreError>>,
    ) -> Result<T, StoreError> {
        let Some(runtime) = &self.runtime else {
            return Err(away("it was closed"));
        };
        let done = runtime.block_on(async { timeout(limit, work).await });
        done.unwrap_or_else(|_| Err(away("no answer in time")))
    }

    /// A new connection.
    pub async fn connect(&self) -> Result<Client, StoreError> {
        // Whatever a server says against a connection: there is none.
        let away = |error: tokio_postgres::Error| match StoreError::from(error) {
            StoreError::Postgres { why, .. } => away(&why),
            other => other,
        };
        let client = match self.tls.clone() {
            Some(tls) => {
                let (client, connection) = self.config.connect(tls).await.map_err(away)?;
                // Its end is seen by the client.
                tokio::spawn(async { _ = connection.await });
                client
            }
            None => {
                let (client, connection) = self.config.connect(NoTls).await.map_err(away)?;
                tokio::spawn(async { _ = connection.await });
                client
            }
        };
        client.batch_execute(SESSION).await.map_err(away)?;
        Ok(client)
    }

    fn take_idle(&self) -> Option<Client> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|client| !client.is_closed());
        idle.pop()
    }

    /// Keeps a connection for others; after an error it may be in the middle of something, and is closed.
    fn give_back<T>(&self, client: Client, done: Result<T, StoreError>) -> Result<T, StoreError> {
        if done.is_ok() {
            let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
            idle.push(client);
        }
        done
    }
}

fn away(why: &str) -> StoreError {
    StoreError::Away {
        why: why.to_owned(),
    }
}

impl Drop for Connections {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // Waits for nobody: it may be asynchronous code that drops this.
            runtime.shutdown_background();
        }
    }
}

/// Begins a transaction in which each statement sees what others have committed by then.
pub async fn begin(client: &mut Client) -> Result<Transaction<'_>, StoreError> {
    let level = IsolationLevel::ReadCommitted;
    let begun = client.build_transaction().isolation_level(level);
    Ok(begun.start().await?)
}

/// Changes something in one transaction, for staff. The limit is that of much work: each step of it ends by its own
/// before, so that an error says whether the change may count.
///
/// # Errors
///
/// The work's, and then nothing is changed; or those of [`commit`].
pub fn change<T>(
    connections: &Connections,
    work: impl AsyncFn(&Transaction<'_>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    connections.run_for(READ_PATIENCE, async |client| {
        let transaction = begin(client).await?;
        let done = work(&transaction).await?;
        commit(transaction).await?;
        Ok(done)
    })
}

/// Ends a transaction. Where the connection breaks over that, nobody knows whether it counts.
pub async fn commit(transaction: Transaction<'_>) -> Result<(), StoreError> {
    match timeout(PATIENCE, transaction.commit()).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => match StoreError::from(error) {
            StoreError::Away { why } => Err(StoreError::CutOff { why }),
            error => Err(error),
        },
        Err(_) => Err(StoreError::CutOff {
            why: "no answer in time".to_owned(),
        }),
    }
}
