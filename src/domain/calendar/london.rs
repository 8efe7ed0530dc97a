//! From an instant to the date and time on a London wall.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Utc};

/// The date and time in London at an instant.
///
/// Right for every instant from 1995 on.
///
/// # Source
///
/// Summer Time Order 2002 (SI 2002/262) and, for 1995 to 2001, the orders of 1994 and 1997.
///
/// # Example
///
/// ```
/// use complaints::domain::calendar::{iso, london};
///
/// let evening = iso::parse_instant("2026-07-13T23:45:00Z").unwrap();
/// assert_eq!(iso::format_date(london::london_date(evening)), "2026-07-14");
/// ```
pub fn to_london(instant: DateTime<Utc>) -> NaiveDateTime {
    let utc = instant.naive_utc();
    utc.checked_add_signed(offset(instant)).unwrap_or(utc)
}

/// The date in London at an instant.
pub fn london_date(instant: DateTime<Utc>) -> NaiveDate {
    to_london(instant).date()
}

/// How far London is ahead of UTC at an instant: an hour in summer, otherwise nothing.
///
/// Summer time runs from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of
/// October.
pub fn offset(instant: DateTime<Utc>) -> TimeDelta {
    // The clocks change at 01:00 UTC, so an hour earlier the date alone decides.
    let utc = instant.naive_utc();
    let date = utc
        .checked_sub_signed(TimeDelta::hours(1))
        .unwrap_or(utc)
        .date();
    let summer = match date.month() {
        3 => date.day() >= last_sunday(date),
        4..=9 => true,
        10 => date.day() < last_sunday(date),
        _ => false,
    };
    TimeDelta::hours(i64::from(summer))
}

/// The day of the last Sunday of the month, for the months of 31 days that clocks change in.
fn last_sunday(date: NaiveDate) -> u32 {
    if (date.year(), date.month()) == (1995, 10) {
        return 22; // the last year that ended on a fourth Sunday
    }
    let weekday_of_31st = (date.weekday().num_days_from_sunday() + 31 - date.day()) % 7;
    31 - weekday_of_31st
}
