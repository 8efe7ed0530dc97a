//! What was received, for those who answer it. Reads only, also while `serve` writes.

mod attachment;
mod error;

use chrono::NaiveDate;

use super::outbox::Unsent;
use super::store::{Receipt, StoreError};
use crate::domain::calendar::{iso, london};
use crate::domain::cisas::{DatedRegulatorFigures, KeyDates, PAGE_FIGURES};
use crate::domain::complaint::{FieldId, Handling};
use crate::domain::wire::Shown;

pub use attachment::ReceivedAttachment;
pub(super) use attachment::{Content, ReadContent};
pub use error::InboxError;

/// The complaints as they were at one moment: nothing changes between two looks.
pub trait Inbox: Send {
    /// Every complaint in one line each, the newest first.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    fn list(&self) -> Result<Vec<Summary>, StoreError>;

    /// Who was not told of which complaint yet, the oldest first.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    fn unsent(&self) -> Result<Vec<Unsent>, StoreError>;

    /// The complaint with a reference.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    fn find(&self, reference: &str) -> Result<Option<Received>, StoreError>;
}

/// A complaint in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    pub reference: String,
    /// RFC 3339, UTC.
    pub received_at: String,
    /// An ISO 8601 civil date in London.
    pub response_due: String,
    pub deadlock_letter_due: Option<NaiveDate>,
    pub handling: Handling,
    /// No more than its first 1,000 characters, as of the category.
    pub name: String,
    pub category: String,
    /// Whether the sender wrote what would make the complaint easier.
    pub asks_for_help: bool,
    pub attachments: i64,
    /// Why it is held for review, where it is.
    pub held: Option<String>,
}

/// A complaint, whole.
#[derive(Clone, Debug)]
pub struct Received {
    /// What the sender was answered.
    pub receipt: Receipt,
    pub submission_id: String,
    /// Why it is held for review, where it is.
    pub held: Option<String>,
    pub handling: Handling,
    /// The day by which a deadlock letter is due; `None` of a complaint that CISAS does not take.
    pub deadlock_letter_due: Option<NaiveDate>,
    /// In the order written.
    pub notes: Vec<Note>,
    /// What the sender was shown before.
    pub shown: Shown,
    /// The answers given with their names on the wire, in the order of the form.
    pub answers: Vec<(String, String)>,
    pub attachments: Vec<ReceivedAttachment>,
}

/// What somebody of the staff wrote about a complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// RFC 3339, UTC.
    pub written_at: String,
    pub text: String,
}

impl Received {
    /// An answer, where it was given.
    pub fn answer(&self, field: FieldId) -> Option<&str> {
        let mut answers = self.answers.iter();
        let found = answers.find(|(name, _)| name == field.name());
        found.map(|(_, value)| value.as_str())
    }
}

/// The day on which the regulator's weeks are over, and with them the time for a deadlock letter, for
/// which the customer need not ask; none of a complaint that CISAS does not take.
///
/// Of a complaint that was kept without that day, it comes from the figures built in.
///
/// # Source
///
/// Ombudsman Services, guidance on eight-week and deadlock letters; the weeks are Ofcom's.
pub(super) fn deadlock_letter_due(
    received_at: &str,
    opens_by_regulator: Option<&str>,
    acknowledge_by: Option<&str>,
    first_complained_on: Option<&str>,
) -> Option<NaiveDate> {
    if acknowledge_by.is_some() {
        return None;
    }
    if let Some(day) = opens_by_regulator {
        return iso::parse_date(day);
    }
    let first = first_complained_on.and_then(iso::parse_date);
    let complained = first.or_else(|| iso::parse_instant(received_at).map(london::london_date))?;
    let figures = DatedRegulatorFigures::default();
    let regulator = figures.on(complained);
    let dates = KeyDates::new(Some(complained), None, PAGE_FIGURES, regulator).ok()?;
    dates.opens_by_regulator
}
