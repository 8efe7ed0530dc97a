mod calendar;
#[cfg(feature = "cli")]
mod check;
mod cisas;
#[cfg(feature = "cli")]
mod cli_dates;
mod complaint;
mod copy;
#[cfg(feature = "cli")]
mod endpoint;
mod fixture;
mod golden;
#[cfg(feature = "ui")]
mod html;
mod icalendar;
mod json;
mod markers;
#[cfg_attr(
    not(feature = "cli"),
    expect(dead_code, reason = "responses are compared with the command line")
)]
mod oracle;
mod outcome;
#[cfg(feature = "ui")]
mod page;
mod played;
#[cfg(feature = "cli")]
mod prerender;
#[cfg(feature = "cli")]
mod preview;
#[cfg(feature = "cli")]
mod print;
#[cfg(feature = "cli")]
mod receiver;
#[cfg(feature = "cli")]
mod same_dates;
#[cfg(feature = "cli")]
mod schema;
mod shape;
mod text;
#[cfg(feature = "ui")]
mod types;
mod view_model;

use chrono::NaiveDate;
use complaints::domain::calendar::iso;

/// The date written `YYYY-MM-DD`.
fn date(text: &str) -> NaiveDate {
    iso::parse_date(text).unwrap_or_else(|| panic!("{text} is not a date"))
}
