//! Changes what was received, for those who answer it, also while `serve` runs: releases what was
//! held, notes what was done, deletes what may be kept no longer.

mod deletion;

pub use deletion::{DeleteError, Purged, ToDelete, Which};

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::store::StoreError;
use crate::domain::calendar::{iso, london};
use crate::domain::complaint::Step;

/// Within which time the same note again is the same note, before or after: two presses may pass each other.
pub(super) const REPEATED_WITHIN: TimeDelta = TimeDelta::minutes(1);

/// Changes what was received, also while `serve` runs.
pub trait InboxEditor: Send {
    /// Lets a complaint go that was held for review; it is acknowledged from then on, where it is to be.
    ///
    /// # Errors
    ///
    /// The database cannot be changed.
    fn release(&mut self, reference: &str, now: DateTime<Utc>) -> Result<Release, StoreError>;

    /// Notes that a step was taken on a day in London. A day that stands there is not written over.
    ///
    /// # Errors
    ///
    /// The database cannot be changed.
    fn take(
        &mut self,
        reference: &str,
        step: Step,
        on: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<Taken, StoreError>;

    /// Takes back that a complaint was answered and that a deadlock letter was sent.
    ///
    /// # Errors
    ///
    /// The database cannot be changed.
    fn reopen(&mut self, reference: &str, now: DateTime<Utc>) -> Result<Reopened, StoreError>;

    /// Adds a note, and gives its number, counted from 1; `None` where the complaint is not known. The text of
    /// the last note [`REPEATED_WITHIN`] is that note again, sent by a second press of a button.
    ///
    /// # Errors
    ///
    /// The database cannot be changed.
    fn note(
        &mut self,
        reference: &str,
        text: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<i64>, StoreError>;

    /// Tells of a complaint again who has not taken it; says to how many, `None` where it is not known.
    ///
    /// # Errors
    ///
    /// The database cannot be changed.
    fn resend(&mut self, reference: &str, now: DateTime<Utc>) -> Result<Option<usize>, StoreError>;

    /// What [`delete`](Self::delete) would delete, the oldest first.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    fn to_delete(&self, which: Which) -> Result<Vec<ToDelete>, StoreError>;

    /// Deletes complaints with their answers, files and receipts, the oldest first.
    ///
    /// # Errors
    ///
    /// Nothing was deleted, or not every trace of it: the error says which.
    fn delete(&mut self, which: Which) -> Result<Vec<ToDelete>, DeleteError>;

    /// Deletes what was received before a day began in London: complaints, and what was put into
    /// `lost+found` before.
    ///
    /// # Errors
    ///
    /// As of [`delete`](Self::delete).
    fn purge(&mut self, before: NaiveDate) -> Result<Purged, DeleteError>;

    /// Brings a deletion to its end that was interrupted before; says whether there was one.
    ///
    /// # Errors
    ///
    /// There still are traces of it.
    fn finish(&mut self) -> Result<bool, DeleteError>;

    /// What belongs to no complaint here: files, and databases from before a restore.
    fn lost(&self) -> Vec<PathBuf>;
}

/// What became of a complaint that was to be released.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Release {
    Released,
    NotHeld,
    Unknown,
}

/// What became of a step that was to be noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    Noted,
    /// It stands there with the same day.
    Already,
    /// It stands there with another day.
    OnAnotherDay(NaiveDate),
    /// The complaint was received after the day that was given: on this one.
    BeforeReceipt(NaiveDate),
    Unknown,
}

/// What became of a complaint that was to be open again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reopened {
    Open,
    Already,
    Unknown,
}

impl Taken {
    /// Why a step is not noted on a day, of a complaint and the day that stands there; `None` where it may be.
    pub(super) fn refused(received_at: &str, day: Option<&str>, on: NaiveDate) -> Option<Self> {
        if let Some(day) = day.and_then(iso::parse_date) {
            return Some(match day == on {
                true => Self::Already,
                false => Self::OnAnotherDay(day),
            });
        }
        let received_on = iso::parse_instant(received_at).map(london::london_date);
        let received_on = received_on.filter(|received_on| on < *received_on);
        received_on.map(Self::BeforeReceipt)
    }
}

impl Release {
    pub(super) fn of(is_known: bool, released: bool) -> Self {
        match (is_known, released) {
            (false, _) => Self::Unknown,
            (true, false) => Self::NotHeld,
            (true, true) => Self::Released,
        }
    }
}

impl Reopened {
    pub(super) fn of(is_known: bool, changed: bool) -> Self {
        match (is_known, changed) {
            (false, _) => Self::Unknown,
            (true, false) => Self::Already,
            (true, true) => Self::Open,
        }
    }
}
