//! The words that dates, times, counts and sizes are made of.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use crate::base::json::Value;
use crate::copy::objects::copy_objects;
use crate::copy::placeholders::{Template, slots};
use crate::copy::plural::Plural;
use crate::copy::reader::{FromCopy, Reader};
use crate::domain::complaint::MonthNames;

slots! {
    DateSlots: "weekday" "day" "month" "year";
    OneDateSlots: "date";
    WorkingSlots: "working_days" "days";
    SkippedSlots: "days";
    LinesSlots: "opens" "closes" "first_day" "last_day";
    SizeSlots: "size";
}

copy_objects! {
    /// Counts of things, in words.
    pub struct CountsCopy {
        /// Days.
        pub days: Plural,
        /// Working days: {response_days_words}.
        pub working_days: Plural,
        /// Weeks: {wait_weeks_words}.
        pub weeks: Plural,
        /// Months: {limit_months_words}.
        pub months: Plural,
        /// Files: {files_words}.
        pub files: Plural,
    }

    /// The words that dates, times and sizes are made of.
    pub struct Words {
        /// The months, from January.
        pub months: MonthNames,
        /// The days of the week, from Monday.
        pub weekdays: [String; 7],
        /// The days of the week in short, from Monday.
        pub weekdays_short: [String; 7],
        /// A date in full.
        pub date: Template<DateSlots>,
        /// A date that bank holidays may still move.
        pub about_date: Template<OneDateSlots>,
        /// Counts of things; one text for any count, or a text for each of the language's forms.
        pub counts: CountsCopy,
        /// How a count of working days went.
        pub working: Template<WorkingSlots>,
        /// Days that were not counted, inside such a count.
        pub skipped: Template<SkippedSlots>,
        /// What bank holidays are called, by their names in the file of bank holidays; what is left out
        /// keeps its name there.
        pub bank_holidays: HolidayNames,
        /// After a time before noon.
        pub am: String,
        /// After a time from noon on.
        pub pm: String,
        /// The opening hours in full: {lines_hours}.
        pub lines_hours: Template<LinesSlots>,
        /// The opening hours in short: {lines_hours_short}.
        pub lines_hours_short: Template<LinesSlots>,
        /// The size of a small file.
        pub kilobytes: Template<SizeSlots>,
        /// The size of a large file.
        pub megabytes: Template<SizeSlots>,
    }
}

impl Words {
    /// The name of a date's weekday.
    pub fn weekday(&self, date: NaiveDate) -> &str {
        &self.weekdays[date.weekday().num_days_from_monday() as usize]
    }

    /// A date in full, like "Tuesday 29 December 2026".
    pub fn date(&self, date: NaiveDate) -> String {
        self.date.fill(&[
            ("weekday", self.weekday(date)),
            ("day", &date.day().to_string()),
            ("month", &self.months[date.month0() as usize]),
            ("year", &date.year().to_string()),
        ])
    }

    /// A weekday and day of the month, like "Tue 29".
    pub fn short_date(&self, date: NaiveDate) -> String {
        let weekday = &self.weekdays_short[date.weekday().num_days_from_monday() as usize];
        [weekday, " ", &date.day().to_string()].concat()
    }

    /// The name of a bank holiday, by its name in the file of bank holidays.
    pub fn bank_holiday<'n>(&'n self, title: &'n str) -> &'n str {
        let HolidayNames(names) = &self.bank_holidays;
        let named = names.iter().find(|(known, _)| known == title);
        named.map_or(title, |(_, name)| name)
    }

    /// A file's size in units people use, rounded up so that it never reads smaller than it is.
    pub fn size(&self, bytes: u64) -> String {
        const KILOBYTE: u64 = 1_024;
        const MEGABYTE: u64 = 1_024 * KILOBYTE;
        if bytes < MEGABYTE {
            return self
                .kilobytes
                .fill(&[("size", &bytes.div_ceil(KILOBYTE).to_string())]);
        }
        let tenths = bytes.saturating_mul(10).div_ceil(MEGABYTE);
        let size = match tenths % 10 {
            0 => (tenths / 10).to_string(),
            tenth => [(tenths / 10).to_string(), tenth.to_string()].join("."),
        };
        self.megabytes.fill(&[("size", &size)])
    }

    /// A time on the twelve-hour clock, like "9:00am".
    pub fn time(&self, time: NaiveTime) -> String {
        let (afternoon, hour) = time.hour12();
        [
            &hour.to_string(),
            ":",
            &two_digits(time.minute()),
            if afternoon { &self.pm } else { &self.am },
        ]
        .concat()
    }
}

pub(super) fn two_digits(number: u32) -> String {
    [(number / 10).to_string(), (number % 10).to_string()].concat()
}

/// Other names of bank holidays; there need not be any.
#[derive(Clone, Debug, Default)]
pub struct HolidayNames(Vec<(String, String)>);

impl FromCopy for HolidayNames {
    fn absent() -> Option<Self> {
        Some(Self::default())
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        Self(reader.named(value, |name, reader| reader.text(&name.value).to_owned()))
    }
}
