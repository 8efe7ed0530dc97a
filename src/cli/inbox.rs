//! `complaints inbox`: what `serve` has received.

mod delete;
mod due;
mod export_csv;
mod export_zip;
mod handle;
mod list;
mod show;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::dates::{OwnCalendar, date};
use super::terminal::printable_line;
use super::{CliError, database, print, print_words};
use crate::domain::calendar::{iso, london};
use crate::domain::complaint::Step;
use crate::receiver::{self, InboxEditor, Location, Received, Release, StoreError, reference};

use delete::{Age, Rehearsal, age};

/// The complaints that `serve` has received
///
/// Works also while `serve` runs.
///
/// Exit status: 0 done, 1 no such complaint, or not done to the end, or (of `due`) one is late, 2 the
/// command or the folder cannot be read.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Inbox {
    /// Where `serve` keeps its complaints
    #[arg(long, default_value = "data", global = true)]
    data: PathBuf,
    /// The PostgreSQL database of `serve`, where it has one, like postgres://user@host:5432/name; a password
    /// stands in the environment, as PGPASSWORD or in the address [env: COMPLAINTS_DATABASE]
    #[arg(long, value_name = "URL", global = true)]
    database: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Every complaint in one line, the newest first
    List {
        /// Only those held for review: a machine seems to have sent them
        #[arg(long)]
        held: bool,
        /// Only who was not told of a complaint yet, and why: by command, webhook or e-mail
        #[arg(long, conflicts_with = "held")]
        unsent: bool,
        #[command(flatten)]
        today: Today,
    },
    /// The open complaints by the day on which a response is due, late ones first
    ///
    /// A complaint is open until it is marked as answered, or a deadlock letter as sent. Exit status 1
    /// says that one is late.
    Due {
        /// Only those that are due in this many working days, or late
        #[arg(long, value_name = "N")]
        within: Option<u32>,
        /// The copy file, for its division and the bank holidays beside it [default: England and Wales]
        #[arg(long, value_name = "FILE")]
        copy: Option<PathBuf>,
        #[command(flatten)]
        today: Today,
    },
    /// Marks a complaint as answered
    Answered {
        /// Like C-7K3M9QXZ
        reference: String,
        #[command(flatten)]
        on: On,
    },
    /// Marks that a deadlock letter was sent: the customer may go to CISAS
    Deadlock {
        /// Like C-7K3M9QXZ
        reference: String,
        #[command(flatten)]
        on: On,
    },
    /// Takes back that a complaint was answered or a deadlock letter sent
    Reopen {
        /// Like C-7K3M9QXZ
        reference: String,
    },
    /// Adds a note to a complaint, which `show` and the exports have
    Note {
        /// Like C-7K3M9QXZ
        reference: String,
        /// The note [default: what stands on standard input]
        text: Option<String>,
    },
    /// Tells of a complaint again who has not taken it, also where that was given up
    Resend {
        /// Like C-7K3M9QXZ
        reference: String,
    },
    /// Everything about one complaint
    Show {
        /// Like C-7K3M9QXZ
        reference: String,
        /// Copies its files into this folder, under their own names with their number in front
        #[arg(long, value_name = "DIR")]
        save: Option<PathBuf>,
    },
    /// Lets go of a complaint that was held for review; an acknowledgement that waits for that is sent
    Release {
        /// Like C-7K3M9QXZ
        reference: String,
    },
    /// Deletes one complaint for good: its answers, its files, its receipt
    Delete {
        /// Like C-7K3M9QXZ
        reference: String,
        #[command(flatten)]
        rehearsal: Rehearsal,
    },
    /// Deletes every complaint that was received before a day, for good
    Purge {
        /// How many days before today that day is, or its date: 400 or 2025-12-31
        #[arg(long, value_name = "DAYS|DATE", value_parser = age)]
        older_than: Age,
        #[command(flatten)]
        today: Today,
        #[command(flatten)]
        rehearsal: Rehearsal,
    },
    /// Every complaint as a row, the oldest first; or one with everything that belongs to it
    ///
    /// A cell that a spreadsheet would take for a formula, a number or a date begins with an apostrophe.
    Export {
        /// This one alone, with its files, as a ZIP archive: what is kept of one person
        #[arg(required_unless_present = "csv", conflicts_with_all = ["csv", "bom"])]
        reference: Option<String>,
        /// The archive to make [default: the reference with .zip]
        #[arg(long, value_name = "FILE", requires = "reference")]
        to: Option<PathBuf>,
        /// As CSV, to open in a spreadsheet
        #[arg(long)]
        csv: bool,
        /// Marks it as UTF-8, which Excel does not notice by itself
        #[arg(long)]
        bom: bool,
    },
}

#[derive(Args)]
struct Today {
    /// The day it is [default: today in London]
    #[arg(long, value_name = "DATE", value_parser = date)]
    today: Option<NaiveDate>,
}

impl Today {
    fn day(&self) -> NaiveDate {
        let now = || london::london_date(receiver::now());
        self.today.unwrap_or_else(now)
    }
}

#[derive(Args)]
struct On {
    /// The day on which that was done [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: Option<NaiveDate>,
    #[command(flatten)]
    today: Today,
}

impl On {
    /// The day on which it was done, and today.
    fn days(&self) -> (NaiveDate, NaiveDate) {
        let today = self.today.day();
        (self.on.unwrap_or(today), today)
    }
}

impl Inbox {
    pub fn run(self) -> Result<ExitCode, CliError> {
        let database = database::read(self.database.as_deref(), None)?;
        let location = database::location(self.data, database.as_ref())?;
        let open = || {
            let inbox = location.inbox();
            inbox.map_err(|error| CliError::unreadable(error.to_string()))
        };
        for said in receiver::open_rights(location.data()) {
            eprintln!("complaints: {}", printable_line(&said));
        }
        match self.command {
            Command::List { unsent: true, .. } => {
                let unsent = open()?.unsent().map_err(unreadable)?;
                print_words(&list::unsent(&unsent))?;
            }
            Command::Resend { reference } => handle::resend(&location, &reference)?,
            Command::List { held, today, .. } => {
                let mut summaries = open()?.list().map_err(unreadable)?;
                summaries.retain(|summary| !held || summary.held.is_some());
                print_words(&list::list(&summaries, today.day()))?;
            }
            Command::Due {
                within,
                copy,
                today,
            } => {
                let calendar = OwnCalendar::of(copy.as_deref())?;
                return due::due(open()?.as_ref(), &calendar, within, today.day());
            }
            Command::Answered { reference, on } => {
                let (on, today) = on.days();
                handle::take(&location, &reference, Step::Answered, on, today)?;
            }
            Command::Deadlock { reference, on } => {
                let (on, today) = on.days();
                handle::take(&location, &reference, Step::DeadlockLetterSent, on, today)?;
            }
            Command::Reopen { reference } => handle::reopen(&location, &reference)?,
            Command::Note { reference, text } => handle::note(&location, &reference, text)?,
            Command::Show { reference, save } => show::show(open()?.as_ref(), &reference, save)?,
            Command::Export {
                reference: Some(reference),
                to,
                ..
            } => export_zip::export(open()?.as_ref(), &reference, to)?,
            Command::Export { bom, .. } => export_csv::export(open()?.as_ref(), bom)?,
            Command::Release { reference } => release(&location, &reference)?,
            Command::Delete {
                reference,
                rehearsal,
            } => delete::one(&location, &reference, &rehearsal)?,
            Command::Purge {
                older_than,
                today,
                rehearsal,
            } => {
                delete::purge(&location, older_than, today.day(), &rehearsal)?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn release(location: &Location, typed: &str) -> Result<(), CliError> {
    let reference = reference::read(typed).ok_or_else(|| unknown(typed))?;
    let released = editor(location)?.release(&reference, receiver::now());
    match released.map_err(|error| CliError::no_answer(format!("cannot release it: {error}")))? {
        Release::Released => print(format!("released {reference}\n").as_bytes()),
        Release::NotHeld => Err(CliError::no_answer(format!("{reference} is not held"))),
        Release::Unknown => Err(unknown(typed)),
    }
}

fn editor(location: &Location) -> Result<Box<dyn InboxEditor>, CliError> {
    let editor = location.editor();
    editor.map_err(|error| CliError::unreadable(error.to_string()))
}

/// The complaint with a reference, as somebody typed it.
fn find(inbox: &dyn receiver::Inbox, typed: &str) -> Result<Received, CliError> {
    let reference = reference::read(typed).ok_or_else(|| unknown(typed))?;
    let found = inbox.find(&reference).map_err(unreadable)?;
    found.ok_or_else(|| unknown(typed))
}

fn unreadable(error: StoreError) -> CliError {
    CliError::unreadable(format!("cannot read the complaints: {error}"))
}

fn unknown(typed: &str) -> CliError {
    CliError::no_answer(format!(
        "no complaint has the reference {}",
        printable_line(typed)
    ))
}

/// Date and time on a London wall.
fn london_time(instant: &str) -> String {
    use chrono::Timelike;
    let Some(local) = iso::parse_instant(instant).map(london::to_london) else {
        return instant.to_owned();
    };
    format!(
        "{} {:02}:{:02}",
        iso::format_date(local.date()),
        local.hour(),
        local.minute()
    )
}
