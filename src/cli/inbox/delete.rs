//! Deletes complaints for good, and says what went with each.

use std::path::Path;

use chrono::{Days, NaiveDate};
use clap::Args;

use super::{custodian, london_time, unknown, unreadable};
use crate::cli::{CliError, print_words};
use crate::domain::calendar::iso;
use crate::receiver::{Custodian, DeleteError, Doomed, Purged, Which, reference};

#[derive(Args)]
pub struct Rehearsal {
    /// Says what would be deleted, and deletes nothing
    #[arg(long)]
    dry_run: bool,
}

/// The day before which complaints are old.
#[derive(Clone, Copy)]
pub enum Age {
    Days(u64),
    Since(NaiveDate),
}

/// A number of days, or a date.
pub fn age(text: &str) -> Result<Age, String> {
    let expected = "expected a number of days, or a date such as 2025-12-31";
    let days = text.parse().map(Age::Days).ok();
    days.or_else(|| iso::parse_date(text).map(Age::Since))
        .ok_or_else(|| expected.to_owned())
}

/// Deletes one complaint.
pub fn one(data: &Path, typed: &str, rehearsal: &Rehearsal) -> Result<(), CliError> {
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

/// Deletes the complaints that are old.
pub fn purge(
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
