//! `complaints dates`: the dates the page promises, for support staff and auditors.

mod cisas;
mod holidays;
mod inputs;
mod response;
mod typed;
mod words;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{ArgGroup, Args, Subcommand};
use serde::Serialize;

use super::{CliError, print};

pub(super) use inputs::OwnCalendar;
pub(super) use typed::{date, now};

/// Recompute the dates of complaints
///
/// Every date is a London date, and may be written as people write it: 2026-03-02, 2 March 2026, today,
/// yesterday (heddiw, ddoe). Answers go to standard output, everything else to standard error.
///
/// With --csv, rows are read under a header, with the columns in any order and others ignored. Rows
/// that have an answer are printed even when others have none; then, and only then, a last column
/// "error" says why for each.
///
/// Exit status: 0 every date found, 1 some not, 2 the command or a file cannot be read.
#[derive(Subcommand)]
#[command(verbatim_doc_comment)]
pub enum Dates {
    Response(response::ResponseArgs),
    Cisas(cisas::CisasArgs),
    Holidays(holidays::HolidaysArgs),
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
            Self::Response(args) => response::run(&args),
            Self::Cisas(args) => cisas::run(&args),
            Self::Holidays(args) => holidays::run(&args),
        }
    }
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

/// Asks for one date, or for rows.
fn one_of(date: &'static str, rows: &'static str) -> ArgGroup {
    ArgGroup::new("what").required(true).args([date, rows])
}
