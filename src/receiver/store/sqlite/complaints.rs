//! Complaints as rows.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::outbox;
use crate::domain::complaint::Suspicion;
use crate::receiver::reference;
use crate::receiver::store::arrival::{Arrival, Proof, Receipt, Stored};
use crate::receiver::store::error::StoreError;
use crate::receiver::store::{rows, sql};

/// The answer given before under a submission id.
pub fn earlier(
    connection: &Connection,
    submission_id: &str,
    content_hash: &[u8; 32],
) -> rusqlite::Result<Option<Stored>> {
    let mut statement = connection.prepare_cached(sql::EARLIER)?;
    let read = |row: &Row| rows::earlier(row, content_hash);
    statement.query_row([submission_id], read).optional()
}

/// The receipt under a token, and what it says.
pub fn find_receipt(
    connection: &Connection,
    token: &str,
) -> rusqlite::Result<Option<(Receipt, Option<String>)>> {
    let mut statement = connection.prepare_cached(sql::RECEIPT)?;
    statement
        .query_row([token], |row| rows::worded_receipt(row))
        .optional()
}

/// Adds a complaint, inside the transaction that has begun.
pub fn insert(connection: &Connection, arrival: &Arrival) -> Result<Proof, StoreError> {
    let shown = &arrival.shown;
    let token = reference::random_name()?;
    let mut statement = connection.prepare_cached(sql::ADD_COMPLAINT)?;
    let (id, receipt) = loop {
        let receipt = arrival.receipt(reference::random()?);
        let parameters = params![
            receipt.reference,
            arrival.submission_id,
            arrival.content_hash,
            receipt.received_at,
            receipt.response_due,
            receipt.cisas_opens,
            receipt.cisas_closes,
            token,
            arrival.wording,
            shown.response_due,
            shown.cisas_opens,
            shown.cisas_closes,
            shown.copy_version,
            arrival.suspicion.map(Suspicion::name),
            receipt.cisas_opens_regulator,
            shown.cisas_opens_regulator,
            receipt.acknowledge_by,
            shown.acknowledge_by,
        ];
        let added = statement
            .query_row(parameters, |row| row.get(0))
            .optional()?;
        if let Some(id) = added {
            break (id, receipt);
        }
    };
    let mut statement = connection.prepare_cached(sql::ADD_ANSWER)?;
    for (field, value) in &arrival.answers {
        statement.execute(params![id, field, value])?;
    }
    let mut statement = connection.prepare_cached(
        "insert into attachment (complaint, number, name, bytes, sha256, stored)
         values (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (number, file) in (1_i64..).zip(&arrival.files) {
        let bytes = i64::try_from(file.size()).unwrap_or(i64::MAX);
        statement.execute(params![
            id,
            number,
            file.name(),
            bytes,
            file.sha256(),
            file.stored_name()
        ])?;
    }
    outbox::queue(connection, id, &arrival.targets, arrival.received_at)?;
    Ok(Proof { receipt, token })
}

/// Counts what is being kept, and gives the number that it has then.
pub fn count(connection: &Connection, kept: usize) -> rusqlite::Result<i64> {
    let kept = i64::try_from(kept).unwrap_or_default();
    connection
        .prepare_cached("update history set kept = kept + ?1 returning kept")?
        .query_row([kept], |row| row.get(0))
}
