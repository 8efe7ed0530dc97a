//! What a person said of their case, and what that comes to.

use std::fmt;

use chrono::NaiveDate;

use super::key_dates::KeyDates;
use super::outcome::{Decision, Outcome};
use super::rules::{DatedFigures, DatedRegulatorFigures};
use super::screening::Screening;
use super::window::WindowError;
use crate::domain::calendar::iso::format_date;

/// What a person said of their case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// The day of the first complaint about it; none when there is no complaint yet, or no answer.
    pub complained: Option<NaiveDate>,
    /// The day of the company's written agreement or deadlock letter, if there is one.
    pub agreed: Option<NaiveDate>,
    pub screening: Screening,
}

impl Answers {
    /// What the answers come to today, in London.
    ///
    /// A "yes" to a screening question decides before any date does: no date makes CISAS take such
    /// a case, and waiting for one would cost the person time. A skipped question decides nothing.
    /// A letter without a complaint's day still shows that there was a complaint, so the outcome is
    /// to ask CISAS rather than to complain first.
    ///
    /// # Errors
    ///
    /// The complaint or the agreement lies in the future, the agreement is older than the
    /// complaint, or the page's figures give no window, whatever the screening answers are.
    ///
    /// # Example
    ///
    /// ```
    /// use complaints::domain::calendar::iso::parse_date;
    /// use complaints::domain::cisas::{Answers, DatedFigures, DatedRegulatorFigures};
    ///
    /// let answers = Answers { complained: parse_date("2026-05-01"), ..Answers::default() };
    /// let (page, regulator) = (DatedFigures::default(), DatedRegulatorFigures::default());
    /// let today = parse_date("2026-06-12").unwrap();
    /// let decision = answers.decide(&page, &regulator, today).unwrap();
    /// assert_eq!(decision.outcome.as_str(), "perhaps-already");
    /// assert_eq!(decision.dates.opens, parse_date("2026-06-26"));
    /// ```
    pub fn decide(
        &self,
        page: &DatedFigures,
        regulator: &DatedRegulatorFigures,
        today: NaiveDate,
    ) -> Result<Decision, AnswersError> {
        let Self {
            complained, agreed, ..
        } = *self;
        if let Some(complained) = complained.filter(|complained| *complained > today) {
            return Err(AnswersError::ComplainedInFuture { complained, today });
        }
        if let Some(agreed) = agreed.filter(|agreed| *agreed > today) {
            return Err(AnswersError::AgreedInFuture { agreed, today });
        }
        let since = complained.or(agreed).unwrap_or(today);
        let dates = KeyDates::new(complained, agreed, page.on(since), regulator.on(since))
            .map_err(AnswersError::NoWindow)?;
        let outcome = match self.screening.reasons().next() {
            Some(reason) => Outcome::Outside(reason),
            None => dates.outcome(today),
        };
        Ok(Decision { outcome, dates })
    }
}

/// Why answers cannot be decided on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswersError {
    ComplainedInFuture {
        complained: NaiveDate,
        today: NaiveDate,
    },
    AgreedInFuture {
        agreed: NaiveDate,
        today: NaiveDate,
    },
    /// The agreement is older than the complaint, or the figures contradict each other.
    NoWindow(WindowError),
}

impl fmt::Display for AnswersError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, date, today) = match *self {
            Self::ComplainedInFuture { complained, today } => ("complaint", complained, today),
            Self::AgreedInFuture { agreed, today } => ("agreement", agreed, today),
            Self::NoWindow(cause) => return cause.fmt(f),
        };
        let (date, today) = (format_date(date), format_date(today));
        write!(f, "the {what} of {date} lies ahead: today is {today}")
    }
}

impl std::error::Error for AnswersError {}
