//! Every word that staff read at the desk, apart from those that the copy file has for the same thing: the
//! questions and their answers, days and sizes.

use chrono::NaiveDate;

use super::change::{Action, Fault};
use super::list::Filter;
use super::password::MIN_CHARACTERS;
use crate::copy::PageCopy;
use crate::domain::calendar::WorkingDays;
use crate::domain::complaint::{DatePart, DateProblem, MAX_NOTE_CHARACTERS, State, Suspicion};

/// The language of these words.
pub const LANGUAGE: &str = "en-GB";
pub const DESK: &str = "Complaints desk";
pub const ERROR_TITLE: &str = "There is a problem";
pub const ERROR_PREFIX: &str = "Error:";

pub const SIGN_IN: &str = "Sign in";
pub const SIGN_OUT: &str = "Sign out";
pub const PASSWORD: &str = "Password";
pub const NO_PASSWORD_TITLE: &str = "No password is set yet";
pub const NO_PASSWORD: &str =
    "Whoever started the desk finds in its terminal the code that lets them set one.";
pub const SET_PASSWORD: &str = "Set the password";
pub const CODE: &str = "Code from the terminal";
pub const CODE_HINT: &str = "It was printed when the desk was started, like 7K3M-9QXZ-0T5R-C1AB.";
pub const NEW_PASSWORD: &str = "New password";
pub const REPEAT: &str = "The same password again";
pub const BY_PROXY_TITLE: &str = "You are not signed in";
pub const BY_PROXY: &str =
    "This desk lets in whom the company’s own sign-in names. Open it at its usual address.";
pub const PASSWORD_EMPTY: &str = "Enter the password";
pub const PASSWORD_WRONG: &str = "The password is not right";
pub const CODE_EMPTY: &str = "Enter the code from the terminal";
pub const CODE_WRONG: &str = "The code is not the one in the terminal";
pub const PASSWORD_LONG: &str = "New password must be shorter";
pub const PASSWORD_DIFFERS: &str = "The same password again must be as the new password";
pub const PASSWORD_NOT_KEPT: &str = "The password could not be kept: the log says why";

pub const COMPLAINT: &str = "Complaint";
pub const COMPLAINTS: &str = "Complaints";
pub const FILTERS: &str = "Which complaints";
pub const FIND: &str = "Find by reference";
pub const FIND_BUTTON: &str = "Find";
pub const CSV: &str = "These as CSV";
pub const CSV_EXCEL: &str = "These as CSV for Excel";
pub const PAGES: &str = "Pages";
pub const PREVIOUS: &str = "Previous page";
pub const NEXT: &str = "Next page";
pub const NOTHING: &str = "There are none.";
pub const BACK: &str = "All complaints";

pub const RECEIVED: &str = "Received";
pub const RESPONSE_DUE: &str = "Response due";
pub const DEADLOCK_DUE: &str = "Deadlock letter due";
pub const ACKNOWLEDGE_BY: &str = "Acknowledge by";
pub const OPENS_REGULATOR: &str = "CISAS opens by Ofcom’s figure";
pub const OPENS: &str = "CISAS opens by the page’s figure";
pub const CLOSES: &str = "CISAS closes by the page’s figure";
pub const ANSWERED_ON: &str = "Answered on";
pub const DEADLOCK_ON: &str = "Deadlock letter sent on";
pub const SUBMISSION: &str = "Submission";
pub const COPY_VERSION: &str = "Version of the words";
pub const SHOWN_SAME: &str = "The customer was shown this day.";
pub const SHOWN_NONE: &str = "The customer was shown no day.";

pub const LATE: &str = "Late";
pub const ASKS_FOR_HELP: &str = "Asks for help";
pub const HELD: &str = "Held for review";
pub const DATES: &str = "Dates";
pub const ANSWERS: &str = "What was sent";
pub const FILES: &str = "Files";
pub const NO_FILES: &str = "None were sent.";
pub const FILES_HINT: &str = "Saved, never opened here: a stranger sent them.";
pub const NOTES: &str = "Notes";
pub const NO_NOTES: &str = "There are none yet.";
pub const WHAT_WAS_DONE: &str = "What was done";
pub const NOTE: &str = "New note";
pub const NOTE_HINT: &str =
    "For staff. It goes into the export and into what a customer may ask to see.";
pub const DATE_HINT: &str = "For example, 27 3 2026.";

pub const NOT_FOUND_TITLE: &str = "Nothing is here";
pub const NOT_FOUND: &str = "The address may be mistyped, or the complaint was deleted.";
pub const REFUSED_TITLE: &str = "Nothing was changed";
pub const REFUSED: &str =
    "This was not sent from a page of the desk. Open the desk, and try again there.";
pub const UNREADABLE_TITLE: &str = "The complaints cannot be read now";
pub const UNREADABLE: &str = "Try again in a moment. The log says why.";
pub const FILE_BROKEN_TITLE: &str = "The file cannot be saved";
pub const FILE_BROKEN: &str =
    "This file cannot be read, or is not what was received any more. The log says which.";

/// The name of a filter.
pub const fn filter(filter: Filter) -> &'static str {
    match filter {
        Filter::Open => "Open",
        Filter::Late => "Late",
        Filter::Help => "Asked for help",
        Filter::Held => "Held for review",
        Filter::Answered => "Answered",
        Filter::DeadlockLetter => "Deadlock letter sent",
        Filter::All => "All",
    }
}

/// How far a complaint has come.
pub const fn state(state: State) -> &'static str {
    match state {
        State::Open => "Open",
        State::Answered => "Answered",
        State::DeadlockLetterSent => "Deadlock letter sent",
    }
}

/// The button of an action, and the title above its form.
pub const fn action(action: Action) -> &'static str {
    match action {
        Action::Answered => "Mark as answered",
        Action::DeadlockLetter => "Mark that a deadlock letter was sent",
        Action::Reopen => "Open it again",
        Action::Note => "Add the note",
        Action::Release => "Release it",
    }
}

/// What an action does, where its button does not say so.
pub const fn explained(action: Action) -> &'static str {
    match action {
        Action::Reopen => "Takes back that it was answered, and that a deadlock letter was sent.",
        Action::Release => "A person has looked at it, and it is a complaint like any.",
        Action::Answered | Action::DeadlockLetter | Action::Note => "",
    }
}

/// What was done, once it is.
pub const fn done(action: Action) -> &'static str {
    match action {
        Action::Answered => "It is marked as answered.",
        Action::DeadlockLetter => "It is marked that a deadlock letter was sent.",
        Action::Reopen => "It is open again.",
        Action::Note => "The note is kept.",
        Action::Release => "It is released.",
    }
}

/// The legend of the date of an action.
pub const fn legend(action: Action) -> &'static str {
    match action {
        Action::DeadlockLetter => "When was the letter sent?",
        _ => "When was it answered?",
    }
}

/// The label of a box of a date.
pub const fn part(part: DatePart) -> &'static str {
    match part {
        DatePart::Day => "Day",
        DatePart::Month => "Month",
        DatePart::Year => "Year",
    }
}

/// Why nothing was changed.
pub fn fault(page: &PageCopy, action: Action, fault: Fault) -> String {
    let date = match action {
        Action::DeadlockLetter => "Date of the letter",
        _ => "Date of the answer",
    };
    match fault {
        Fault::Date(problem) => date_fault(date, problem),
        Fault::BeforeReceipt(day) => {
            let day = page.words.date(day);
            format!("{date} must be {day} or later: that is when the complaint was received")
        }
        Fault::OnAnotherDay(day) => {
            let day = page.words.date(day);
            format!("It was done on {day} already: open the complaint again to change that")
        }
        Fault::NoNote => "Enter a note".to_owned(),
        Fault::LongNote(characters) => {
            let (most, characters) = (thousands(MAX_NOTE_CHARACTERS), thousands(characters));
            format!("Note must be {most} characters or fewer: it has {characters}")
        }
        Fault::Stale => {
            "Nothing was changed: this page was opened before you signed in. Send it again"
                .to_owned()
        }
        Fault::NotWritten => {
            "Nothing was changed: the complaints cannot be changed now. Try again in a moment"
                .to_owned()
        }
    }
}

fn date_fault(date: &str, problem: DateProblem) -> String {
    match problem {
        DateProblem::Empty => format!("Enter the {}", date.to_lowercase()),
        DateProblem::Missing(missing) => {
            let missing = part(missing).to_lowercase();
            format!("{date} must include a {missing}")
        }
        DateProblem::YearDigits => format!("Year of the {} must have 4 digits", subject(date)),
        DateProblem::NotADate(_) => format!("{date} must be a real date"),
        DateProblem::InFuture => format!("{date} must be today or in the past"),
        DateProblem::TooEarly => format!("{date} must be in 2000 or later"),
    }
}

/// What a date is of.
fn subject(date: &str) -> &str {
    date.trim_start_matches("Date of the ")
}

/// A number with commas, as people write it.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut written = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

/// How many working days are left until the end of the day on which a response is due, or have gone by since.
pub fn left(days: &WorkingDays, today: NaiveDate, due: NaiveDate) -> String {
    let working_days = |count: u32| match count {
        1 => "1 working day".to_owned(),
        count => format!("{count} working days"),
    };
    match due {
        due if due == today => "due today".to_owned(),
        due if today < due => format!("{} left", working_days(days.between(today, due))),
        due => match days.between(due, today) {
            0 => "late".to_owned(),
            since => format!("late by {}", working_days(since)),
        },
    }
}

/// Why a complaint is held.
pub fn held(why: &str) -> &str {
    match why {
        _ if why == Suspicion::Decoy.name() => {
            "A machine seems to have sent it: it filled in a box that no person sees."
        }
        _ if why == Suspicion::Quick.name() => {
            "A machine seems to have sent it: it was faster than anyone reads."
        }
        other => other,
    }
}

/// What the customer was shown where that is another day.
pub fn shown_other(day: &str) -> String {
    format!("The customer was shown {day}.")
}

/// How many files a complaint has.
pub fn files(count: i64) -> String {
    match count {
        1 => "1 file".to_owned(),
        count => format!("{count} files"),
    }
}

/// Which page of how many.
pub fn page(number: usize, count: usize) -> String {
    format!("Page {number} of {count}")
}

/// That no complaint has a reference.
pub fn no_reference(typed: &str) -> String {
    match typed.trim() {
        "" => "Enter a reference".to_owned(),
        typed => format!("No complaint has the reference {typed}"),
    }
}

/// What a password must be.
pub fn password_hint() -> String {
    format!(
        "At least {MIN_CHARACTERS} characters. Several words are easy to remember and hard to guess."
    )
}

/// That a password is too short.
pub fn password_short() -> String {
    format!("New password must be {MIN_CHARACTERS} characters or more")
}

/// That there were too many tries.
pub fn too_many(minutes: u64) -> String {
    match minutes {
        1 => "There were too many tries. Try again in a minute".to_owned(),
        minutes => format!("There were too many tries. Try again in {minutes} minutes"),
    }
}
