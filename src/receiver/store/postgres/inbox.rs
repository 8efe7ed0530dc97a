//! Reads a database as it was at one moment.

use std::io;
use std::sync::Arc;

use tokio_postgres::{Client, GenericClient};

use super::connections::{Connections, READ_PATIENCE};
use super::{outbox, schema};
use crate::receiver::inbox::{
    Content, Inbox, InboxError, ReadContent, Received, ReceivedAttachment, Summary,
};
use crate::receiver::outbox::Unsent;
use crate::receiver::reference::hex;
use crate::receiver::store::PATIENCE;
use crate::receiver::store::error::StoreError;
use crate::receiver::store::{rows, sql};

/// The complaints in a database, on a connection of their own.
pub struct PostgresInbox {
    connections: Arc<Connections>,
    client: Client,
}

impl PostgresInbox {
    /// Opens a database that `serve` uses.
    ///
    /// # Errors
    ///
    /// It is not reached, or there is nothing in it.
    pub fn open(connections: &Arc<Connections>) -> Result<Self, InboxError> {
        let database = connections.name();
        let unreadable = |cause| InboxError::Unreadable {
            database: database.to_owned(),
            cause,
        };
        let opened = connections.wait(PATIENCE, async {
            let client = connections.connect().await?;
            let checked = schema::check(&client, database).await;
            // One transaction for all that is read: nothing changes between two looks.
            let begin = "begin isolation level repeatable read, read only";
            client.batch_execute(begin).await?;
            Ok(checked.map(|()| client))
        });
        Ok(Self {
            client: opened.map_err(unreadable)??,
            connections: Arc::clone(connections),
        })
    }
}

impl Inbox for PostgresInbox {
    fn list(&self) -> Result<Vec<Summary>, StoreError> {
        self.connections.wait(READ_PATIENCE, list(&self.client))
    }

    fn unsent(&self) -> Result<Vec<Unsent>, StoreError> {
        self.connections
            .wait(READ_PATIENCE, outbox::unsent(&self.client))
    }

    fn find(&self, reference: &str) -> Result<Option<Received>, StoreError> {
        let found = find(&self.client, &self.connections, reference);
        self.connections.wait(PATIENCE, found)
    }
}

/// Every complaint in one line each, the newest first.
pub async fn list(client: &impl GenericClient) -> Result<Vec<Summary>, StoreError> {
    let found = client.query(sql::LIST, &[]).await?;
    found.iter().map(rows::summary).collect()
}

/// The complaint with a reference.
pub async fn find(
    client: &impl GenericClient,
    connections: &Arc<Connections>,
    reference: &str,
) -> Result<Option<Received>, StoreError> {
    let Some(row) = client.query_opt(sql::FIND, &[&reference]).await? else {
        return Ok(None);
    };
    let (id, mut received) = rows::received(&row)?;
    let attachments =
        "select number, name, bytes, sha256 from attachment where complaint = $1 order by number";
    for row in client.query(attachments, &[&id]).await? {
        let number = row.try_get(0)?;
        let kept = KeptContent {
            connections: Arc::clone(connections),
            complaint: id,
            number,
        };
        received.attachments.push(ReceivedAttachment {
            number,
            name: row.try_get(1)?,
            bytes: row.try_get(2)?,
            sha256: hex(row.try_get(3)?),
            content: Content::Database(Arc::new(kept)),
        });
    }
    let notes = client.query(sql::NOTES, &[&id]).await?;
    received.notes = notes.iter().map(rows::note).collect::<Result<_, _>>()?;
    let answers = client.query(sql::ANSWERS, &[&id]).await?;
    let answers = answers.iter().map(rows::answer).collect::<Result<_, _>>()?;
    Ok(Some(rows::with_answers(received, answers)))
}

/// The content of a file in the database.
struct KeptContent {
    connections: Arc<Connections>,
    complaint: i64,
    number: i64,
}

impl ReadContent for KeptContent {
    fn read(&self) -> io::Result<Vec<u8>> {
        let parts = "select content from attachment_part where complaint = $1 and number = $2 order by part";
        let read = self.connections.run_for(READ_PATIENCE, async |client| {
            let parts = client
                .query(parts, &[&self.complaint, &self.number])
                .await?;
            let mut content = Vec::new();
            for part in parts {
                content.extend_from_slice(part.try_get(0)?);
            }
            Ok(content)
        });
        read.map_err(|error| io::Error::other(error.to_string()))
    }
}
