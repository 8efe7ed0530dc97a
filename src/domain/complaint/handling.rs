//! What the company did about a complaint, and whether its answer is late.

use chrono::NaiveDate;

use crate::base::named::named_enum;

/// The most characters of a note of the staff.
pub const MAX_NOTE_CHARACTERS: usize = 8_000;

/// What was done about a complaint, and on which days in London.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Handling {
    pub answered_on: Option<NaiveDate>,
    /// The day of the letter that says that the company will not look further.
    pub deadlock_on: Option<NaiveDate>,
}

named_enum! {
    /// How far a complaint has come, by its name for staff.
    pub enum State {
        Open = "open",
        Answered = "answered",
        DeadlockLetterSent = "deadlock letter",
    }
}

/// A step that is taken once, on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Answered,
    DeadlockLetterSent,
}

impl Handling {
    /// The last step that was taken; a deadlock letter comes after an answer.
    pub fn state(self) -> State {
        match (self.deadlock_on, self.answered_on) {
            (Some(_), _) => State::DeadlockLetterSent,
            (None, Some(_)) => State::Answered,
            (None, None) => State::Open,
        }
    }

    /// The day of a step, where it was taken.
    pub fn day(self, step: Step) -> Option<NaiveDate> {
        match step {
            Step::Answered => self.answered_on,
            Step::DeadlockLetterSent => self.deadlock_on,
        }
    }

    /// Whether nothing was done until after the day on which a response was due.
    pub fn is_late(self, response_due: NaiveDate, today: NaiveDate) -> bool {
        self.state() == State::Open && response_due < today
    }
}
