//! The fixed facts of a company: figures, phone lines, links, and the words for dates and sizes.

use chrono::{NaiveDate, NaiveTime, Weekday};
use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged;

use super::markup::is_allowed;
use super::placeholders::{Slots, Template};
use super::reader::{FromCopy, Reader, copy_objects};
use crate::domain::calendar::{Division, OpeningHours, iso};
use crate::domain::cisas::{DatedFigures, DatedRegulatorFigures, Figures, RegulatorFigures};
use crate::domain::complaint::{AttachmentLimits, FileType, MonthNames};
use crate::domain::json;

macro_rules! slots {
    ($($(#[$meta:meta])* $name:ident: $($slot:literal)*;)*) => { $(
        $(#[$meta])*
        #[derive(Clone, Debug)]
        pub struct $name;
        impl Slots for $name { const NAMES: &'static [&'static str] = &[$($slot),*]; }
    )* };
}
pub(super) use slots;

slots! {
    DateSlots: "weekday" "day" "month" "year";
    OneDateSlots: "date";
    DaysSlots: "count";
    WorkingSlots: "count" "days";
    LinesSlots: "opens" "closes" "first_day" "last_day";
    SizeSlots: "size";
}

copy_objects! {
    /// What stands in the file once and is used through placeholders.
    pub struct Facts {
        pub company: String,
        pub phone: String,
        pub lines: OpeningHours,
        pub division: Division,
        /// The response target, in working days.
        pub response_days: u32,
        pub cisas: DatedFigures,
        /// What the regulator asks; the figures known here when it is not written.
        pub regulator: DatedRegulatorFigures,
        pub attachments: AttachmentLimits,
    }

    /// Where the form goes, and where the bank holidays are.
    pub struct Submit {
        pub endpoint: String,
        pub format: SubmitFormat,
        /// A JSON Pointer to the reference in the endpoint's answer.
        pub reference_pointer: String,
        /// The address of a file in GOV.UK's format, relative to the copy file.
        pub bank_holidays: String,
    }

    /// The words that dates, times and sizes are made of.
    pub struct Words {
        pub months: MonthNames,
        pub weekdays: [String; 7],
        pub weekdays_short: [String; 7],
        pub date: Template<DateSlots>,
        pub about_date: Template<OneDateSlots>,
        pub days_one: Template<DaysSlots>,
        pub days: Template<DaysSlots>,
        /// How a count of working days went.
        pub working: Template<WorkingSlots>,
        pub skipped: Template<WorkingSlots>,
        pub am: String,
        pub pm: String,
        pub lines_hours: Template<LinesSlots>,
        pub lines_hours_short: Template<LinesSlots>,
        pub kilobytes: Template<SizeSlots>,
        pub megabytes: Template<SizeSlots>,
    }
}

/// How the form travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubmitFormat {
    Multipart,
    Json,
}

impl Words {
    /// The name of a date's weekday.
    pub fn weekday(&self, date: NaiveDate) -> &str {
        use chrono::Datelike;
        &self.weekdays[date.weekday().num_days_from_monday() as usize]
    }

    /// A date in full, like "Tuesday 29 December 2026".
    pub fn date(&self, date: NaiveDate) -> String {
        use chrono::Datelike;
        self.date.fill(&[
            ("weekday", self.weekday(date)),
            ("day", &date.day().to_string()),
            ("month", &self.months[date.month0() as usize]),
            ("year", &date.year().to_string()),
        ])
    }

    /// A weekday and day of the month, like "Tue 29".
    pub fn short_date(&self, date: NaiveDate) -> String {
        use chrono::Datelike;
        let weekday = &self.weekdays_short[date.weekday().num_days_from_monday() as usize];
        [weekday, " ", &date.day().to_string()].concat()
    }

    /// A number of days, in words.
    pub fn days(&self, count: u32) -> String {
        let words = if count == 1 {
            &self.days_one
        } else {
            &self.days
        };
        words.fill(&[("count", &count.to_string())])
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
        use chrono::Timelike;
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

fn two_digits(number: u32) -> String {
    [(number / 10).to_string(), (number % 10).to_string()].concat()
}

/// A time on the twenty-four-hour clock, like "9:00".
fn time_24(time: NaiveTime) -> String {
    use chrono::Timelike;
    [time.hour().to_string(), two_digits(time.minute())].join(":")
}

/// Every fact by the name of its placeholder.
pub fn placeholders(facts: &Facts, words: &Words) -> Vec<(String, String)> {
    let lines = &facts.lines;
    let name =
        |names: &[String; 7], day: Weekday| names[day.num_days_from_monday() as usize].clone();
    let hours = words.lines_hours.fill(&[
        ("opens", &words.time(lines.opens())),
        ("closes", &words.time(lines.closes())),
        ("first_day", &name(&words.weekdays, lines.first_day())),
        ("last_day", &name(&words.weekdays, lines.last_day())),
    ]);
    let hours_short = words.lines_hours_short.fill(&[
        ("opens", &time_24(lines.opens())),
        ("closes", &time_24(lines.closes())),
        ("first_day", &name(&words.weekdays_short, lines.first_day())),
        ("last_day", &name(&words.weekdays_short, lines.last_day())),
    ]);
    // The text states the figures that hold in the long run.
    let figures = facts.cisas.on(NaiveDate::MAX);
    let digits = facts
        .phone
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    let endings: Vec<&str> = FileType::ENDINGS
        .iter()
        .map(|(ending, _)| *ending)
        .collect();
    let megabytes = |bytes: u64| (bytes >> 20).to_string();
    [
        ("company", facts.company.clone()),
        ("phone", facts.phone.clone()),
        ("phone_digits", digits),
        ("lines_hours", hours),
        ("lines_hours_short", hours_short),
        ("lines_close", words.time(lines.closes())),
        ("response_days", facts.response_days.to_string()),
        ("wait_weeks", figures.wait_weeks.to_string()),
        ("limit_months", figures.limit_months.to_string()),
        ("file_mb", megabytes(facts.attachments.file_bytes)),
        ("total_mb", megabytes(facts.attachments.total_bytes)),
        ("files", facts.attachments.files.to_string()),
        ("file_types", endings.join(", ")),
    ]
    .map(|(name, fact)| (name.to_owned(), fact))
    .into()
}

/// Named links, each of which becomes a placeholder; there need not be any.
pub struct Links(pub Vec<(String, String)>);

impl FromCopy for Links {
    fn empty() -> Self {
        Self(Vec::new())
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        let names: Vec<&str> = match value {
            Value::Object(object) => object
                .properties
                .iter()
                .map(|property| property.name.as_str())
                .collect(),
            _ => Vec::new(),
        };
        let Some(object) = reader.object(value, &names) else {
            return Self::empty();
        };
        let mut links = Vec::with_capacity(names.len());
        for property in &object.properties {
            let name = property.name.as_str();
            let length = reader.enter(name);
            if reader.placeholders.iter().any(|(fact, _)| fact == name) {
                let taken = format!("the name of a fact, which {{{name}}} stands for already");
                reader.report(property.range.start, taken);
            }
            links.push((name.to_owned(), address(&property.value, reader)));
            reader.leave(length);
        }
        Self(links)
    }

    fn missing(_: &jsonc_parser::ast::Object, _: &str, _: &mut Reader) -> Self {
        Self::empty()
    }
}

/// Where a named link leads; somewhere harmless where it cannot.
fn address(value: &Value, reader: &mut Reader) -> String {
    let address = reader.text(value);
    if is_allowed(address) {
        return address.to_owned();
    }
    if !address.trim().is_empty() {
        reader.report_address(value.range().start, address);
    }
    "/".to_owned()
}

impl FromCopy for SubmitFormat {
    fn empty() -> Self {
        Self::Multipart
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        reader
            .choice(
                value,
                &[("multipart", Self::Multipart), ("json", Self::Json)],
            )
            .unwrap_or(Self::Multipart)
    }
}

impl FromCopy for Division {
    fn empty() -> Self {
        Self::default()
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        reader
            .choice(
                value,
                &Division::ALL.map(|division| (division.as_str(), division)),
            )
            .unwrap_or_default()
    }
}

impl FromCopy for NaiveDate {
    fn empty() -> Self {
        Self::default()
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        let text = json::scalar(value).unwrap_or_default();
        iso::parse_date(text).unwrap_or_else(|| {
            reader.report_type(value, "a date like 2026-04-08");
            Self::empty()
        })
    }
}

impl FromCopy for NaiveTime {
    fn empty() -> Self {
        Self::MIN
    }

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

impl FromCopy for Weekday {
    fn empty() -> Self {
        Self::Mon
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        let names = [
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ];
        let days = [
            Self::Mon,
            Self::Tue,
            Self::Wed,
            Self::Thu,
            Self::Fri,
            Self::Sat,
            Self::Sun,
        ];
        let choices: [(&str, Self); 7] = std::array::from_fn(|index| (names[index], days[index]));
        reader.choice(value, &choices).unwrap_or(Self::Mon)
    }
}

copy_objects! {
    /// When the phone lines are open, as written.
    pub struct LinesEntry {
        pub first_day: Weekday,
        pub last_day: Weekday,
        pub opens: NaiveTime,
        pub closes: NaiveTime,
    }

    /// Figures with the day from which they hold, as written.
    pub struct FiguresEntry {
        pub from: NaiveDate,
        pub wait_weeks: u32,
        pub limit_months: u32,
    }

    /// The regulator's figures with the day from which they hold, as written.
    pub struct RegulatorEntry {
        pub from: NaiveDate,
        pub wait_weeks: u32,
        pub limit_months_from_letter: u32,
        pub source: WebAddress,
    }

    /// The limits of attachments, as written.
    pub struct LimitsEntry {
        pub file_mb: u32,
        pub total_mb: u32,
        pub files: u32,
    }
}

/// Reads what is written, and makes of it what it stands for; what is wrong with the whole is told
/// only where nothing is wrong with its parts.
fn read_made<Written: FromCopy, Made: Default, Fault: std::error::Error>(
    value: &Value,
    reader: &mut Reader,
    make: impl FnOnce(Written) -> Result<Made, Fault>,
) -> Made {
    let faults = reader.problems.len();
    let written = Written::read(value, reader);
    make(written).unwrap_or_else(|fault| {
        if reader.problems.len() == faults {
            reader.report(value.range().start, fault.to_string());
        }
        Made::default()
    })
}

impl FromCopy for OpeningHours {
    fn empty() -> Self {
        Self::default()
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        read_made(value, reader, |lines: LinesEntry| {
            Self::new(lines.first_day, lines.last_day, lines.opens, lines.closes)
        })
    }
}

impl FromCopy for DatedFigures {
    fn empty() -> Self {
        Self::default()
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        let figures = |entry: FiguresEntry| Figures {
            from: entry.from,
            wait_weeks: entry.wait_weeks,
            limit_months: entry.limit_months,
        };
        read_made(value, reader, |entries: Vec<FiguresEntry>| {
            Self::new(entries.into_iter().map(figures).collect())
        })
    }
}

impl FromCopy for DatedRegulatorFigures {
    fn empty() -> Self {
        Self::default()
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        let figures = |entry: RegulatorEntry| RegulatorFigures {
            from: entry.from,
            wait_weeks: entry.wait_weeks,
            limit_months_from_letter: entry.limit_months_from_letter,
            source: entry.source.0.into(),
        };
        read_made(value, reader, |entries: Vec<RegulatorEntry>| {
            Self::new(entries.into_iter().map(figures).collect())
        })
    }

    fn missing(_: &Object, _: &str, _: &mut Reader) -> Self {
        Self::default()
    }
}

/// The address of a public page.
#[derive(Clone, Debug)]
pub struct WebAddress(pub String);

impl FromCopy for WebAddress {
    fn empty() -> Self {
        Self(String::new())
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        let address = reader.text(value);
        if !(address.starts_with("https://") && is_allowed(address)) {
            reader.report_type(value, "an address like https://…");
        }
        Self(address.to_owned())
    }
}

impl FromCopy for AttachmentLimits {
    fn empty() -> Self {
        Self {
            file_bytes: 0,
            total_bytes: 0,
            files: 0,
        }
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        let faults = reader.problems.len();
        let LimitsEntry {
            file_mb,
            total_mb,
            files,
        } = FromCopy::read(value, reader);
        if file_mb > total_mb && reader.problems.len() == faults {
            reader.report(
                value.range().start,
                format!("one file may have {file_mb} MB but all together only {total_mb} MB"),
            );
        }
        Self {
            file_bytes: u64::from(file_mb) << 20,
            total_bytes: u64::from(total_mb) << 20,
            files: files as usize,
        }
    }
}
