//! Complaints as rows.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::error::StoreError;
use super::{Arrival, Proof, Receipt, Stored};
use crate::domain::calendar::iso;
use crate::domain::complaint::Suspicion;
use crate::receiver::{outbox, reference};

/// The answer given before under a submission id.
pub fn earlier(
    connection: &Connection,
    submission_id: &str,
    content_hash: &[u8; 32],
) -> rusqlite::Result<Option<Stored>> {
    let mut statement = connection.prepare_cached(
        "select reference, received_at, response_due, cisas_opens, cisas_opens_regulator, cisas_closes,
            acknowledge_by, receipt_token, content_hash
         from complaint where submission_id = ?1",
    )?;
    let read = |row: &Row| {
        let proof = Proof {
            receipt: receipt(row)?,
            token: row.get(7)?,
        };
        let same = row.get::<_, Vec<u8>>(8)? == content_hash;
        Ok(if same {
            Stored::Repeat(proof)
        } else {
            Stored::Conflict
        })
    };
    statement.query_row([submission_id], read).optional()
}

/// The receipt under a token, and what it says.
pub fn find_receipt(
    connection: &Connection,
    token: &str,
) -> rusqlite::Result<Option<(Receipt, Option<String>)>> {
    let mut statement = connection.prepare_cached(
        "select reference, received_at, response_due, cisas_opens, cisas_opens_regulator, cisas_closes,
            acknowledge_by, receipt_wording
         from complaint where receipt_token = ?1",
    )?;
    let read = |row: &Row| Ok((receipt(row)?, row.get(7)?));
    statement.query_row([token], read).optional()
}

/// The receipt in the first columns of a row.
fn receipt(row: &Row) -> rusqlite::Result<Receipt> {
    Ok(Receipt {
        reference: row.get(0)?,
        received_at: row.get(1)?,
        response_due: row.get(2)?,
        cisas_opens: row.get(3)?,
        cisas_opens_regulator: row.get(4)?,
        cisas_closes: row.get(5)?,
        acknowledge_by: row.get(6)?,
    })
}

/// Adds a complaint, inside the transaction that has begun.
pub fn insert(connection: &Connection, arrival: &Arrival) -> Result<Proof, StoreError> {
    let Arrival {
        submission_id,
        content_hash,
        computed,
        shown,
        answers,
        ..
    } = arrival;
    let mut receipt = Receipt {
        reference: String::new(),
        received_at: iso::format_instant(arrival.received_at),
        response_due: iso::format_date(computed.response_due),
        cisas_opens: iso::format_date(computed.cisas_opens),
        cisas_opens_regulator: computed.cisas_opens_regulator.map(iso::format_date),
        cisas_closes: iso::format_date(computed.cisas_closes),
        acknowledge_by: computed.acknowledge_by.map(iso::format_date),
    };
    let token = reference::random_name()?;
    let mut statement = connection.prepare_cached(
        "insert into complaint (reference, submission_id, content_hash, received_at,
            response_due, cisas_opens, cisas_closes, receipt_token, receipt_wording,
            shown_response_due, shown_cisas_opens, shown_cisas_closes, copy_version, held,
            cisas_opens_regulator, shown_cisas_opens_regulator, acknowledge_by, shown_acknowledge_by)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
         on conflict (reference) do nothing",
    )?;
    loop {
        receipt.reference = reference::random()?;
        let inserted = statement.execute(params![
            receipt.reference,
            submission_id,
            content_hash,
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
        ])?;
        if inserted == 1 {
            break;
        }
    }
    let id = connection.last_insert_rowid();
    let mut statement = connection
        .prepare_cached("insert into answer (complaint, field, value) values (?1, ?2, ?3)")?;
    for (field, value) in answers {
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
