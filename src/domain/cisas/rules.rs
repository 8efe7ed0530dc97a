//! Figures that hold from a date on, in order and without contradiction.

use std::fmt;

use chrono::NaiveDate;

use super::figures::{Figures, PAGE_FIGURES, REGULATOR_FIGURES, RegulatorFigures};
use super::window::{Window, WindowError};
use crate::domain::calendar::iso::{days_later, format_date};

/// Figures that change from one date to the next, in order and without contradiction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedFigures(Vec<Figures>);

impl DatedFigures {
    /// Figures in order of their dates.
    ///
    /// # Errors
    ///
    /// There are none, they are not in order, or some complaint's window would open after it closes.
    pub fn new(entries: Vec<Figures>) -> Result<Self, FiguresError> {
        if entries.is_empty() {
            return Err(FiguresError::Empty);
        }
        for (index, figures) in entries.iter().enumerate() {
            let next = entries.get(index + 1).map(|next| next.from);
            check_order(index, figures.from, next)?;
            check(*figures, next).map_err(|(complained, cause)| FiguresError::NoWindow {
                index,
                complained,
                cause,
            })?;
        }
        Ok(Self(entries))
    }

    /// All of them, in order of their dates.
    pub fn entries(&self) -> &[Figures] {
        &self.0
    }

    /// The figures for a complaint first made on a date; the first ones also for any date before.
    pub fn on(&self, complained: NaiveDate) -> Figures {
        let started = self.0.partition_point(|figures| figures.from <= complained);
        self.0[started.saturating_sub(1)]
    }
}

impl Default for DatedFigures {
    fn default() -> Self {
        Self(vec![PAGE_FIGURES])
    }
}

/// The regulator's figures that change from one date to the next, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedRegulatorFigures(Vec<RegulatorFigures>);

impl DatedRegulatorFigures {
    /// Figures in order of their dates.
    ///
    /// # Errors
    ///
    /// There are none, they are not in order, or one leaves no day to apply after a letter.
    pub fn new(entries: Vec<RegulatorFigures>) -> Result<Self, FiguresError> {
        if entries.is_empty() {
            return Err(FiguresError::Empty);
        }
        for (index, figures) in entries.iter().enumerate() {
            let next = entries.get(index + 1).map(|next| next.from);
            check_order(index, figures.from, next)?;
            if figures.limit_months_from_letter == 0 {
                return Err(FiguresError::NoDayAfterLetter { index });
            }
        }
        Ok(Self(entries))
    }

    /// All of them, in order of their dates.
    pub fn entries(&self) -> &[RegulatorFigures] {
        &self.0
    }

    /// The figures for a complaint first made on a date; the first ones also for any date before.
    pub fn on(&self, complained: NaiveDate) -> &RegulatorFigures {
        let started = self.0.partition_point(|figures| figures.from <= complained);
        &self.0[started.saturating_sub(1)]
    }
}

impl Default for DatedRegulatorFigures {
    fn default() -> Self {
        Self(REGULATOR_FIGURES.into())
    }
}

/// An entry must start before the next one does.
fn check_order(index: usize, from: NaiveDate, next: Option<NaiveDate>) -> Result<(), FiguresError> {
    match next {
        Some(next) if next <= from => Err(FiguresError::OutOfOrder {
            index: index + 1,
            from: next,
            previous: from,
        }),
        _ => Ok(()),
    }
}

/// Looks for a complaint without a window while the figures are in force.
///
/// Four years see every month end, in a leap year too.
fn check(figures: Figures, until: Option<NaiveDate>) -> Result<(), (NaiveDate, WindowError)> {
    let days = (0..4 * 366).map_while(|day| days_later(figures.from, day));
    for complained in days.take_while(|day| until.is_none_or(|until| *day < until)) {
        Window::new(complained, figures, None).map_err(|cause| (complained, cause))?;
    }
    Ok(())
}

/// Which entry of a list of dated figures cannot stand, and why.
///
/// Indexes count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FiguresError {
    Empty,
    OutOfOrder {
        index: usize,
        from: NaiveDate,
        previous: NaiveDate,
    },
    NoWindow {
        index: usize,
        complained: NaiveDate,
        cause: WindowError,
    },
    /// The regulator's limit would have passed on the day of the letter.
    NoDayAfterLetter {
        index: usize,
    },
}

impl fmt::Display for FiguresError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("no figures at all: at least one entry is needed"),
            Self::OutOfOrder {
                index,
                from,
                previous,
            } => {
                let (from, previous) = (format_date(*from), format_date(*previous));
                write!(
                    f,
                    "entry {index}: from {from} does not come after the entry before it, from {previous}"
                )
            }
            Self::NoWindow {
                index,
                complained,
                cause,
            } => {
                let complained = format_date(*complained);
                write!(
                    f,
                    "entry {index}: for a complaint made on {complained} {cause}"
                )
            }
            Self::NoDayAfterLetter { index } => write!(
                f,
                "entry {index}: 0 months from the letter leave no day to apply, expected 1 or more"
            ),
        }
    }
}

impl std::error::Error for FiguresError {}
