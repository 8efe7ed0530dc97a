//! What is to be told, as rows.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::domain::calendar::iso;
use crate::receiver::outbox::{
    Acknowledgements, Backlog, NotedTry, Target, Tried, Unsent, Waiting, latest_next_try,
};
use crate::receiver::reference;
use crate::receiver::store::error::StoreError;
use crate::receiver::store::{rows, sql};

/// Notes who is to be told of a complaint, inside the transaction that keeps it, after its answers.
pub fn queue(
    connection: &Connection,
    complaint: i64,
    targets: &[Target],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let queued_at = iso::format_instant(now);
    let mut statement = connection.prepare_cached(sql::QUEUE)?;
    for target in targets {
        let is_acknowledgement = *target == Target::Acknowledgement;
        if is_acknowledgement && has_many(connection, complaint, now)? {
            continue;
        }
        let message_id = reference::random_uuid()?;
        statement.execute(params![complaint, target.name(), message_id, queued_at])?;
    }
    Ok(())
}

/// Whether the e-mail address of a complaint has as many acknowledgements of late as it gets.
fn has_many(connection: &Connection, complaint: i64, now: DateTime<Utc>) -> rusqlite::Result<bool> {
    let limit = Acknowledgements::before(complaint, now);
    let mut statement = connection.prepare_cached(sql::HAS_MANY)?;
    let parameters = params![limit.most, complaint, limit.from_complaint, limit.since];
    statement.query_row(parameters, |row| row.get(0))
}

/// The next that is to be told to a target by now.
pub fn waiting(
    connection: &Connection,
    target: Target,
    now: DateTime<Utc>,
) -> rusqlite::Result<Option<Waiting>> {
    let mut statement = connection.prepare_cached(sql::WAITING)?;
    let [by, latest] = [now, latest_next_try(now)].map(iso::format_instant);
    let parameters = params![target.name(), by, latest];
    let read = |row: &Row| rows::waiting(row, now);
    statement.query_row(parameters, read).optional()
}

/// Notes what became of a try.
pub fn note(
    connection: &Connection,
    target: Target,
    waiting: &Waiting,
    tried: &Tried,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let noted = NotedTry::of(tried, now);
    connection.execute(
        sql::NOTE_TRY,
        params![
            noted.sent_at,
            noted.given_up_at,
            noted.next_try_at,
            noted.fault,
            noted.tries,
            waiting.complaint,
            target.name(),
            waiting.message_id,
        ],
    )?;
    Ok(())
}

/// What was not taken yet, or given up; the oldest first.
pub fn unsent(connection: &Connection) -> rusqlite::Result<Vec<Unsent>> {
    let mut statement = connection.prepare(sql::UNSENT)?;
    statement.query_map([], |row| rows::unsent(row))?.collect()
}

/// How many are waiting or given up, of each target that has some.
pub fn backlogs(connection: &Connection) -> rusqlite::Result<Vec<Backlog>> {
    let mut statement = connection.prepare_cached(sql::BACKLOGS)?;
    statement.query_map([], |row| rows::backlog(row))?.collect()
}
