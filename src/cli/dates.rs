//! `complaints dates`: the dates the page promises, for support staff and auditors.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::SystemTime;

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgGroup, Args, Subcommand};
use serde::Serialize;

use super::rows::{Columns, Row, answer_rows};
use super::{CliError, print, read_text};
use crate::copy::PageCopy;
use crate::domain::calendar::bank_holidays::{FIRST_YEAR, LAST_YEAR};
use crate::domain::calendar::working_days::RESPONSE_DAYS;
use crate::domain::calendar::{
    BankHolidays, Basis, DayCounted, DayKind, Division, ResponseTarget, WorkingDays, iso, london,
};
use crate::domain::cisas::{
    DatedFigures, DatedRegulatorFigures, Figures, KeyDates, Outcome, RegulatorFigures, Still,
    Window, WindowError,
};
use crate::domain::complaint::read_date;

/// Recompute the dates of complaints
///
/// Every date is a London date. Answers go to standard output, everything else to standard error.
///
/// With --csv, rows are read under a header, with the columns in any order and others ignored. Rows
/// that have an answer are printed even when others have none; then, and only then, a last column
/// "error" says why for each.
///
/// Exit status: 0 every date found, 1 some not, 2 the command or a file cannot be read.
#[derive(Subcommand)]
#[command(verbatim_doc_comment)]
pub enum Dates {
    Response(ResponseArgs),
    Cisas(CisasArgs),
    Holidays(HolidaysArgs),
}

/// When a response is due: 5 working days after the day of receipt
///
/// Received at or after 17:00, or on a day that is not a working day, counts from the next one. With
/// --copy, days, hours, division and bank holidays are those of the copy file, as on its page.
///
/// CSV in: id, received_utc and, if there, division.
/// CSV out: id,lines_open,counted_from,response_date,basis
#[derive(Args)]
#[command(verbatim_doc_comment, group = one_of("received", "csv"))]
pub struct ResponseArgs {
    /// When it was received, such as 2026-11-23T10:00:00Z
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    received: Option<DateTime<Utc>>,
    #[command(flatten)]
    calendar: CalendarArgs,
    #[command(flatten)]
    copy: CopyArgs,
    #[command(flatten)]
    form: FormArgs,
}

/// When an application to CISAS is in time
///
/// Opens 8 weeks after the complaint, or on an earlier agreed date; closes 9 months after it, that
/// day included. With --copy, the figures are those of the copy file, as on its page.
///
/// Beside these, the dates by the regulator's own figures, where they are others: opens_regulator, and
/// after a letter closes_regulator.
///
/// The outcome is what the customer is told, and minds the regulator's figures too: not-yet,
/// perhaps-already (the regulator may allow it: ask CISAS), open, last-days, past-limit (ask CISAS).
///
/// CSV in: id, complaint_date and, if there, wait_weeks, limit_months, agreed_date, today.
/// CSV out: id,opens,closes,status (before, open or closed) and, with --outcome, outcome, and, with
/// --regulator, opens_regulator,closes_regulator
#[derive(Args)]
#[command(verbatim_doc_comment, group = one_of("complained", "csv"))]
pub struct CisasArgs {
    /// When the complaint was first made, such as 2026-03-02
    #[arg(long, value_name = "DATE", value_parser = date)]
    complained: Option<NaiveDate>,
    /// When the company agreed in writing to go to CISAS, or sent a deadlock letter
    #[arg(long, value_name = "DATE", value_parser = date, conflicts_with = "csv")]
    agreed: Option<NaiveDate>,
    /// The day to give the status for [default: today in London]
    #[arg(long, value_name = "DATE", value_parser = date)]
    today: Option<NaiveDate>,
    /// Weeks to wait after the complaint [default: the page's figure]
    #[arg(long, value_name = "N")]
    wait_weeks: Option<u32>,
    /// Months after the complaint within which to apply [default: the page's figure]
    #[arg(long, value_name = "N")]
    limit_months: Option<u32>,
    /// Add a column with the outcome; without --csv it is always given
    #[arg(long)]
    outcome: bool,
    /// Add columns with the dates by the regulator's figures; without --csv they are always given
    #[arg(long)]
    regulator: bool,
    #[command(flatten)]
    copy: CopyArgs,
    #[command(flatten)]
    form: FormArgs,
}

/// The bank holidays of some years, as CSV: date,division,title,notes,basis
///
/// Basis is "published" (by GOV.UK) or "computed" (by rule, provisional).
#[derive(Args)]
pub struct HolidaysArgs {
    #[command(flatten)]
    calendar: CalendarArgs,
    /// The first year, from 1995
    #[arg(long, value_name = "YEAR", value_parser = year())]
    from: i32,
    /// The last year, up to 2200
    #[arg(long, value_name = "YEAR", value_parser = year())]
    to: i32,
}

#[derive(Args)]
struct CalendarArgs {
    /// Whose bank holidays, where a row does not say [default: england-and-wales]
    #[arg(long, value_parser = division())]
    division: Option<Division>,
    /// A file of bank holidays in GOV.UK's format, instead of the one built in
    #[arg(long, value_name = "FILE")]
    holidays: Option<PathBuf>,
}

#[derive(Args)]
struct CopyArgs {
    /// A copy file, such as complaints.json: compute with its figures and hours
    #[arg(long, value_name = "FILE")]
    copy: Option<PathBuf>,
}

#[derive(Args)]
struct FormArgs {
    /// Read rows from a file, or from standard input with -
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// Print one JSON object, with the names of the CSV columns
    #[arg(long, conflicts_with = "csv")]
    json: bool,
}

impl Dates {
    pub(super) fn run(self) -> Result<ExitCode, CliError> {
        match self {
            Self::Response(args) => response(&args),
            Self::Cisas(args) => cisas(&args),
            Self::Holidays(args) => holidays(&args),
        }
    }
}

#[derive(Serialize)]
struct ResponseAnswer {
    lines_open: bool,
    counted_from: String,
    response_date: String,
    basis: &'static str,
}

fn response(args: &ResponseArgs) -> Result<ExitCode, CliError> {
    const COLUMNS: Columns = Columns {
        needed: "received_utc",
        optional: &["division"],
        answers: &["lines_open", "counted_from", "response_date", "basis"],
    };

    let copy = args.copy.read()?;
    let facts = copy.as_ref().map(|(_, copy)| &copy.facts);
    let holidays = match &copy {
        Some((file, copy)) if args.calendar.holidays.is_none() => beside(file, copy)?,
        _ => args.calendar.read()?,
    };
    let hours = facts.map(|facts| facts.lines).unwrap_or_default();
    let response_days = facts.map_or(RESPONSE_DAYS, |facts| facts.response_days);
    let default_division = args.calendar.division;
    let default_division = default_division.or(facts.map(|facts| facts.division));
    let default_division = default_division.unwrap_or_default();
    let target = |received: DateTime<Utc>, division: Division| {
        let days = WorkingDays {
            holidays: &holidays,
            division,
        };
        let target = days.response_target(received, response_days, &hours);
        let target = target.map_err(|error| error.to_string())?;
        let answer = ResponseAnswer {
            lines_open: target.lines_open,
            counted_from: iso::format_date(target.counted_from),
            response_date: iso::format_date(target.due),
            basis: target.basis.as_str(),
        };
        Ok::<_, String>((target, answer))
    };
    if let Some(file) = &args.form.csv {
        return answer_rows(file, &COLUMNS, |row| {
            let received = needed(row, "received_utc", instant)?;
            let division = row.cell("division").map(str::parse::<Division>).transpose();
            let division = division.map_err(|error| format!("division: {error}"))?;
            target(received, division.unwrap_or(default_division)).map(|(_, answer)| answer)
        });
    }
    let Some(received) = args.received else {
        return Err(CliError::unreadable(
            "nothing to compute: give --received or --csv",
        ));
    };
    let (target, answer) = target(received, default_division).map_err(CliError::no_answer)?;
    args.form.print(&answer, || target_in_words(&target))
}

#[derive(Serialize)]
struct CisasAnswer {
    opens: String,
    closes: String,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
    /// By the regulator's figures, where they are asked for; inside, none where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    opens_regulator: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closes_regulator: Option<Option<String>>,
}

/// A complaint with the figures that hold for it, and the day to look at it.
struct CisasCase<'a> {
    window: Window,
    dates: KeyDates,
    page: Figures,
    regulator: &'a RegulatorFigures,
    today: NaiveDate,
}

fn cisas(args: &CisasArgs) -> Result<ExitCode, CliError> {
    let today = args.today.unwrap_or_else(|| london::london_date(now()));
    let (page, regulator) = match args.copy.read()? {
        Some((_, copy)) => (copy.facts.cisas, copy.facts.regulator),
        None => (DatedFigures::default(), DatedRegulatorFigures::default()),
    };
    let figures = |complained, wait_weeks: Option<u32>, limit_months: Option<u32>| {
        let page = page.on(complained);
        Figures {
            wait_weeks: wait_weeks.or(args.wait_weeks).unwrap_or(page.wait_weeks),
            limit_months: limit_months
                .or(args.limit_months)
                .unwrap_or(page.limit_months),
            ..page
        }
    };
    let case = |complained, figures, agreed, today| {
        CisasCase::new(complained, figures, regulator.on(complained), agreed, today)
            .map_err(|error| error.to_string())
    };
    if let Some(file) = &args.form.csv {
        let mut answers = vec!["opens", "closes", "status"];
        answers.extend(args.outcome.then_some("outcome"));
        if args.regulator {
            answers.extend(["opens_regulator", "closes_regulator"]);
        }
        let columns = Columns {
            needed: "complaint_date",
            optional: &["wait_weeks", "limit_months", "agreed_date", "today"],
            answers: &answers,
        };
        return answer_rows(file, &columns, |row| {
            let complained = needed(row, "complaint_date", date)?;
            let figures = figures(
                complained,
                cell(row, "wait_weeks", number)?,
                cell(row, "limit_months", number)?,
            );
            let agreed = cell(row, "agreed_date", date)?;
            let today = cell(row, "today", date)?.unwrap_or(today);
            let case = case(complained, figures, agreed, today)?;
            Ok(case.answer(args.outcome, args.regulator))
        });
    }
    let Some(complained) = args.complained else {
        return Err(CliError::unreadable(
            "nothing to compute: give --complained or --csv",
        ));
    };
    let figures = figures(complained, None, None);
    let case = case(complained, figures, args.agreed, today).map_err(CliError::no_answer)?;
    let answer = case.answer(true, true);
    args.form.print(&answer, || {
        let [complained, today] = [complained, today].map(in_words);
        let (status, outcome) = (answer.status, case.outcome_in_words());
        let window = case.window_in_words();
        format!(
            "Complained  {complained}\n\
             {window}\
             Status      {status} on {today}\n\
             Outcome     {outcome}\n"
        )
    })
}

impl<'a> CisasCase<'a> {
    fn new(
        complained: NaiveDate,
        page: Figures,
        regulator: &'a RegulatorFigures,
        agreed: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Result<Self, WindowError> {
        Ok(Self {
            window: Window::new(complained, page, agreed)?,
            page,
            dates: KeyDates::new(Some(complained), agreed, page, regulator)?,
            regulator,
            today,
        })
    }

    fn answer(&self, with_outcome: bool, with_regulator: bool) -> CisasAnswer {
        CisasAnswer {
            opens: iso::format_date(self.window.opens),
            closes: iso::format_date(self.window.closes),
            status: self.window.status(self.today).as_str(),
            outcome: with_outcome.then(|| self.dates.outcome(self.today).as_str()),
            opens_regulator: with_regulator
                .then(|| self.dates.opens_by_regulator.map(iso::format_date)),
            closes_regulator: with_regulator
                .then(|| self.dates.last_safe_day.map(iso::format_date)),
        }
    }

    /// The first and last days by the page's figures and by the regulator's, in the order of the
    /// self-check, each with whose it is.
    fn window_in_words(&self) -> String {
        let weeks = |weeks| plural(weeks, "week", "weeks");
        let months = |months| plural(months, "month", "months");
        let [opens, closes] = [self.window.opens, self.window.closes].map(in_words);
        let by = match self.dates.agreed {
            Some(agreed) if agreed == self.window.opens => "by agreement or letter".into(),
            _ => format!("by the page's {}", weeks(self.page.wait_weeks)),
        };
        let mut lines = String::new();
        if let Some(day) = self
            .dates
            .opens_by_regulator
            .filter(|day| *day != self.window.opens)
        {
            let (day, weeks) = (in_words(day), weeks(self.regulator.wait_weeks));
            lines += &format!("Regulator   from {day}, by its {weeks}\n");
        }
        let page = months(self.page.limit_months);
        lines += &format!(
            "Opens       {opens}, {by}\n\
             Closes      {closes}, that day included, by the page's {page}\n"
        );
        if let Some(day) = self.dates.last_safe_day {
            let (day, months) = (
                in_words(day),
                months(self.regulator.limit_months_from_letter),
            );
            lines += &format!("Regulator   to {day}, by its {months} from the letter\n");
        }
        lines
    }

    fn outcome_in_words(&self) -> String {
        let weeks = plural(self.regulator.wait_weeks, "week", "weeks");
        match self.dates.outcome(self.today) {
            Outcome::NotYet { days_to_go, .. } => {
                let opens = format!("not yet, {} to go", days(days_to_go));
                match self.dates.perhaps_from() {
                    Some(day) => format!(
                        "{opens}; perhaps from {}, by the regulator's {weeks}",
                        in_words(day)
                    ),
                    None => opens,
                }
            }
            Outcome::PerhapsAlready { allowed_from, .. } => format!(
                "perhaps already, since {}, by the regulator's {weeks}: ask CISAS",
                in_words(allowed_from)
            ),
            Outcome::Open { closes, days_left } => {
                format!("open, {} left, to {}", days(days_left), in_words(closes))
            }
            Outcome::LastDays { days_left: 0, .. } => "last days, today is the last".into(),
            Outcome::LastDays { closes, days_left } => {
                format!(
                    "last days, {} left, to {}",
                    days(days_left),
                    in_words(closes)
                )
            }
            Outcome::PastLimit { closed, still } => {
                let other = if Some(closed) == self.dates.closes {
                    "regulator"
                } else {
                    "page"
                };
                let still = match still {
                    Still::NoLetter => {
                        "without a deadlock letter the regulator has no limit".into()
                    }
                    Still::Until(day) => format!("the {other} allows it until {}", in_words(day)),
                    Still::Ended(day) => format!("the {other} allowed it until {}", in_words(day)),
                };
                format!("past the limit of {}, ask CISAS: {still}", in_words(closed))
            }
            // Neither comes of dates with a complaint among them.
            outcome @ (Outcome::ComplainFirst | Outcome::Outside(_)) => outcome.as_str().into(),
        }
    }
}

fn days(number: u32) -> String {
    plural(number, "day", "days")
}

fn plural(number: u32, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[derive(Serialize)]
struct HolidayRow<'a> {
    date: String,
    division: &'static str,
    title: &'a str,
    notes: &'a str,
    basis: &'static str,
}

fn holidays(args: &HolidaysArgs) -> Result<ExitCode, CliError> {
    let (from, to) = (args.from, args.to);
    let division = args.calendar.division.unwrap_or_default();
    if from > to {
        return Err(CliError::unreadable(format!(
            "--from {from} is later than --to {to}"
        )));
    }
    let holidays = args.calendar.read()?;
    let mut table = csv::Writer::from_writer(Vec::new());
    for day in (from..=to).flat_map(|year| holidays.in_year(year, division)) {
        let row = HolidayRow {
            date: iso::format_date(day.date),
            division: division.as_str(),
            title: &day.title,
            notes: &day.notes,
            basis: day.basis.as_str(),
        };
        table.serialize(row).map_err(CliError::unwritable)?;
    }
    print(&table.into_inner().map_err(CliError::unwritable)?)?;
    Ok(ExitCode::SUCCESS)
}

impl CalendarArgs {
    fn read(&self) -> Result<BankHolidays, CliError> {
        let Some(file) = &self.holidays else {
            return built_in();
        };
        read_holidays(file, &read_text(file)?)
    }
}

impl CopyArgs {
    /// The copy and where it stands; none where it was not asked for.
    fn read(&self) -> Result<Option<(&Path, PageCopy)>, CliError> {
        let Some(file) = &self.copy else {
            return Ok(None);
        };
        let copy = crate::copy::read(&read_text(file)?)
            .map_err(|error| CliError::unreadable(error.in_file(&file.display().to_string())))?;
        Ok(Some((file, copy)))
    }
}

/// The bank holidays that a copy file names, where they stand beside it; else those built in.
fn beside(file: &Path, copy: &PageCopy) -> Result<BankHolidays, CliError> {
    let name = &copy.submit.bank_holidays;
    let found = super::check::holidays(&file.with_file_name(name), name);
    match found.map_err(CliError::unreadable)? {
        Some(holidays) => Ok(holidays),
        None => built_in(),
    }
}

fn built_in() -> Result<BankHolidays, CliError> {
    let json = include_str!("../../public/bank-holidays.json");
    read_holidays(Path::new("bank-holidays.json"), json)
}

fn read_holidays(file: &Path, json: &str) -> Result<BankHolidays, CliError> {
    BankHolidays::from_govuk(json)
        .map_err(|error| CliError::unreadable(format!("{}:{error}", file.display())))
}

impl FormArgs {
    fn print(
        &self,
        answer: &impl Serialize,
        in_words: impl Fn() -> String,
    ) -> Result<ExitCode, CliError> {
        let text = if self.json {
            serde_json::to_string(answer).map_err(CliError::unwritable)? + "\n"
        } else {
            in_words()
        };
        print(text.as_bytes())?;
        Ok(ExitCode::SUCCESS)
    }
}

/// A cell that must hold something.
fn needed<T>(
    row: &Row,
    name: &str,
    parse: impl Fn(&str) -> Result<T, String>,
) -> Result<T, String> {
    let text = row.cell(name).unwrap_or_default();
    parse(text).map_err(|expected| misread(name, text, &expected))
}

/// A cell that may be empty or absent.
fn cell<T>(
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

fn instant(text: &str) -> Result<DateTime<Utc>, String> {
    iso::parse_instant(text)
        .ok_or_else(|| "expected an instant such as 2026-11-23T10:00:00Z".into())
}

pub(super) fn date(text: &str) -> Result<NaiveDate, String> {
    let read = iso::parse_date(text).or_else(|| read_date(text));
    read.ok_or_else(|| "expected a date such as 2026-03-02".into())
}

fn number(text: &str) -> Result<u32, String> {
    text.parse().map_err(|_| "expected a whole number".into())
}

fn one_of(date: &'static str, rows: &'static str) -> ArgGroup {
    ArgGroup::new("what").required(true).args([date, rows])
}

fn division() -> impl TypedValueParser<Value = Division> {
    PossibleValuesParser::new(Division::ALL.map(Division::as_str))
        .try_map(|key| key.parse::<Division>())
}

fn year() -> impl TypedValueParser<Value = i32> {
    clap::value_parser!(i32).range(i64::from(FIRST_YEAR)..=i64::from(LAST_YEAR))
}

pub(super) fn now() -> DateTime<Utc> {
    let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    DateTime::UNIX_EPOCH + since_1970.unwrap_or_default()
}

fn target_in_words(target: &ResponseTarget) -> String {
    let received = in_words(target.received_local.date());
    let time = target.received_local.time();
    let (hour, minute) = (time.hour(), time.minute());
    let lines = if target.lines_open { "open" } else { "closed" };
    let counted_from = in_words(target.counted_from);
    let due = in_words(target.due);
    let due = match target.basis {
        Basis::Published => due,
        Basis::Computed => {
            let year = target.due.year();
            format!("about {due}: the bank holidays of {year} are computed, not published yet")
        }
    };
    let working = working_in_words(&target.days);
    format!(
        "Received      {received} {hour:02}:{minute:02} in London, lines {lines}\n\
         Counted from  {counted_from}\n\
         Response due  {due}\n\
         Working days  {working}\n"
    )
}

/// How a count came about: `Thu 24, (Fri 25 Christmas Day, Sat 26, Sun 27 skipped), Tue 29`.
fn working_in_words(days: &[DayCounted]) -> String {
    let counted = |day: &DayCounted| day.kind == DayKind::Working;
    let runs = days
        .chunk_by(|one, next| counted(one) == counted(next))
        .map(|run| {
            let names: Vec<String> = run.iter().map(day_in_words).collect();
            let names = names.join(", ");
            if counted(&run[0]) {
                names
            } else {
                format!("({names} skipped)")
            }
        });
    runs.collect::<Vec<_>>().join(", ")
}

fn day_in_words(day: &DayCounted) -> String {
    let name = format!("{:?} {}", day.date.weekday(), day.date.day());
    match &day.kind {
        DayKind::BankHoliday(holiday) if holiday.notes.is_empty() => {
            format!("{name} {}", holiday.title)
        }
        DayKind::BankHoliday(holiday) => {
            format!("{name} {} {}", holiday.title, holiday.notes.to_lowercase())
        }
        DayKind::Working | DayKind::Weekend => name,
    }
}

fn in_words(date: NaiveDate) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let (weekday, day, year) = (date.weekday(), date.day(), date.year());
    let month = MONTHS[date.month0() as usize];
    format!("{weekday:?} {day} {month} {year}")
}
