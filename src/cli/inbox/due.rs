//! The complaints that are open, by the day on which a response is due.

use std::process::ExitCode;

use chrono::NaiveDate;

use super::list::{COLUMNS, help};
use super::table::table;
use super::unreadable;
use crate::cli::dates::OwnCalendar;
use crate::cli::terminal::cell;
use crate::cli::{CliError, print_words};
use crate::domain::calendar::{WorkingDays, iso};
use crate::domain::complaint::State;
use crate::receiver::{self, Summary};

/// Prints the open complaints, late ones first; exit status 1 where one is late.
pub fn due(
    inbox: &dyn receiver::Inbox,
    calendar: &OwnCalendar,
    within: Option<u32>,
    today: NaiveDate,
) -> Result<ExitCode, CliError> {
    let mut open: Vec<(NaiveDate, Summary)> = Vec::new();
    for summary in inbox.list().map_err(unreadable)? {
        if summary.handling.state() == State::Open {
            let due = iso::parse_date(&summary.response_due);
            open.push((due.unwrap_or(NaiveDate::MIN), summary));
        }
    }
    // The list has the newest first.
    open.reverse();
    open.sort_by_key(|(due, _)| *due);
    let days = calendar.working_days();
    let is_late = |due: NaiveDate| due < today;
    open.retain(|(due, _)| {
        is_late(*due) || within.is_none_or(|within| days.between(today, *due) <= within)
    });
    let header = [
        "reference",
        "due",
        "working days left",
        "deadlock letter by",
        "name",
        "category",
        "help",
        "held",
    ];
    let row = |(due, summary): &(NaiveDate, Summary)| {
        let letter = summary.deadlock_letter_due.map(iso::format_date);
        [
            cell(&summary.reference, COLUMNS),
            cell(&summary.response_due, COLUMNS),
            left(&days, today, *due),
            letter.unwrap_or_default(),
            cell(&summary.name, COLUMNS),
            cell(&summary.category, COLUMNS),
            help(summary),
            cell(summary.held.as_deref().unwrap_or_default(), COLUMNS),
        ]
    };
    print_words(&table(header, open.iter().map(row)))?;
    let is_any_late = open.iter().any(|(due, _)| is_late(*due));
    Ok(ExitCode::from(u8::from(is_any_late)))
}

/// How many working days are left until the end of the day on which a response is due, or how many have
/// gone by since.
fn left(days: &WorkingDays, today: NaiveDate, due: NaiveDate) -> String {
    if today <= due {
        return days.between(today, due).to_string();
    }
    match days.between(due, today) {
        0 => "late".to_owned(),
        since => format!("late by {since}"),
    }
}
