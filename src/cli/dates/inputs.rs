//! The files that dates are computed from: a copy file, and bank holidays.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::cli::{CliError, check, read_text};
use crate::copy::PageCopy;
use crate::domain::calendar::{BankHolidays, Division, WorkingDays};

#[derive(Args)]
pub(super) struct CalendarArgs {
    /// Whose bank holidays, where a row does not say [default: england-and-wales]
    #[arg(long, value_parser = division())]
    pub(super) division: Option<Division>,
    /// A file of bank holidays in GOV.UK's format, instead of the one built in
    #[arg(long, value_name = "FILE")]
    pub(super) holidays: Option<PathBuf>,
}

#[derive(Args)]
pub(super) struct CopyArgs {
    /// A copy file, such as complaints.json: compute with its figures and hours
    #[arg(long, value_name = "FILE")]
    copy: Option<PathBuf>,
}

impl CalendarArgs {
    pub(super) fn read(&self) -> Result<BankHolidays, CliError> {
        let Some(file) = &self.holidays else {
            return built_in();
        };
        read_holidays(file, &read_text(file)?)
    }
}

impl CopyArgs {
    /// The copy and where it stands; none where it was not asked for.
    pub(super) fn read(&self) -> Result<Option<(&Path, PageCopy)>, CliError> {
        let Some(file) = &self.copy else {
            return Ok(None);
        };
        let copy = crate::copy::read(&read_text(file)?)
            .map_err(|error| CliError::unreadable(error.in_file(&file.display().to_string())))?;
        Ok(Some((file, copy)))
    }
}

/// The working days of a company.
pub struct OwnCalendar {
    holidays: BankHolidays,
    division: Division,
}

impl OwnCalendar {
    /// Those of a copy file and the bank holidays beside it; without one, those built in, of England and
    /// Wales.
    ///
    /// # Errors
    ///
    /// A file cannot be read.
    pub fn of(copy: Option<&Path>) -> Result<Self, CliError> {
        let copy = CopyArgs {
            copy: copy.map(Path::to_owned),
        };
        Ok(match copy.read()? {
            Some((file, copy)) => Self {
                holidays: beside(file, &copy)?,
                division: copy.facts.division,
            },
            None => Self {
                holidays: built_in()?,
                division: Division::EnglandAndWales,
            },
        })
    }

    pub fn working_days(&self) -> WorkingDays<'_> {
        WorkingDays {
            holidays: &self.holidays,
            division: self.division,
        }
    }
}

/// The bank holidays that a copy file names, where they stand beside it; else those built in.
pub(super) fn beside(file: &Path, copy: &PageCopy) -> Result<BankHolidays, CliError> {
    let name = &copy.submit.bank_holidays;
    let found = check::holidays(&file.with_file_name(name), name);
    match found.map_err(CliError::unreadable)? {
        Some(holidays) => Ok(holidays),
        None => built_in(),
    }
}

fn built_in() -> Result<BankHolidays, CliError> {
    let json = include_str!("../../../public/bank-holidays.json");
    read_holidays(Path::new("bank-holidays.json"), json)
}

fn read_holidays(file: &Path, json: &str) -> Result<BankHolidays, CliError> {
    BankHolidays::from_govuk(json)
        .map_err(|error| CliError::unreadable(format!("{}:{error}", file.display())))
}

fn division() -> impl TypedValueParser<Value = Division> {
    PossibleValuesParser::new(Division::ALL.map(Division::name))
        .try_map(|key| key.parse::<Division>())
}
