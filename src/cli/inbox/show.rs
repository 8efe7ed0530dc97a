//! Everything about one complaint.

use std::path::PathBuf;

use super::{find, london_time};
use crate::cli::terminal::{bounded, cell, printable_line};
use crate::cli::{CliError, print_words};
use crate::domain::calendar::iso;
use crate::receiver::{self, Received};

/// The most columns of a terminal that a name takes.
const NAME_COLUMNS: usize = 40;

/// Shows one complaint, and saves its files where that is asked for.
pub fn show(
    inbox: &dyn receiver::Inbox,
    typed: &str,
    save: Option<PathBuf>,
) -> Result<(), CliError> {
    let received = find(inbox, typed)?;
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

/// Everything about a complaint, in lines; so many characters of each answer at most.
pub fn whole(received: &Received, most: usize) -> String {
    let Received {
        receipt,
        submission_id,
        held,
        handling,
        deadlock_letter_due,
        notes,
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
    push_answer(&mut text, "State", handling.state().name(), most);
    let days = [
        ("Answered", handling.answered_on),
        ("Deadlock letter", handling.deadlock_on),
        ("Deadlock letter by", *deadlock_letter_due),
    ];
    for (name, day) in days {
        if let Some(day) = day {
            push_answer(&mut text, name, &iso::format_date(day), most);
        }
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
            file.place(),
        ];
        push_answer(
            &mut text,
            &format!("File {}", file.number),
            &lines.join("\n"),
            most,
        );
    }
    if !notes.is_empty() {
        text.push('\n');
    }
    for note in notes {
        push_answer(&mut text, &london_time(&note.written_at), &note.text, most);
    }
    text
}

/// A name, and beside it the value, each of its lines below the other, so many characters at most.
fn push_answer(text: &mut String, name: &str, value: &str, most: usize) {
    let mut name = cell(name, NAME_COLUMNS);
    for line in bounded(value, most).split('\n') {
        text.push_str(format!("{name:<21}{line}").trim_end());
        text.push('\n');
        name.clear();
    }
}
