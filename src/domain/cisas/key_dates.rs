//! The dates that decide a case, by both sets of figures.

use chrono::NaiveDate;

use super::figures::{Figures, RegulatorFigures};
use super::window::{Window, WindowError, add_months_clamped};
use crate::domain::calendar::iso::days_later;

/// The dates that decide a case, for a timeline; none where nothing is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyDates {
    pub complained: Option<NaiveDate>,
    pub agreed: Option<NaiveDate>,
    /// The first day in time by the page's figure, or by the agreement; the agreement's day where
    /// only that is known.
    pub opens: Option<NaiveDate>,
    /// The first day in time by the regulator's figure, or by the letter.
    pub opens_by_regulator: Option<NaiveDate>,
    /// The last day in time by the page's figure.
    pub closes: Option<NaiveDate>,
    /// The last day certainly in time by the regulator's figure; none without a letter.
    pub last_safe_day: Option<NaiveDate>,
}

impl KeyDates {
    /// The dates of a case by the figures that hold for it.
    ///
    /// Any of them may lie ahead. An agreement is taken for a deadlock letter, which only brings
    /// the regulator's limit nearer.
    ///
    /// # Errors
    ///
    /// The page's figures give no window: see [`Window::new`].
    ///
    /// # Source
    ///
    /// The regulator's limit is "less than 12 months after" the letter for Ofcom and "no more than"
    /// for CISAS: the day before the corresponding date satisfies both.
    pub fn new(
        complained: Option<NaiveDate>,
        agreed: Option<NaiveDate>,
        page: Figures,
        regulator: &RegulatorFigures,
    ) -> Result<Self, WindowError> {
        let window = match complained {
            Some(complained) => Some(Window::new(complained, page, agreed)?),
            None => None,
        };
        let waited = complained.map(|complained| {
            days_later(complained, 7 * u64::from(regulator.wait_weeks)).unwrap_or(NaiveDate::MAX)
        });
        let last_safe_day = agreed.map(|letter| {
            add_months_clamped(letter, regulator.limit_months_from_letter)
                .and_then(|late| late.pred_opt())
                .unwrap_or(NaiveDate::MAX)
        });
        Ok(Self {
            complained,
            agreed,
            opens: window.map(|window| window.opens).or(agreed),
            opens_by_regulator: earlier(waited, agreed),
            closes: window.map(|window| window.closes),
            last_safe_day,
        })
    }

    /// The regulator's first day, where it comes before the page's.
    pub fn perhaps_from(&self) -> Option<NaiveDate> {
        self.opens_by_regulator
            .filter(|allowed_from| Some(*allowed_from) < self.opens)
    }
}

/// The earlier of two dates, of which either may be unknown.
pub(super) fn earlier(one: Option<NaiveDate>, other: Option<NaiveDate>) -> Option<NaiveDate> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
