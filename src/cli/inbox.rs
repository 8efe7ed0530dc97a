//! `complaints inbox`: what `serve` has received.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::{Days, NaiveDate};
use clap::{Args, Subcommand};

use super::dates::date;
use super::{CliError, print};
use crate::domain::calendar::{iso, london};
use crate::domain::complaint::FieldId;
use crate::receiver::{self, Custodian, Doomed, Received, Release, Summary, Which, reference};

/// The complaints that `serve` has received
///
/// Works also while `serve` runs.
///
/// Exit status: 0 done, 1 no such complaint, or not done to the end, 2 the command or the folder
/// cannot be read.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Inbox {
    /// Where `serve` keeps its complaints
    #[arg(long, default_value = "data", global = true)]
    data: PathBuf,
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
    },
    /// Everything about one complaint
    Show {
        /// Like C-7K3M9QXZ
        reference: String,
        /// Copies its files into this folder, under their own names with their number in front
        #[arg(long, value_name = "DIR")]
        save: Option<PathBuf>,
    },
    /// Lets go of a complaint that was held for review
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
        /// The day to count back from [default: today in London]
        #[arg(long, value_name = "DATE", value_parser = date)]
        today: Option<NaiveDate>,
        #[command(flatten)]
        rehearsal: Rehearsal,
    },
    /// Every complaint as a row, the oldest first
    Export {
        /// As CSV, to open in a spreadsheet
        #[arg(long, required = true)]
        csv: bool,
        /// Marks it as UTF-8, which Excel does not notice by itself
        #[arg(long)]
        bom: bool,
    },
}

#[derive(Args)]
struct Rehearsal {
    /// Says what would be deleted, and deletes nothing
    #[arg(long)]
    dry_run: bool,
}

/// The day before which complaints are old.
#[derive(Clone, Copy)]
enum Age {
    Days(u64),
    Since(NaiveDate),
}

fn age(text: &str) -> Result<Age, String> {
    let expected = "expected a number of days, or a date such as 2025-12-31";
    let days = text.parse().map(Age::Days).ok();
    days.or_else(|| iso::parse_date(text).map(Age::Since))
        .ok_or_else(|| expected.to_owned())
}

impl Inbox {
    pub fn run(self) -> Result<ExitCode, CliError> {
        let open = || {
            receiver::Inbox::open(&self.data)
                .map_err(|error| CliError::unreadable(error.to_string()))
        };
        match self.command {
            Command::List { held } => {
                let mut summaries = open()?.list().map_err(unreadable)?;
                summaries.retain(|summary| !held || summary.held.is_some());
                print(list(&summaries).as_bytes())?;
            }
            Command::Show { reference, save } => show(&open()?, &reference, save)?,
            Command::Export { csv: _, bom } => print(&export(&open()?, bom)?)?,
            Command::Release { reference } => release(&self.data, &reference)?,
            Command::Delete {
                reference,
                rehearsal,
            } => delete_one(&self.data, &reference, &rehearsal)?,
            Command::Purge {
                older_than,
                today,
                rehearsal,
            } => {
                let today = today.unwrap_or_else(|| london::london_date(receiver::now()));
                purge(&self.data, older_than, today, &rehearsal)?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn unreadable(error: rusqlite::Error) -> CliError {
    CliError::unreadable(format!("cannot read the complaints: {error}"))
}

fn unknown(typed: &str) -> CliError {
    CliError::no_answer(format!(
        "no complaint has the reference {}",
        printable(typed)
    ))
}

fn custodian(data: &Path) -> Result<Custodian, CliError> {
    Custodian::open(data).map_err(|error| CliError::unreadable(error.to_string()))
}

fn release(data: &Path, typed: &str) -> Result<(), CliError> {
    let reference = reference::read(typed).ok_or_else(|| unknown(typed))?;
    let released = custodian(data)?.release(&reference);
    match released.map_err(|error| CliError::no_answer(format!("cannot release it: {error}")))? {
        Release::Released => print(format!("released {reference}\n").as_bytes()),
        Release::NotHeld => Err(CliError::no_answer(format!("{reference} is not held"))),
        Release::Unknown => Err(unknown(typed)),
    }
}

fn delete_one(data: &Path, typed: &str, rehearsal: &Rehearsal) -> Result<(), CliError> {
    let reference = reference::read(typed).ok_or_else(|| unknown(typed))?;
    if delete(data, Which::Reference(&reference), rehearsal)? == 0 {
        return Err(unknown(typed));
    }
    Ok(())
}

fn purge(
    data: &Path,
    older_than: Age,
    today: NaiveDate,
    rehearsal: &Rehearsal,
) -> Result<(), CliError> {
    let day = match older_than {
        Age::Days(days) => today.checked_sub_days(Days::new(days)),
        Age::Since(day) => (day <= today).then_some(day),
    };
    let day = day.ok_or_else(|| {
        let today = iso::format_date(today);
        CliError::unreadable(format!("--older-than: expected a day up to {today}"))
    })?;
    if delete(data, Which::Before(day), rehearsal)? == 0 {
        let day = iso::format_date(day);
        print(format!("no complaint was received before {day}\n").as_bytes())?;
    }
    Ok(())
}

/// Deletes complaints, says so of each, and gives their number.
fn delete(data: &Path, which: Which, rehearsal: &Rehearsal) -> Result<usize, CliError> {
    let mut custodian = custodian(data)?;
    let (said, doomed) = if rehearsal.dry_run {
        ("would delete", custodian.doomed(which).map_err(unreadable)?)
    } else {
        let deleted = custodian.delete(which);
        let deleted = deleted.map_err(|error| CliError::no_answer(error.to_string()))?;
        ("deleted", deleted)
    };
    for one in &doomed {
        let Doomed {
            reference,
            received_at,
            files,
            ..
        } = one;
        let received = london_time(received_at);
        let files = files.len();
        print(format!("{said} {reference}, received {received}, files: {files}\n").as_bytes())?;
    }
    Ok(doomed.len())
}

fn list(summaries: &[Summary]) -> String {
    let header = [
        "reference",
        "received (London)",
        "name",
        "category",
        "files",
        "held",
    ]
    .map(str::to_owned);
    let row = |summary: &Summary| {
        [
            printable(&summary.reference),
            london_time(&summary.received_at),
            printable(&summary.name),
            printable(&summary.category),
            summary.attachments.to_string(),
            printable(summary.held.as_deref().unwrap_or_default()),
        ]
    };
    let rows: Vec<[String; 6]> = std::iter::once(header)
        .chain(summaries.iter().map(row))
        .collect();
    let width = |column: usize| {
        rows.iter()
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or_default()
    };
    let widths: [usize; 6] = std::array::from_fn(width);
    let mut table = String::new();
    for row in &rows {
        let cells = row
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell:<width$}"));
        table.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        table.push('\n');
    }
    table
}

fn show(inbox: &receiver::Inbox, typed: &str, save: Option<PathBuf>) -> Result<(), CliError> {
    let reference = reference::read(typed).ok_or_else(|| unknown(typed))?;
    let received = inbox
        .find(&reference)
        .map_err(unreadable)?
        .ok_or_else(|| unknown(typed))?;
    print(whole(&received).as_bytes())?;
    let Some(folder) = save else { return Ok(()) };
    for attachment in &received.attachments {
        let copy = attachment.save(&folder).map_err(|error| {
            CliError::no_answer(format!(
                "cannot save file {} to {}: {error}",
                attachment.number,
                folder.display()
            ))
        })?;
        print(format!("saved {}\n", printable(&copy.display().to_string())).as_bytes())?;
    }
    Ok(())
}

fn whole(received: &Received) -> String {
    let Received {
        receipt,
        submission_id,
        held,
        shown,
        answers,
        attachments,
    } = received;
    let date = |computed: &str, shown: &Option<String>| {
        format!(
            "{computed} (customer was shown {})",
            shown.as_deref().unwrap_or("none")
        )
    };
    let mut text = String::new();
    let head = [
        ("Reference", receipt.reference.clone()),
        (
            "Received",
            [&london_time(&receipt.received_at), " London"].concat(),
        ),
        (
            "Response due",
            date(&receipt.response_due, &shown.response_due),
        ),
        (
            "CISAS opens",
            date(&receipt.cisas_opens, &shown.cisas_opens),
        ),
        (
            "CISAS closes",
            date(&receipt.cisas_closes, &shown.cisas_closes),
        ),
        (
            "Copy version",
            shown
                .copy_version
                .clone()
                .unwrap_or_else(|| "none".to_owned()),
        ),
        ("Submission", submission_id.clone()),
    ];
    for (name, value) in head {
        push_answer(&mut text, name, &value);
    }
    if let Some(why) = held {
        push_answer(&mut text, "Held for review", why);
    }
    text.push('\n');
    for (name, value) in answers {
        push_answer(&mut text, name, value);
    }
    if !attachments.is_empty() {
        text.push('\n');
    }
    for file in attachments {
        let lines = [
            file.name.replace('\n', " "),
            format!("{} bytes", file.bytes),
            ["sha256 ", &file.sha256].concat(),
            file.path.display().to_string(),
        ];
        push_answer(
            &mut text,
            &format!("File {}", file.number),
            &lines.join("\n"),
        );
    }
    text
}

/// A name, and beside it the value, each of its lines below the other.
fn push_answer(text: &mut String, name: &str, value: &str) {
    for (index, line) in value.split('\n').enumerate() {
        let name = if index == 0 {
            printable(name)
        } else {
            String::new()
        };
        text.push_str(format!("{name:<21}{}", printable(line)).trim_end());
        text.push('\n');
    }
}

fn export(inbox: &receiver::Inbox, bom: bool) -> Result<Vec<u8>, CliError> {
    const BEFORE: [&str; 5] = [
        "reference",
        "received_at",
        "response_due",
        "cisas_opens",
        "cisas_closes",
    ];
    const AFTER: [&str; 6] = [
        "shown_response_due",
        "shown_cisas_opens",
        "shown_cisas_closes",
        "copy_version",
        "submission_id",
        "held",
    ];
    let fields = || {
        FieldId::ALL
            .into_iter()
            .filter(|field| *field != FieldId::Attachments)
            .map(FieldId::name)
    };
    let mut writer = csv::Writer::from_writer(if bom { "\u{feff}".into() } else { Vec::new() });
    let header: Vec<&str> = BEFORE
        .into_iter()
        .chain(fields())
        .chain(["attachments"])
        .chain(AFTER)
        .collect();
    writer.write_record(header).map_err(CliError::unwritable)?;
    for summary in inbox.list().map_err(unreadable)?.iter().rev() {
        let Some(received) = inbox.find(&summary.reference).map_err(unreadable)? else {
            continue;
        };
        let Received {
            receipt,
            submission_id,
            held,
            shown,
            answers,
            attachments,
        } = &received;
        let answer = |field: &str| {
            answers
                .iter()
                .find(|(name, _)| name == field)
                .map_or("", |(_, value)| value.as_str())
        };
        let files: Vec<&str> = attachments.iter().map(|file| file.name.as_str()).collect();
        let files = files.join("; ");
        let shown = [
            &shown.response_due,
            &shown.cisas_opens,
            &shown.cisas_closes,
            &shown.copy_version,
        ];
        let before = [
            &receipt.reference,
            &receipt.received_at,
            &receipt.response_due,
            &receipt.cisas_opens,
            &receipt.cisas_closes,
        ];
        let row = before
            .into_iter()
            .map(String::as_str)
            .chain(fields().map(answer))
            .chain([files.as_str()])
            .chain(
                shown
                    .into_iter()
                    .map(|shown| shown.as_deref().unwrap_or_default()),
            )
            .chain([submission_id.as_str(), held.as_deref().unwrap_or_default()]);
        writer
            .write_record(row.map(harmless))
            .map_err(CliError::unwritable)?;
    }
    writer.into_inner().map_err(CliError::unwritable)
}

/// A cell that no spreadsheet takes for a formula.
///
/// # Source
///
/// OWASP, CSV Injection.
fn harmless(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if formula {
        ["'", cell].concat()
    } else {
        cell.to_owned()
    }
}

/// Date and time on a London wall.
fn london_time(instant: &str) -> String {
    use chrono::Timelike;
    let Some(local) = iso::parse_instant(instant).map(london::to_london) else {
        return printable(instant);
    };
    format!(
        "{} {:02}:{:02}",
        iso::format_date(local.date()),
        local.hour(),
        local.minute()
    )
}

/// One line as a terminal may show it: what would steer the terminal or turn the writing is spelled out.
fn printable(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    for character in line.chars() {
        match character {
            '\t' => shown.push(' '),
            '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => {
                shown.extend(character.escape_unicode());
            }
            _ if character.is_control() => shown.extend(character.escape_unicode()),
            _ => shown.push(character),
        }
    }
    shown
}
