mod calendar;
mod cisas;
#[cfg(feature = "cli")]
mod cli_dates;
mod copy;
mod golden;
mod icalendar;
mod json;
#[cfg(feature = "cli")]
mod receiver;
mod text;

use chrono::NaiveDate;
use complaints::domain::calendar::iso;

/// The date written `YYYY-MM-DD`.
fn date(text: &str) -> NaiveDate {
    iso::parse_date(text).unwrap_or_else(|| panic!("{text} is not a date"))
}
