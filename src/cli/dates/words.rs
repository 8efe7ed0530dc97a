//! Dates and counts in words.

use chrono::{Datelike, NaiveDate};

pub(super) fn in_words(date: NaiveDate) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let (weekday, day, year) = (date.weekday(), date.day(), date.year());
    let month = MONTHS[date.month0() as usize];
    format!("{weekday:?} {day} {month} {year}")
}

pub(super) fn days(number: u32) -> String {
    plural(number, "day", "days")
}

pub(super) fn plural(number: u32, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
