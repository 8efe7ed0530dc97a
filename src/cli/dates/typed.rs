//! Dates, instants and numbers as they are typed, on the command line and in cells.

use std::time::SystemTime;

use chrono::{DateTime, NaiveDate, Utc};

use crate::cli::rows::Row;
use crate::domain::calendar::{iso, london};
use crate::domain::complaint::read_date;

/// A cell that must hold something.
pub(super) fn needed<T>(
    row: &Row,
    name: &str,
    parse: impl Fn(&str) -> Result<T, String>,
) -> Result<T, String> {
    let text = row.cell(name).unwrap_or_default();
    parse(text).map_err(|expected| misread(name, text, &expected))
}

/// A cell that may be empty or absent.
pub(super) fn cell<T>(
    row: &Row,
    name: &str,
    parse: impl Fn(&str) -> Result<T, String>,
) -> Result<Option<T>, String> {
    let parse = |text| parse(text).map_err(|expected| misread(name, text, &expected));
    row.cell(name).map(parse).transpose()
}

fn misread(name: &str, text: &str, expected: &str) -> String {
    let found = if text.is_empty() {
        "nothing".into()
    } else {
        format!("\"{text}\"")
    };
    format!("{name}: found {found}, {expected}")
}

pub(super) fn instant(text: &str) -> Result<DateTime<Utc>, String> {
    iso::parse_instant(text)
        .ok_or_else(|| "expected an instant such as 2026-11-23T10:00:00Z".into())
}

/// A date in any way that people write one, or the word for today or yesterday.
///
/// The words are for whoever types a command: in the form such an answer would be another day's by the
/// time it is read.
pub fn date(text: &str) -> Result<NaiveDate, String> {
    let today = london::london_date(now());
    let read = match text.to_lowercase().as_str() {
        "today" | "heddiw" => Some(today),
        "yesterday" | "ddoe" => today.pred_opt(),
        _ => iso::parse_date(text).or_else(|| read_date(text)),
    };
    read.ok_or_else(|| "expected a date such as 2026-03-02".into())
}

pub(super) fn number(text: &str) -> Result<u32, String> {
    text.parse().map_err(|_| "expected a whole number".into())
}

pub fn now() -> DateTime<Utc> {
    let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    DateTime::UNIX_EPOCH + since_1970.unwrap_or_default()
}
