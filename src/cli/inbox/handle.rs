//! What was done about one complaint.

use std::path::Path;

use chrono::NaiveDate;

use super::{editor, unknown};
use crate::base::text::clean_text;
use crate::cli::{CliError, print, read_input};
use crate::domain::calendar::iso;
use crate::domain::complaint::{MAX_NOTE_CHARACTERS, Step};
use crate::receiver::{self, Location, Reopened, StoreError, Taken, reference};

/// Notes that a step was taken on a day.
pub fn take(
    location: &Location,
    typed: &str,
    step: Step,
    on: NaiveDate,
    today: NaiveDate,
) -> Result<(), CliError> {
    let reference = reference::read(typed).ok_or_else(|| unknown(typed))?;
    let day = iso::format_date(on);
    if on > today {
        let today = iso::format_date(today);
        return Err(CliError::unreadable(format!(
            "--on {day}: expected a day up to today, {today}"
        )));
    }
    let said = match step {
        Step::Answered => "answered",
        Step::DeadlockLetterSent => "deadlock letter sent",
    };
    let taken = editor(location)?.take(&reference, step, on, receiver::now());
    match taken.map_err(not_changed)? {
        Taken::Noted => print(format!("{reference}: {said} on {day}\n").as_bytes()),
        Taken::Already => print(format!("{reference}: {said} on {day} already\n").as_bytes()),
        Taken::OnAnotherDay(other) => Err(CliError::no_answer(format!(
            "{reference} has \"{said}\" on {} already, not on {day}: to change that, \
             `complaints inbox reopen {reference}` first",
            iso::format_date(other)
        ))),
        Taken::BeforeReceipt(received) => Err(CliError::unreadable(format!(
            "--on {day}: {reference} was received on {}, expected that day or a later one",
            iso::format_date(received)
        ))),
        Taken::Unknown => Err(unknown(typed)),
    }
}

/// Takes back what was done.
pub fn reopen(location: &Location, typed: &str) -> Result<(), CliError> {
    let reference = reference::read(typed).ok_or_else(|| unknown(typed))?;
    let reopened = editor(location)?.reopen(&reference, receiver::now());
    match reopened.map_err(not_changed)? {
        Reopened::Open => print(format!("{reference}: open again\n").as_bytes()),
        Reopened::Already => print(format!("{reference}: open already\n").as_bytes()),
        Reopened::Unknown => Err(unknown(typed)),
    }
}

/// Tells of a complaint again who has not taken it.
pub fn resend(location: &Location, typed: &str) -> Result<(), CliError> {
    let reference = reference::read(typed).ok_or_else(|| unknown(typed))?;
    let count = editor(location)?.resend(&reference, receiver::now());
    match count.map_err(not_changed)? {
        Some(0) => Err(CliError::no_answer(format!(
            "{reference}: nobody is still to be told of it"
        ))),
        Some(count) => print(format!("{reference}: to be told again: {count}\n").as_bytes()),
        None => Err(unknown(typed)),
    }
}

/// Adds a note: the text given, else what stands on standard input.
pub fn note(location: &Location, typed: &str, text: Option<String>) -> Result<(), CliError> {
    let reference = reference::read(typed).ok_or_else(|| unknown(typed))?;
    let text = match text {
        Some(text) if text != "-" => text,
        _ => read_input(Path::new("-"))?,
    };
    let text = clean_text(&text);
    let characters = text.chars().count();
    if !(1..=MAX_NOTE_CHARACTERS).contains(&characters) {
        return Err(CliError::unreadable(format!(
            "the note has {characters} characters: expected 1 to {MAX_NOTE_CHARACTERS}"
        )));
    }
    let number = editor(location)?.note(&reference, &text, receiver::now());
    match number.map_err(not_changed)? {
        Some(number) => print(format!("{reference}: note {number}\n").as_bytes()),
        None => Err(unknown(typed)),
    }
}

fn not_changed(error: StoreError) -> CliError {
    let said = match error.is_in_doubt() {
        true => "whether that was changed is not known",
        false => "nothing was changed",
    };
    CliError::no_answer(format!("{said}: {error}"))
}
