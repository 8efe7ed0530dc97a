//! What staff did about a complaint, as they send it from its page.

use chrono::{DateTime, NaiveDate, Utc};

use super::fields::Fields;
use crate::base::named::named_enum;
use crate::base::text::clean_text;
use crate::domain::calendar::london;
use crate::domain::complaint::{
    DateDraft, DatePart, DateProblem, MAX_NOTE_CHARACTERS, MonthNames, Step,
};
use crate::receiver::inbox_editor::{InboxEditor, Release, Reopened, Taken};
use crate::receiver::store::{Location, StoreError};

named_enum! {
    /// What can be done about a complaint, by its name in addresses and logs.
    pub enum Action {
        Answered = "answered",
        DeadlockLetter = "deadlock",
        Reopen = "reopen",
        Note = "note",
        Release = "release",
    }
}

/// What stands in the forms of a complaint's page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub answered: DateDraft,
    pub deadlock_letter: DateDraft,
    pub note: String,
}

impl Typed {
    /// What stands there at first.
    pub fn on(today: NaiveDate) -> Self {
        Self {
            answered: DateDraft::from_date(today),
            deadlock_letter: DateDraft::from_date(today),
            note: String::new(),
        }
    }

    /// The same, with what was sent from one of the forms.
    pub fn with(mut self, action: Action, fields: &Fields) -> Self {
        let date = || {
            let mut date = DateDraft::default();
            for part in DatePart::ALL {
                fields.get(part.name()).clone_into(date.part_mut(part));
            }
            date
        };
        match action {
            Action::Answered => self.answered = date(),
            Action::DeadlockLetter => self.deadlock_letter = date(),
            Action::Note => fields.get(NOTE).clone_into(&mut self.note),
            Action::Reopen | Action::Release => {}
        }
        self
    }
}

/// The name of the box that a note is written in.
pub const NOTE: &str = "note";

/// Why nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Date(DateProblem),
    /// The complaint was received after the day that was given: on this one.
    BeforeReceipt(NaiveDate),
    /// It was done on another day already.
    OnAnotherDay(NaiveDate),
    NoNote,
    /// Of so many characters.
    LongNote(usize),
    /// The page was opened before somebody signed in anew.
    Stale,
    /// The database cannot be changed now.
    NotWritten,
}

impl Fault {
    /// Whether this box of a date is wrong.
    pub fn is_about(self, part: DatePart) -> bool {
        match self {
            Self::Date(problem) => problem.wrong_part().is_none_or(|wrong| wrong == part),
            Self::BeforeReceipt(_) => true,
            Self::OnAnotherDay(_)
            | Self::NoNote
            | Self::LongNote(_)
            | Self::Stale
            | Self::NotWritten => false,
        }
    }
}

/// A fault, and what was to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem {
    pub action: Action,
    pub fault: Fault,
}

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// There is no such complaint.
    Unknown,
    Refused(Fault),
}

/// Changes a complaint as somebody has asked.
///
/// # Errors
///
/// The database cannot be changed: why.
pub fn change(
    location: &Location,
    months: &MonthNames,
    (reference, action): (&str, Action),
    typed: &Typed,
    now: DateTime<Utc>,
) -> Result<Outcome, String> {
    let editor = || location.editor().map_err(|error| error.to_string());
    let unchanged = |error: StoreError| error.to_string();
    match action {
        Action::Answered => mark(
            editor,
            reference,
            Step::Answered,
            &typed.answered,
            months,
            now,
        ),
        Action::DeadlockLetter => {
            let (step, date) = (Step::DeadlockLetterSent, &typed.deadlock_letter);
            mark(editor, reference, step, date, months, now)
        }
        Action::Reopen => {
            let reopened = editor()?.reopen(reference, now);
            Ok(match reopened.map_err(unchanged)? {
                Reopened::Open | Reopened::Already => Outcome::Done,
                Reopened::Unknown => Outcome::Unknown,
            })
        }
        Action::Release => {
            let released = editor()?.release(reference, now);
            Ok(match released.map_err(unchanged)? {
                Release::Released | Release::NotHeld => Outcome::Done,
                Release::Unknown => Outcome::Unknown,
            })
        }
        Action::Note => {
            let note = clean_text(&typed.note);
            match note.chars().count() {
                0 => return Ok(Outcome::Refused(Fault::NoNote)),
                1..=MAX_NOTE_CHARACTERS => {}
                characters => return Ok(Outcome::Refused(Fault::LongNote(characters))),
            }
            let number = editor()?.note(reference, &note, now);
            Ok(match number.map_err(unchanged)? {
                Some(_) => Outcome::Done,
                None => Outcome::Unknown,
            })
        }
    }
}

/// Notes that a step was taken on a day.
fn mark(
    editor: impl FnOnce() -> Result<Box<dyn InboxEditor>, String>,
    reference: &str,
    step: Step,
    date: &DateDraft,
    months: &MonthNames,
    now: DateTime<Utc>,
) -> Result<Outcome, String> {
    let on = match date.read(months, london::london_date(now)) {
        Ok(on) => on,
        Err(problem) => return Ok(Outcome::Refused(Fault::Date(problem))),
    };
    let taken = editor()?.take(reference, step, on, now);
    Ok(match taken.map_err(|error| error.to_string())? {
        Taken::Noted | Taken::Already => Outcome::Done,
        Taken::OnAnotherDay(day) => Outcome::Refused(Fault::OnAnotherDay(day)),
        Taken::BeforeReceipt(day) => Outcome::Refused(Fault::BeforeReceipt(day)),
        Taken::Unknown => Outcome::Unknown,
    })
}
