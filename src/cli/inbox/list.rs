//! The complaints as a table, a line each.

use chrono::NaiveDate;

use super::london_time;
use super::table::table;
use crate::cli::terminal::cell;
use crate::domain::calendar::iso;
use crate::receiver::{Summary, Unsent};

/// The most columns of a terminal that a value in the list takes.
pub const COLUMNS: usize = 40;

/// The table of these complaints, in their order, as they are on a day.
pub fn list(summaries: &[Summary], today: NaiveDate) -> String {
    let header = [
        "reference",
        "received (London)",
        "due",
        "state",
        "name",
        "category",
        "files",
        "help",
        "held",
    ];
    let row = |summary: &Summary| {
        [
            cell(&summary.reference, COLUMNS),
            cell(&london_time(&summary.received_at), COLUMNS),
            cell(&summary.response_due, COLUMNS),
            state(summary, today).to_owned(),
            cell(&summary.name, COLUMNS),
            cell(&summary.category, COLUMNS),
            summary.attachments.to_string(),
            help(summary),
            cell(summary.held.as_deref().unwrap_or_default(), COLUMNS),
        ]
    };
    table(header, summaries.iter().map(row))
}

/// The table of who was not told of which complaint.
pub fn unsent(unsent: &[Unsent]) -> String {
    let header = [
        "reference",
        "target",
        "since (London)",
        "tries",
        "next (London)",
        "why",
    ];
    let row = |one: &Unsent| {
        let next = match one.given_up_at {
            Some(_) => "given up".to_owned(),
            None => london_time(&one.next_try_at),
        };
        [
            cell(&one.reference, COLUMNS),
            cell(&one.target, COLUMNS),
            cell(&london_time(&one.queued_at), COLUMNS),
            one.tries.to_string(),
            cell(&next, COLUMNS),
            cell(one.fault.as_deref().unwrap_or_default(), COLUMNS),
        ]
    };
    table(header, unsent.iter().map(row))
}

/// How far a complaint has come, and that it is late where it is.
fn state(summary: &Summary, today: NaiveDate) -> &'static str {
    let due = iso::parse_date(&summary.response_due);
    if due.is_some_and(|due| summary.handling.is_late(due, today)) {
        "late"
    } else {
        summary.handling.state().name()
    }
}

/// Marks a complaint whose sender asks for help with it.
pub fn help(summary: &Summary) -> String {
    let mark = if summary.asks_for_help { "yes" } else { "" };
    mark.to_owned()
}
