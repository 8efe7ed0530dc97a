//! Words with something in them: a day, a number, what somebody typed.

use chrono::NaiveDate;

use crate::copy::PageCopy;
use crate::domain::calendar::WorkingDays;
use crate::domain::complaint::{DateProblem, MAX_NOTE_CHARACTERS, Suspicion};
use crate::receiver::desk::change::{Action, Fault};
use crate::receiver::desk::password::MIN_CHARACTERS;

/// Why nothing was changed.
pub fn fault(page: &PageCopy, action: Action, fault: Fault) -> String {
    let date = match action {
        Action::DeadlockLetter => "Date of the letter",
        Action::Answered | Action::Reopen | Action::Note | Action::Release => "Date of the answer",
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
            let missing = super::part(missing).to_lowercase();
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
    match Suspicion::from_name(why) {
        Some(Suspicion::Honeypot) => {
            "A machine seems to have sent it: it filled in a box that no person sees."
        }
        Some(Suspicion::Quick) => {
            "A machine seems to have sent it: it was faster than anyone reads."
        }
        None => why,
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
