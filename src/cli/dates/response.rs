use std::process::ExitCode;

use chrono::{DateTime, Datelike, Timelike, Utc};
use clap::Args;
use serde::Serialize;

use super::inputs::{CalendarArgs, CopyArgs, beside};
use super::typed::{instant, needed};
use super::words::in_words;
use super::{FormArgs, one_of};
use crate::cli::CliError;
use crate::cli::rows::{Columns, answer_rows};
use crate::domain::calendar::RESPONSE_DAYS;
use crate::domain::calendar::{
    Basis, DayCounted, DayKind, Division, ResponseTarget, WorkingDays, iso,
};

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

#[derive(Serialize)]
struct ResponseAnswer {
    lines_open: bool,
    counted_from: String,
    response_date: String,
    basis: &'static str,
}

pub(super) fn run(args: &ResponseArgs) -> Result<ExitCode, CliError> {
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
