//! The fixed facts of a company: figures, phone lines, links, and the words for dates and sizes.

use crate::domain::json::Value;
use chrono::{NaiveDate, NaiveTime, Weekday};

use super::markup::is_allowed;
use super::placeholders::{Slots, Template};
use super::plural::Plural;
use super::reader::{FromCopy, Reader, copy_objects};
use crate::domain::calendar::{Division, OpeningHours, iso};
use crate::domain::cisas::{DatedFigures, DatedRegulatorFigures, Figures, RegulatorFigures};
use crate::domain::complaint::{AttachmentLimits, FileType, MonthNames, is_email};
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
    WorkingSlots: "working_days" "days";
    SkippedSlots: "days";
    LinesSlots: "opens" "closes" "first_day" "last_day";
    SizeSlots: "size";
}

copy_objects! {
    /// What stands in the file once and is used through placeholders.
    pub struct Facts {
        /// The company's name: {company}.
        pub company: String,
        /// The number of the phone lines: {phone}, and {phone_digits} in links.
        pub phone: String,
        /// Where customers can write by e-mail: {contact_email}. Who cannot send the form is offered an
        /// e-mail to there with the answers in it.
        pub contact_email: Option<MailAddress>,
        /// Where customers can write by post, in one line: {contact_address}.
        pub contact_address: Option<String>,
        /// When the phone lines are open: {lines_hours}, {lines_hours_short}, {lines_close}.
        pub lines: OpeningHours,
        /// The part of the United Kingdom whose bank holidays count.
        pub division: Division,
        /// The response target, in working days: {response_days}, and {response_days_words} with what it counts.
        pub response_days: u32,
        /// The page's own figures for CISAS, each with the day from which it holds; texts show the last
        /// as {wait_weeks} and {limit_months}, and with what they count as {wait_weeks_words} and
        /// {limit_months_words}.
        pub cisas: DatedFigures,
        /// What the regulator asks; the figures known here when it is not written.
        pub regulator: DatedRegulatorFigures,
        /// What is known of CISAS itself, for texts.
        pub scheme: Option<SchemeFacts>,
        /// The law's time for complaints about personal data; without it they are complaints as any.
        pub data_protection: Option<DataProtectionFacts>,
        /// The limits of attachments: {file_mb}, {total_mb}, {files}, {files_words}.
        pub attachments: AttachmentLimits,
        /// How many days answers that are saved on a device are kept there: {draft_days}, and
        /// {draft_days_words} with what it counts.
        pub draft_days: u32,
    }

    /// What is known of CISAS itself, for texts.
    pub struct SchemeFacts {
        /// The most people in a business or organisation that CISAS is for: {scheme_people}.
        pub people: u32,
        /// The most that CISAS can award: {scheme_sum}.
        pub sum: String,
        /// The phone number of CISAS: {scheme_phone}.
        pub phone: Option<String>,
        /// The e-mail address of CISAS: {scheme_email}.
        pub email: Option<MailAddress>,
        /// The postal address of CISAS, in one line: {scheme_address}.
        pub address: Option<String>,
        /// The address of the page that says so.
        pub source: Option<WebAddress>,
        /// The day on which it was read there; after a year `complaints check` asks to read it again.
        pub read: Option<NaiveDate>,
        /// What somebody is still to find out about these, which `complaints check` repeats.
        pub confirm: Option<String>,
    }

    /// The law's time for complaints about personal data.
    pub struct DataProtectionFacts {
        /// Within so many days after receipt the company says that it has the complaint:
        /// {acknowledge_days_words}.
        pub acknowledge_days: u32,
        /// Whether such complaints are complaints as any.
        pub off: bool,
        /// The address of the page that says so.
        pub source: Option<WebAddress>,
        /// The day on which it was read there; after a year `complaints check` asks to read it again.
        pub read: Option<NaiveDate>,
    }

    /// Where something that a sentence says was read, and when; customers do not see it.
    pub struct SourceCopy {
        /// What it is, in a few words.
        pub fact: String,
        /// The address of the page that says so.
        pub source: String,
        /// The day on which it was read there; after a year `complaints check` asks to read it again.
        pub read: NaiveDate,
    }

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

    /// Where the form goes, and where the bank holidays are, as written.
    pub struct SubmitEntry {
        /// Where the form goes: an https:// address or a path of this site.
        pub endpoint: ServerAddress,
        /// How it travels; as json it travels without files.
        pub format: SubmitFormat,
        /// Where in the endpoint's answer the reference stands: a JSON Pointer like /reference.
        pub reference_pointer: Pointer,
        /// The address of a file in GOV.UK's format, relative to this one.
        pub bank_holidays: ServerAddress,
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

/// Where the form goes, and where the bank holidays are.
#[derive(Clone, Debug)]
pub struct Submit {
    pub endpoint: String,
    pub format: SubmitFormat,
    /// A JSON Pointer to the reference in the endpoint's answer.
    pub reference_pointer: String,
    /// The address of a file in GOV.UK's format, relative to the copy file.
    pub bank_holidays: String,
}

impl FromCopy for Submit {
    fn empty() -> Self {
        SubmitEntry::empty().into()
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        SubmitEntry::read(value, reader).into()
    }
}

impl From<SubmitEntry> for Submit {
    fn from(written: SubmitEntry) -> Self {
        Self {
            endpoint: written.endpoint.0,
            format: written.format,
            reference_pointer: written.reference_pointer.0,
            bank_holidays: written.bank_holidays.0,
        }
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
    let counts = &words.counts;
    let response_days = counts.working_days.fill(facts.response_days as usize);
    let wait_weeks = counts.weeks.fill(figures.wait_weeks as usize);
    let limit_months = counts.months.fill(figures.limit_months as usize);
    let endings: Vec<&str> = FileType::ENDINGS
        .iter()
        .map(|(ending, _)| *ending)
        .collect();
    let megabytes = |bytes: u64| (bytes >> 20).to_string();
    let mut placeholders = Vec::from(
        [
            ("company", facts.company.clone()),
            ("phone", facts.phone.clone()),
            ("phone_digits", digits(&facts.phone)),
            ("lines_hours", hours),
            ("lines_hours_short", hours_short),
            ("lines_close", words.time(lines.closes())),
            ("response_days", facts.response_days.to_string()),
            ("response_days_words", response_days),
            ("wait_weeks", figures.wait_weeks.to_string()),
            ("wait_weeks_words", wait_weeks),
            ("limit_months", figures.limit_months.to_string()),
            ("limit_months_words", limit_months),
            ("file_mb", megabytes(facts.attachments.file_bytes)),
            ("total_mb", megabytes(facts.attachments.total_bytes)),
            ("files", facts.attachments.files.to_string()),
            ("files_words", counts.files.fill(facts.attachments.files)),
            ("file_types", endings.join(", ")),
            ("draft_days", facts.draft_days.to_string()),
            (
                "draft_days_words",
                counts.days.fill(facts.draft_days as usize),
            ),
        ]
        .map(|(name, fact)| (name.to_owned(), fact)),
    );
    let mut given = |name: &str, fact: Option<String>| {
        if let Some(fact) = fact {
            placeholders.push((name.to_owned(), fact));
        }
    };
    let mail =
        |address: &Option<MailAddress>| address.as_ref().map(|MailAddress(mail)| mail.clone());
    given("contact_email", mail(&facts.contact_email));
    given("contact_address", facts.contact_address.clone());
    if let Some(data) = &facts.data_protection {
        let days = counts.days.fill(data.acknowledge_days as usize);
        given("acknowledge_days_words", Some(days));
    }
    if let Some(scheme) = &facts.scheme {
        given("scheme_people", Some(scheme.people.to_string()));
        given("scheme_sum", Some(scheme.sum.clone()));
        given("scheme_phone", scheme.phone.clone());
        given("scheme_phone_digits", scheme.phone.as_deref().map(digits));
        given("scheme_email", mail(&scheme.email));
        given("scheme_address", scheme.address.clone());
    }
    placeholders
}

/// A phone number as a link takes it.
fn digits(phone: &str) -> String {
    phone
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect()
}

/// Named links, each of which becomes a placeholder; there need not be any.
pub struct Links(pub Vec<(String, String)>);

impl FromCopy for Links {
    const IS_OPTIONAL: bool = true;

    fn empty() -> Self {
        Self(Vec::new())
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        Self(reader.named(value, |link, reader| {
            let name = link.name.as_str();
            if reader.placeholders.iter().any(|(fact, _)| fact == name) {
                reader.report(link.name.offset, |_| {
                    format!("the name of a fact, which {{{name}}} stands for already")
                });
            }
            address(&link.value, reader)
        }))
    }
}

/// Other names of bank holidays; there need not be any.
#[derive(Clone, Debug, Default)]
pub struct HolidayNames(Vec<(String, String)>);

impl FromCopy for HolidayNames {
    const IS_OPTIONAL: bool = true;

    fn empty() -> Self {
        Self::default()
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        Self(reader.named(value, |name, reader| reader.text(&name.value).to_owned()))
    }
}

/// Where a named link leads; somewhere harmless where it cannot.
fn address(value: &Value, reader: &mut Reader) -> String {
    let address = reader.text(value);
    if is_allowed(address) {
        return address.to_owned();
    }
    if !address.trim().is_empty() {
        reader.report_address(value.offset(), address);
    }
    "/".to_owned()
}

impl SubmitFormat {
    /// Every format, by its word.
    pub(super) const ALL: [(&str, Self); 2] =
        [("multipart", Self::Multipart), ("json", Self::Json)];
}

impl FromCopy for SubmitFormat {
    fn empty() -> Self {
        Self::Multipart
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        reader.choice(value, &Self::ALL).unwrap_or(Self::Multipart)
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

/// The days of the week, by their words.
pub(super) const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

impl FromCopy for Weekday {
    fn empty() -> Self {
        Self::Mon
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        reader.choice(value, &WEEKDAYS).unwrap_or(Self::Mon)
    }
}

copy_objects! {
    /// When the phone lines are open, as written.
    pub struct LinesEntry {
        /// The first day of the week on which they are open.
        pub first_day: Weekday,
        /// The last day of the week on which they are open.
        pub last_day: Weekday,
        /// The time at which they open.
        pub opens: NaiveTime,
        /// The time at which they close.
        pub closes: NaiveTime,
    }

    /// Figures with the day from which they hold, as written.
    pub struct FiguresEntry {
        /// They hold for complaints first made on or after this day.
        pub from: NaiveDate,
        /// Weeks to wait after the complaint.
        pub wait_weeks: u32,
        /// Months after the complaint within which to apply.
        pub limit_months: u32,
    }

    /// The regulator's figures with the day from which they hold, as written.
    pub struct RegulatorEntry {
        /// They hold for complaints first made on or after this day.
        pub from: NaiveDate,
        /// Weeks to wait after the complaint.
        pub wait_weeks: u32,
        /// Months after the deadlock letter within which to apply.
        pub limit_months_from_letter: u32,
        /// The address of the page that says so.
        pub source: WebAddress,
        /// The day on which it was read there; after a year `complaints check` asks to read it again.
        pub read: Option<NaiveDate>,
    }

    /// The limits of attachments, as written.
    pub struct LimitsEntry {
        /// The most megabytes of one file.
        pub file_mb: u32,
        /// The most megabytes of all files together.
        pub total_mb: u32,
        /// The most files.
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
    let faults = reader.faults;
    let written = Written::read(value, reader);
    make(written).unwrap_or_else(|fault| {
        if reader.faults == faults {
            reader.report(value.offset(), |_| fault.to_string());
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
    const IS_OPTIONAL: bool = true;

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

/// Where the page may send to or read from: this site, or another over an encrypted line.
#[derive(Clone, Debug)]
pub struct ServerAddress(pub String);

impl FromCopy for ServerAddress {
    fn empty() -> Self {
        Self(String::new())
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        let address = reader.text(value);
        if !is_server(address) {
            reader.report_type(
                value,
                "an address like https://… or a path like /complaints",
            );
        }
        Self(address.to_owned())
    }
}

/// Unencrypted, only this machine will do: for trying things out.
fn is_server(address: &str) -> bool {
    let clean = !address.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\');
    let start = address.split(['/', '?', '#']).next().unwrap_or_default();
    clean
        && match start.split_once(':') {
            None => !address.starts_with("//"),
            Some(("https", "")) => is_allowed(address),
            Some(("http", "")) => {
                let host = address["http:".len()..].trim_start_matches('/');
                let host = host.split(['/', ':', '?', '#']).next();
                matches!(host, Some("localhost" | "127.0.0.1"))
            }
            Some(_) => false,
        }
}

/// A JSON Pointer (RFC 6901) to something inside an answer.
#[derive(Clone, Debug)]
pub struct Pointer(pub String);

impl FromCopy for Pointer {
    fn empty() -> Self {
        Self(String::new())
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        let pointer = reader.text(value);
        if !(pointer.starts_with('/') || pointer.trim().is_empty()) {
            reader.report_type(value, "a JSON Pointer like /reference");
        }
        Self(pointer.to_owned())
    }
}

/// An e-mail address.
#[derive(Clone, Debug)]
pub struct MailAddress(pub String);

impl FromCopy for MailAddress {
    fn empty() -> Self {
        Self(String::new())
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        let address = json::scalar(value).unwrap_or_default();
        if !is_email(address) {
            reader.report_type(value, "an address like name@example.com");
        }
        Self(address.to_owned())
    }
}

/// The tag of a language.
#[derive(Clone, Debug)]
pub struct Language(pub String);

impl FromCopy for Language {
    fn empty() -> Self {
        Self(String::new())
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        let tag = json::scalar(value).unwrap_or_default();
        let is_part = |part: &str| {
            matches!(part.len(), 1..=8) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        let starts = tag
            .as_bytes()
            .iter()
            .take_while(|byte| byte.is_ascii_alphabetic())
            .count();
        if !(starts >= 2 && tag.split('-').all(is_part)) {
            reader.report_type(value, "a language like en-GB");
        }
        Self(tag.to_owned())
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
        let faults = reader.faults;
        let LimitsEntry {
            file_mb,
            total_mb,
            files,
        } = FromCopy::read(value, reader);
        if file_mb > total_mb && reader.faults == faults {
            reader.report(value.offset(), |_| {
                format!("one file may have {file_mb} MB but all together only {total_mb} MB")
            });
        }
        Self {
            file_bytes: u64::from(file_mb) << 20,
            total_bytes: u64::from(total_mb) << 20,
            files: files as usize,
        }
    }
}
