//! What is to be told, as rows.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Target;
use super::fault::Fault;
use crate::domain::calendar::iso;
use crate::receiver::reference;
use crate::receiver::store::StoreError;

/// A complaint that somebody is to be told of now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    complaint: i64,
    pub reference: String,
    pub message_id: String,
    pub queued_at: DateTime<Utc>,
    pub tries: u32,
    /// What its receipt says, where that was kept.
    pub wording: Option<String>,
}

/// What became of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tried {
    Taken,
    /// To be tried again at this instant.
    Later(Fault, DateTime<Utc>),
    GivenUp(Fault),
}

/// A complaint that somebody was not told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsent {
    pub reference: String,
    pub target: String,
    /// RFC 3339, UTC, as of the instants below.
    pub queued_at: String,
    pub tries: i64,
    pub next_try_at: String,
    pub given_up_at: Option<String>,
    /// Why the last try failed.
    pub fault: Option<String>,
}

/// What is waiting, but not for now: a complaint that is held is acknowledged once it is released.
const IS_HELD_BACK: &str = "target = 'acknowledgement'
    and exists (select 1 from complaint where id = outbox.complaint and held is not null)";

/// How many complaints with one e-mail address are acknowledged within a day: who sends many under somebody
/// else's address does not fill that mailbox.
const MOST_ACKNOWLEDGED: i64 = 3;

/// Among how many complaints these are looked for, so that it takes no longer as the database grows.
const LOOKED_THROUGH: i64 = 10_000;

/// Notes who is to be told of a complaint, inside the transaction that keeps it, after its answers.
pub fn queue(
    connection: &Connection,
    complaint: i64,
    targets: &[Target],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let queued_at = iso::format_instant(now);
    let mut statement = connection.prepare_cached(
        "insert into outbox (complaint, target, message_id, queued_at, next_try_at)
         values (?1, ?2, ?3, ?4, ?4)",
    )?;
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
    let mut statement = connection.prepare_cached(
        "select count(*) >= ?4 from outbox
         join answer as its on its.complaint = outbox.complaint and its.field = 'email'
         join answer as this on this.complaint = ?1 and this.field = 'email'
         where outbox.complaint between ?1 - ?3 and ?1 - 1 and target = 'acknowledgement'
            and queued_at > ?2 and its.value = this.value collate nocase",
    )?;
    let since = iso::format_instant(now - TimeDelta::days(1));
    let parameters = params![complaint, since, LOOKED_THROUGH, MOST_ACKNOWLEDGED];
    statement.query_row(parameters, |row| row.get(0))
}

/// The next that is to be told to a target by now; the one that has waited the longest.
pub fn waiting(
    connection: &Connection,
    target: Target,
    now: DateTime<Utc>,
) -> rusqlite::Result<Option<Waiting>> {
    let mut statement = connection.prepare_cached(&format!(
        "select complaint, reference, message_id, queued_at, tries, receipt_wording
         from outbox join complaint on complaint.id = outbox.complaint
         where target = ?1 and next_try_at <= ?2 and sent_at is null and given_up_at is null
            and not ({IS_HELD_BACK})
         order by next_try_at, complaint limit 1",
    ))?;
    let read = |row: &Row| {
        let queued_at: String = row.get(3)?;
        Ok(Waiting {
            complaint: row.get(0)?,
            reference: row.get(1)?,
            message_id: row.get(2)?,
            queued_at: iso::parse_instant(&queued_at).unwrap_or(now),
            tries: row.get(4)?,
            wording: row.get(5)?,
        })
    };
    let parameters = params![target.name(), iso::format_instant(now)];
    statement.query_row(parameters, read).optional()
}

/// Notes what became of a try. A complaint that was deleted meanwhile has nothing to be noted.
pub fn note(
    connection: &Connection,
    target: Target,
    waiting: &Waiting,
    tried: &Tried,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let now = iso::format_instant(now);
    let (sent_at, given_up_at, next_try_at, fault) = match tried {
        Tried::Taken => (Some(&now), None, None, None),
        Tried::Later(fault, at) => (None, None, Some(iso::format_instant(*at)), Some(fault)),
        Tried::GivenUp(fault) => (None, Some(&now), None, Some(fault)),
    };
    connection.execute(
        "update outbox set sent_at = ?4, given_up_at = ?5, next_try_at = coalesce(?6, next_try_at),
            fault = ?7, tries = tries + (?7 is not null)
         where complaint = ?1 and target = ?2 and message_id = ?3",
        params![
            waiting.complaint,
            target.name(),
            waiting.message_id,
            sent_at,
            given_up_at,
            next_try_at,
            fault.map(Fault::to_string),
        ],
    )?;
    Ok(())
}

/// What was not taken yet, or given up; the oldest first.
pub fn unsent(connection: &Connection) -> rusqlite::Result<Vec<Unsent>> {
    let mut statement = connection.prepare(&format!(
        "select reference, target, queued_at, tries, next_try_at, given_up_at, fault
         from outbox join complaint on complaint.id = outbox.complaint
         where sent_at is null and not ({IS_HELD_BACK})
         order by received_at, complaint.id, target",
    ))?;
    let read = |row: &Row| {
        Ok(Unsent {
            reference: row.get(0)?,
            target: row.get(1)?,
            queued_at: row.get(2)?,
            tries: row.get(3)?,
            next_try_at: row.get(4)?,
            given_up_at: row.get(5)?,
            fault: row.get(6)?,
        })
    };
    statement.query_map([], read)?.collect()
}

/// How many complaints a target was not told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backlog {
    pub target: String,
    pub waiting: i64,
    pub given_up: i64,
}

/// How many are waiting or given up, of each target that has some.
pub fn backlogs(connection: &Connection) -> rusqlite::Result<Vec<Backlog>> {
    let mut statement = connection.prepare_cached(&format!(
        "select target, sum(given_up_at is null), sum(given_up_at is not null)
         from outbox where sent_at is null and not ({IS_HELD_BACK})
         group by target order by target",
    ))?;
    let read = |row: &Row| {
        Ok(Backlog {
            target: row.get(0)?,
            waiting: row.get(1)?,
            given_up: row.get(2)?,
        })
    };
    statement.query_map([], read)?.collect()
}

/// Tries what was not taken of a complaint from now on as if it had just come; says of how many.
pub fn resend(
    connection: &Connection,
    reference: &str,
    now: DateTime<Utc>,
) -> rusqlite::Result<usize> {
    connection.execute(
        &format!(
            "update outbox set queued_at = ?2, next_try_at = ?2, tries = 0, given_up_at = null
             where sent_at is null and complaint = (select id from complaint where reference = ?1)
                and not ({IS_HELD_BACK})"
        ),
        [reference, &iso::format_instant(now)],
    )
}

/// Acknowledges a complaint from now on that was held until now.
pub fn release(
    connection: &Connection,
    reference: &str,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    connection.execute(
        "update outbox set queued_at = ?2, next_try_at = ?2
         where sent_at is null and target = 'acknowledgement'
            and complaint = (select id from complaint where reference = ?1)",
        [reference, &iso::format_instant(now)],
    )?;
    Ok(())
}
