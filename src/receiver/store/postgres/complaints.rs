//! Complaints as rows, with their files.

use std::io::Read as _;
use std::time::Instant;

use tokio::time::timeout_at;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, GenericClient, Transaction};

use super::connections::{begin, commit};
use super::outbox;
use crate::domain::complaint::Suspicion;
use crate::receiver::reference;
use crate::receiver::store::arrival::{Arrival, Proof, Receipt, Stored};
use crate::receiver::store::error::StoreError;
use crate::receiver::store::{rows, sql};
use crate::receiver::upload::ReceivedFile;

/// How much of a file is sent at once.
const PART_BYTES: u64 = 1 << 20;

/// The answer given before under a submission id.
pub async fn earlier(
    client: &impl GenericClient,
    submission_id: &str,
    content_hash: &[u8; 32],
) -> Result<Option<Stored>, StoreError> {
    let found = client.query_opt(sql::EARLIER, &[&submission_id]).await?;
    found
        .map(|row| rows::earlier(&row, content_hash))
        .transpose()
}

/// The receipt under a token, and what it says.
pub async fn find_receipt(
    client: &Client,
    token: &str,
) -> Result<Option<(Receipt, Option<String>)>, StoreError> {
    let found = client.query_opt(sql::RECEIPT, &[&token]).await?;
    found.map(|row| rows::worded_receipt(&row)).transpose()
}

/// Keeps a complaint with its files, unless it is there already.
///
/// # Errors
///
/// Nothing of it is kept; but where the error is in doubt, it may be.
pub async fn keep(
    client: &mut Client,
    arrival: &Arrival,
    deadline: Instant,
) -> Result<Stored, StoreError> {
    let transaction = begin(client).await?;
    let added = timeout_at(deadline.into(), add(&transaction, arrival)).await;
    let stored = added.map_err(|_| StoreError::Late)??;
    // What another instance has kept is there without this.
    if matches!(stored, Stored::New(_)) {
        commit(transaction).await?;
    }
    Ok(stored)
}

async fn add(transaction: &Transaction<'_>, arrival: &Arrival) -> Result<Stored, StoreError> {
    let token = reference::random_name()?;
    let (id, receipt) = loop {
        let receipt = arrival.receipt(reference::random()?);
        // Waits for another instance that is keeping the same complaint.
        if let Some(id) = add_complaint(transaction, arrival, &receipt, &token).await? {
            break (id, receipt);
        }
        let earlier = earlier(transaction, &arrival.submission_id, &arrival.content_hash);
        if let Some(earlier) = earlier.await? {
            return Ok(earlier);
        }
        // Another complaint has this reference.
    };
    let answer = transaction.prepare(sql::ADD_ANSWER).await?;
    for (field, value) in &arrival.answers {
        transaction.execute(&answer, &[&id, field, value]).await?;
    }
    for (number, file) in (1_i64..).zip(&arrival.files) {
        add_file(transaction, id, number, file).await?;
    }
    outbox::queue(transaction, id, &arrival.targets, arrival.received_at).await?;
    Ok(Stored::New(Proof { receipt, token }))
}

/// Adds a complaint's own row, and gives its number; `None` where one of its names is taken.
async fn add_complaint(
    transaction: &Transaction<'_>,
    arrival: &Arrival,
    receipt: &Receipt,
    token: &str,
) -> Result<Option<i64>, StoreError> {
    let shown = &arrival.shown;
    let content_hash = arrival.content_hash.as_slice();
    let held = arrival.suspicion.map(Suspicion::name);
    let parameters: [&(dyn ToSql + Sync); 18] = [
        &receipt.reference,
        &arrival.submission_id,
        &content_hash,
        &receipt.received_at,
        &receipt.response_due,
        &receipt.cisas_opens,
        &receipt.cisas_closes,
        &token,
        &arrival.wording,
        &shown.response_due,
        &shown.cisas_opens,
        &shown.cisas_closes,
        &shown.copy_version,
        &held,
        &receipt.cisas_opens_regulator,
        &shown.cisas_opens_regulator,
        &receipt.acknowledge_by,
        &shown.acknowledge_by,
    ];
    let added = transaction
        .query_opt(sql::ADD_COMPLAINT, &parameters)
        .await?;
    Ok(added.map(|row| row.try_get(0)).transpose()?)
}

async fn add_file(
    transaction: &Transaction<'_>,
    complaint: i64,
    number: i64,
    file: &ReceivedFile,
) -> Result<(), StoreError> {
    let bytes = i64::try_from(file.size()).unwrap_or(i64::MAX);
    let add = "insert into attachment (complaint, number, name, bytes, sha256) values ($1, $2, $3, $4, $5)";
    let sha256 = file.sha256().as_slice();
    transaction
        .execute(add, &[&complaint, &number, &file.name(), &bytes, &sha256])
        .await?;
    if bytes == 0 {
        return Ok(());
    }
    let mut content = file.open()?;
    let add =
        "insert into attachment_part (complaint, number, part, content) values ($1, $2, $3, $4)";
    let add = transaction.prepare(add).await?;
    for part in 1_i64.. {
        let mut bytes = Vec::new();
        (&mut content).take(PART_BYTES).read_to_end(&mut bytes)?;
        if bytes.is_empty() {
            break;
        }
        transaction
            .execute(&add, &[&complaint, &number, &part, &bytes])
            .await?;
    }
    Ok(())
}
