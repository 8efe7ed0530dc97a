//! What is to be told.

use chrono::{DateTime, TimeDelta, Utc};

use super::fault::Fault;
use crate::domain::calendar::iso;

/// A complaint that somebody is to be told of now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its number in the database.
    pub(in crate::receiver) complaint: i64,
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

/// How many complaints a target was not told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backlog {
    pub target: String,
    pub waiting: i64,
    pub given_up: i64,
}

/// What became of a try, as columns of its row.
pub struct NotedTry {
    pub sent_at: Option<String>,
    pub given_up_at: Option<String>,
    /// `None` leaves it as it was.
    pub next_try_at: Option<String>,
    pub fault: Option<String>,
    /// How many more were in vain.
    pub tries: i64,
}

impl NotedTry {
    pub fn of(tried: &Tried, now: DateTime<Utc>) -> Self {
        let noted = Self {
            sent_at: None,
            given_up_at: None,
            next_try_at: None,
            fault: None,
            tries: 0,
        };
        let now = Some(iso::format_instant(now));
        match tried {
            Tried::Taken => Self {
                sent_at: now,
                ..noted
            },
            Tried::Later(fault, at) => Self {
                next_try_at: Some(iso::format_instant(*at)),
                fault: Some(fault.to_string()),
                tries: 1,
                ..noted
            },
            Tried::GivenUp(fault) => Self {
                given_up_at: now,
                fault: Some(fault.to_string()),
                tries: 1,
                ..noted
            },
        }
    }
}

/// How many acknowledgements one e-mail address gets: who sends many complaints under somebody else's
/// address does not fill that mailbox.
pub struct Acknowledgements {
    /// In one day.
    pub most: i64,
    /// RFC 3339, UTC.
    pub since: String,
    /// The number of the first complaint among which they are looked for, so that it takes no longer as
    /// the database grows.
    pub from_complaint: i64,
}

impl Acknowledgements {
    /// The limit for the complaint of a number.
    pub fn before(complaint: i64, now: DateTime<Utc>) -> Self {
        Self {
            most: 3,
            since: iso::format_instant(now - TimeDelta::days(1)),
            from_complaint: complaint - 10_000,
        }
    }
}
