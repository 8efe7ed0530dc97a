//! `complaints inbox`: what `serve` has received.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::{Days, NaiveDate};
use clap::{Args, Subcommand};

use super::dates::date;
use super::spreadsheet::text_cell;
use super::terminal::{bounded, cell, printable_line, width};
use super::zip::Zip;
use super::{CliError, print, print_words};
use crate::domain::calendar::{iso, london};
use crate::domain::complaint::FieldId;
use crate::receiver::{
    self, Custodian, DeleteError, Doomed, Purged, Received, Release, Summary, Which, reference,
};

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
        for said in receiver::Inbox::open_rights(&self.data) {
            eprintln!("complaints: {}", printable_line(&said));
        }
        match self.command {
            Command::List { held } => {
                let mut summaries = open()?.list().map_err(unreadable)?;
                summaries.retain(|summary| !held || summary.held.is_some());
                print_words(&list(&summaries))?;
            }
            Command::Show { reference, save } => show(&open()?, &reference, save)?,
            Command::Export {
                reference: Some(reference),
                to,
                ..
            } => export_one(&open()?, &reference, to)?,
            Command::Export { bom, .. } => export(&open()?, bom)?,
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
        printable_line(typed)
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
    let mut custodian = custodian(data)?;
    let which = Which::Reference(&reference);
    if rehearsal.dry_run {
        let doomed = custodian.doomed(which).map_err(unreadable)?;
        say_doomed("would delete", &doomed)?;
        return match doomed.is_empty() {
            true => Err(unknown(typed)),
            false => Ok(()),
        };
    }
    let deleted = custodian.delete(which).map_err(not_deleted)?;
    if deleted.is_empty() {
        return match custodian.finish().map_err(not_deleted)? {
            true => print_words("what was left of an earlier deletion is gone now\n"),
            false => Err(unknown(typed)),
        };
    }
    say_doomed("deleted", &deleted)?;
    say_lost(&custodian)
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
    let mut custodian = custodian(data)?;
    let (said, purged) = if rehearsal.dry_run {
        let complaints = custodian.doomed(Which::Before(day)).map_err(unreadable)?;
        let lost = Vec::new();
        ("would delete", Purged { complaints, lost })
    } else {
        ("deleted", custodian.purge(day).map_err(not_deleted)?)
    };
    say_doomed(said, &purged.complaints)?;
    for path in &purged.lost {
        print_words(&format!("deleted {}\n", path.display()))?;
    }
    if purged.complaints.is_empty() && purged.lost.is_empty() {
        let day = iso::format_date(day);
        print_words(&format!("no complaint was received before {day}\n"))?;
        if !rehearsal.dry_run && custodian.finish().map_err(not_deleted)? {
            print_words("what was left of an earlier deletion is gone now\n")?;
        }
    }
    say_lost(&custodian)
}

fn not_deleted(error: DeleteError) -> CliError {
    CliError::no_answer(error.to_string())
}

/// Says of each complaint what goes with it.
fn say_doomed(said: &str, doomed: &[Doomed]) -> Result<(), CliError> {
    for one in doomed {
        let Doomed {
            reference,
            received_at,
            answers,
            files,
            ..
        } = one;
        let (received, files) = (london_time(received_at), files.len());
        print_words(&format!(
            "{said} {reference}, received {received}, answers: {answers}, files: {files}\n"
        ))?;
    }
    Ok(())
}

/// Says where else copies may be.
fn say_lost(custodian: &Custodian) -> Result<(), CliError> {
    let lost = custodian.lost();
    if let Some(folder) = lost.first().and_then(|path| path.parent()) {
        let (folder, count) = (folder.display(), lost.len());
        print_words(&format!("not looked into: {folder}, files: {count}\n"))?;
    }
    Ok(())
}

/// The most columns of a terminal that a value in the list takes.
const COLUMNS: usize = 40;

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
            cell(&summary.reference, COLUMNS),
            cell(&london_time(&summary.received_at), COLUMNS),
            cell(&summary.name, COLUMNS),
            cell(&summary.category, COLUMNS),
            summary.attachments.to_string(),
            cell(summary.held.as_deref().unwrap_or_default(), COLUMNS),
        ]
    };
    let rows: Vec<[String; 6]> = std::iter::once(header)
        .chain(summaries.iter().map(row))
        .collect();
    let widest = |column: usize| rows.iter().map(|row| width(&row[column])).max();
    let widths: [usize; 6] = std::array::from_fn(|column| widest(column).unwrap_or_default());
    let mut table = String::new();
    for row in &rows {
        let start = table.len();
        for (cell, columns) in row.iter().zip(widths) {
            table.push_str(cell);
            table.extend(std::iter::repeat_n(' ', columns - width(cell) + 2));
        }
        table.truncate(start + table[start..].trim_end().len());
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
    print_words(&whole(&received, SHOWN_CHARACTERS))?;
    let Some(folder) = save else { return Ok(()) };
    let mut failed = Vec::new();
    for attachment in &received.attachments {
        match attachment.save(&folder) {
            Ok(copy) => {
                let copy = printable_line(&copy.display().to_string());
                print_words(&format!("saved {copy}\n"))?;
            }
            Err(error) => failed.push(format!(
                "cannot save file {} to {}: {error}",
                attachment.number,
                folder.display()
            )),
        }
    }
    match failed.is_empty() {
        true => Ok(()),
        false => Err(CliError::no_answer(failed.join("\n"))),
    }
}

/// The most characters that are shown of one answer; more than any form lets somebody write.
const SHOWN_CHARACTERS: usize = 40_000;

fn whole(received: &Received, most: usize) -> String {
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
    let regulator = receipt.cisas_opens_regulator.as_deref();
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
            "CISAS opens (Ofcom)",
            date(
                regulator.unwrap_or("not computed"),
                &shown.cisas_opens_regulator,
            ),
        ),
        (
            "CISAS opens (page)",
            date(&receipt.cisas_opens, &shown.cisas_opens),
        ),
        (
            "CISAS closes (page)",
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
        push_answer(&mut text, name, &value, most);
    }
    if let Some(day) = &receipt.acknowledge_by {
        push_answer(
            &mut text,
            "Acknowledge by",
            &date(day, &shown.acknowledge_by),
            most,
        );
    }
    if let Some(why) = held {
        push_answer(&mut text, "Held for review", why, most);
    }
    text.push('\n');
    for (name, value) in answers {
        push_answer(&mut text, name, value, most);
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
            most,
        );
    }
    text
}

/// A name, and beside it the value, each of its lines below the other, so many characters at most.
fn push_answer(text: &mut String, name: &str, value: &str, most: usize) {
    let mut name = cell(name, COLUMNS);
    for line in bounded(value, most).split('\n') {
        text.push_str(format!("{name:<21}{line}").trim_end());
        text.push('\n');
        name.clear();
    }
}

/// Writes one complaint with its files into an archive.
fn export_one(inbox: &receiver::Inbox, typed: &str, to: Option<PathBuf>) -> Result<(), CliError> {
    let reference = reference::read(typed).ok_or_else(|| unknown(typed))?;
    let received = inbox
        .find(&reference)
        .map_err(unreadable)?
        .ok_or_else(|| unknown(typed))?;
    let mut zip = Zip::default();
    let answers: serde_json::Map<_, _> = received
        .answers
        .iter()
        .map(|(name, value)| (name.clone(), value.as_str().into()))
        .collect();
    let json = serde_json::json!({
        "receipt": received.receipt,
        "submission_id": received.submission_id,
        "held": received.held,
        "answers": answers,
    });
    let json = serde_json::to_vec_pretty(&json).map_err(CliError::unwritable)?;
    let mut fits = zip.add(&format!("{reference}/complaint.json"), &json);
    let words = whole(&received, usize::MAX);
    fits &= zip.add(&format!("{reference}/complaint.txt"), words.as_bytes());
    let mut missing = Vec::new();
    for file in &received.attachments {
        match file.read() {
            Ok(content) => {
                let name = format!("{reference}/files/{}", file.harmless_name());
                fits &= zip.add(&name, &content);
            }
            Err(error) => missing.push(format!("file {} is missing: {error}", file.number)),
        }
    }
    let too_large = || CliError::unwritable("more than an archive can hold");
    let archive = zip.finish().filter(|_| fits).ok_or_else(too_large)?;
    let to = to.unwrap_or_else(|| format!("{reference}.zip").into());
    receiver::write_new(&to, &archive)
        .map_err(|error| CliError::unreadable(format!("cannot write {}: {error}", to.display())))?;
    let (path, files) = (
        printable_line(&to.display().to_string()),
        received.attachments.len(),
    );
    print_words(&format!(
        "wrote {path}, answers: {}, files: {}\n",
        answers.len(),
        files - missing.len()
    ))?;
    match missing.is_empty() {
        true => Ok(()),
        false => Err(CliError::no_answer(missing.join("\n"))),
    }
}

/// Prints every complaint as a row, as it is read: the inbox may be larger than memory.
fn export(inbox: &receiver::Inbox, bom: bool) -> Result<(), CliError> {
    const BEFORE: [&str; 7] = [
        "reference",
        "received_at",
        "response_due",
        "cisas_opens",
        "cisas_opens_regulator",
        "cisas_closes",
        "acknowledge_by",
    ];
    const AFTER: [&str; 8] = [
        "shown_response_due",
        "shown_cisas_opens",
        "shown_cisas_opens_regulator",
        "shown_cisas_closes",
        "shown_acknowledge_by",
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
    let header: Vec<&str> = BEFORE
        .into_iter()
        .chain(fields())
        .chain(["attachments"])
        .chain(AFTER)
        .collect();
    let mut rows: Vec<u8> = if bom { "\u{feff}".into() } else { Vec::new() };
    write_row(&mut rows, header)?;
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
            &shown.cisas_opens_regulator,
            &shown.cisas_closes,
            &shown.acknowledge_by,
            &shown.copy_version,
        ];
        let before = [
            receipt.reference.as_str(),
            &receipt.received_at,
            &receipt.response_due,
            &receipt.cisas_opens,
            receipt.cisas_opens_regulator.as_deref().unwrap_or_default(),
            &receipt.cisas_closes,
            receipt.acknowledge_by.as_deref().unwrap_or_default(),
        ];
        let row = before
            .into_iter()
            .map(own_cell)
            .chain(fields().map(|field| {
                let cell = if field == FieldId::FirstComplainedOn.name() {
                    own_cell
                } else {
                    text_cell
                };
                cell(answer(field))
            }))
            .chain([text_cell(&files)])
            .chain(shown.map(|value| own_cell(value.as_deref().unwrap_or_default())))
            .chain([
                text_cell(submission_id),
                text_cell(held.as_deref().unwrap_or_default()),
            ]);
        write_row(&mut rows, row)?;
        if rows.len() > EXPORT_BYTES {
            print(&rows)?;
            rows.clear();
        }
    }
    print(&rows)
}

/// How much of an export is written at once.
const EXPORT_BYTES: usize = 1 << 18;

/// Adds a row, every cell in quotes: no separator in a text is taken for one between cells.
fn write_row<T: AsRef<[u8]>>(
    rows: &mut Vec<u8>,
    cells: impl IntoIterator<Item = T>,
) -> Result<(), CliError> {
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .from_writer(rows);
    let written = writer.write_record(cells).map_err(CliError::unwritable);
    written.and_then(|()| writer.flush().map_err(CliError::unwritable))
}

/// A day, an instant or a reference as it is, so that a spreadsheet can sort by it and find it; anything
/// else as a text.
fn own_cell(value: &str) -> String {
    let is_date = || iso::parse_date(value).is_some() || iso::parse_instant(value).is_some();
    if is_date() || reference::read(value).as_deref() == Some(value) {
        value.to_owned()
    } else {
        text_cell(value)
    }
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
