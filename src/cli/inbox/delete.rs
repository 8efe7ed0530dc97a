//! Deletes complaints for good, and says what went with each.

use chrono::{Days, NaiveDate};
use clap::Args;

use super::{editor, london_time, unknown, unreadable};
use crate::cli::{CliError, print_words};
use crate::domain::calendar::iso;
use crate::receiver::{DeleteError, InboxEditor, Location, Purged, ToDelete, Which, reference};

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
pub fn one(location: &Location, typed: &str, rehearsal: &Rehearsal) -> Result<(), CliError> {
    let reference = reference::read(typed).ok_or_else(|| unknown(typed))?;
    let mut editor = editor(location)?;
    let which = Which::Reference(&reference);
    if rehearsal.dry_run {
        let to_delete = editor.to_delete(which).map_err(unreadable)?;
        say_to_delete("would delete", &to_delete)?;
        return match to_delete.is_empty() {
            true => Err(unknown(typed)),
            false => Ok(()),
        };
    }
    let deleted = editor.delete(which).map_err(not_deleted)?;
    if deleted.is_empty() {
        return match editor.finish().map_err(not_deleted)? {
            true => print_words("what was left of an earlier deletion is gone now\n"),
            false => Err(unknown(typed)),
        };
    }
    say_to_delete("deleted", &deleted)?;
    say_lost(editor.as_ref())
}

/// Deletes the complaints that are old.
pub fn purge(
    location: &Location,
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
    let mut editor = editor(location)?;
    let (said, purged) = if rehearsal.dry_run {
        let complaints = editor.to_delete(Which::Before(day)).map_err(unreadable)?;
        let lost = Vec::new();
        ("would delete", Purged { complaints, lost })
    } else {
        ("deleted", editor.purge(day).map_err(not_deleted)?)
    };
    say_to_delete(said, &purged.complaints)?;
    for path in &purged.lost {
        print_words(&format!("deleted {}\n", path.display()))?;
    }
    if purged.complaints.is_empty() && purged.lost.is_empty() {
        let day = iso::format_date(day);
        print_words(&format!("no complaint was received before {day}\n"))?;
        if !rehearsal.dry_run && editor.finish().map_err(not_deleted)? {
            print_words("what was left of an earlier deletion is gone now\n")?;
        }
    }
    say_lost(editor.as_ref())
}

fn not_deleted(error: DeleteError) -> CliError {
    CliError::no_answer(error.to_string())
}

/// Says of each complaint what goes with it.
fn say_to_delete(said: &str, to_delete: &[ToDelete]) -> Result<(), CliError> {
    for one in to_delete {
        let ToDelete {
            reference,
            received_at,
            answers,
            files,
            ..
        } = one;
        let received = london_time(received_at);
        print_words(&format!(
            "{said} {reference}, received {received}, answers: {answers}, files: {files}\n"
        ))?;
    }
    Ok(())
}

/// Says where else copies may be.
fn say_lost(editor: &dyn InboxEditor) -> Result<(), CliError> {
    let lost = editor.lost();
    if let Some(folder) = lost.first().and_then(|path| path.parent()) {
        let (folder, count) = (folder.display(), lost.len());
        print_words(&format!("not looked into: {folder}, files: {count}\n"))?;
    }
    Ok(())
}
