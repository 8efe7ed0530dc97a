use std::process::ExitCode;

use clap::Args;
use clap::builder::TypedValueParser;
use serde::Serialize;

use super::inputs::CalendarArgs;
use crate::cli::{CliError, print};
use crate::domain::calendar::iso;
use crate::domain::calendar::{FIRST_YEAR, LAST_YEAR};

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

#[derive(Serialize)]
struct HolidayRow<'a> {
    date: String,
    division: &'static str,
    title: &'a str,
    notes: &'a str,
    basis: &'static str,
}

pub(super) fn run(args: &HolidaysArgs) -> Result<ExitCode, CliError> {
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
            division: division.name(),
            title: &day.title,
            notes: &day.notes,
            basis: day.basis.as_str(),
        };
        table.serialize(row).map_err(CliError::unwritable)?;
    }
    print(&table.into_inner().map_err(CliError::unwritable)?)?;
    Ok(ExitCode::SUCCESS)
}

fn year() -> impl TypedValueParser<Value = i32> {
    clap::value_parser!(i32).range(i64::from(FIRST_YEAR)..=i64::from(LAST_YEAR))
}
