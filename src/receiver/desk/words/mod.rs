//! Every word that staff read at the desk, apart from those that the copy file has for the same thing: the
//! questions and their answers, days and sizes.

mod sentences;

use super::change::Action;
use super::list::Filter;
use crate::domain::complaint::{DatePart, State, Step};

pub use sentences::{
    fault, files, held, left, no_reference, page, password_hint, password_short, shown_other,
    thousands, too_many,
};

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

/// The legend of the date of a step.
pub const fn legend(step: Step) -> &'static str {
    match step {
        Step::Answered => "When was it answered?",
        Step::DeadlockLetterSent => "When was the letter sent?",
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
