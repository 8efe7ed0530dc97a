//! The tables: made and brought to this program's format by one instance at a time.

use tokio_postgres::Client;
use tokio_postgres::error::SqlState;

use super::connections::{begin, commit};
use crate::receiver::inbox::InboxError;
use crate::receiver::store::error::StoreError;

/// What brings a database from each version to the next.
const SCHEMA: [&str; 1] = [include_str!("schema/1.sql")];
const SCHEMA_VERSION: i64 = SCHEMA.len() as i64;

/// Waits until no other instance makes tables here.
const LOCK: &str =
    "select pg_advisory_xact_lock(hashtext('complaints ' || coalesce(current_schema(), '')), 0)";

const VERSION: &str = "select version from schema_version";

/// Makes the tables that are missing.
///
/// # Errors
///
/// The database is newer than this program, or its user may not make tables.
pub async fn migrate(client: &mut Client, database: &str) -> Result<(), StoreError> {
    let transaction = begin(client).await?;
    // Another instance may take its time.
    transaction
        .batch_execute("set local lock_timeout = 0")
        .await?;
    transaction.batch_execute(LOCK).await?;
    let is_new = "select to_regclass('schema_version') is null";
    if transaction.query_one(is_new, &[]).await?.try_get(0)? {
        transaction
            .batch_execute(
                "create table schema_version (version bigint not null);
                 insert into schema_version values (0)",
            )
            .await?;
    }
    let found: i64 = transaction.query_one(VERSION, &[]).await?.try_get(0)?;
    let done = usize::try_from(found).unwrap_or(usize::MAX);
    if done > SCHEMA.len() {
        return Err(StoreError::Newer {
            database: database.to_owned(),
            found,
            known: SCHEMA_VERSION,
        });
    }
    for step in &SCHEMA[done..] {
        transaction.batch_execute(step).await?;
    }
    if done < SCHEMA.len() {
        let note = "update schema_version set version = $1";
        transaction.execute(note, &[&SCHEMA_VERSION]).await?;
    }
    commit(transaction).await
}

/// Whether a database has this program's format, for whoever reads or changes what `serve` keeps.
///
/// # Errors
///
/// It has another format, or nothing in it.
pub async fn check(client: &Client, database: &str) -> Result<(), InboxError> {
    let unreadable = |cause: StoreError| InboxError::Unreadable {
        database: database.to_owned(),
        cause,
    };
    let found = match client.query_one(VERSION, &[]).await {
        Ok(row) => row.try_get(0).map_err(|error| unreadable(error.into()))?,
        Err(error) if error.code() == Some(&SqlState::UNDEFINED_TABLE) => {
            return Err(InboxError::Unused {
                database: database.to_owned(),
            });
        }
        Err(error) => return Err(unreadable(error.into())),
    };
    if found == SCHEMA_VERSION {
        return Ok(());
    }
    Err(InboxError::Format {
        database: database.to_owned(),
        found,
        known: SCHEMA_VERSION,
    })
}
