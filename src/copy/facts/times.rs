//! Days, times and weekdays, as a copy file writes them.

use chrono::{NaiveDate, NaiveTime, Weekday};

use crate::base::json::{self, Value};
use crate::copy::reader::{FromCopy, Reader};
use crate::domain::calendar::iso;

impl FromCopy for NaiveDate {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        let text = json::scalar(value).unwrap_or_default();
        iso::parse_date(text).unwrap_or_else(|| {
            reader.report_type(value, "a date like 2026-04-08");
            Self::default()
        })
    }
}

impl FromCopy for NaiveTime {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        let text = json::scalar(value).unwrap_or_default();
        let time = text
            .split_once(':')
            .filter(|(hour, minute)| hour.len() == 2 && minute.len() == 2 && !text.contains('+'));
        let time = time.and_then(|(hour, minute)| {
            NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
        });
        time.unwrap_or_else(|| {
            reader.report_type(value, "a time like 09:00");
            Self::MIN
        })
    }
}

/// The days of the week, by their words.
pub const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

impl FromCopy for Weekday {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        reader.choice(value, &WEEKDAYS).unwrap_or(Self::Mon)
    }
}
