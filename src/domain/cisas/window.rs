//! The days on which an application to CISAS is in time.

use std::fmt;

use chrono::{Months, NaiveDate};

use super::figures::Figures;
use crate::domain::calendar::iso::{days_later, format_date, is_writable};

/// The first and last day of an application to CISAS, both in time.
///
/// London calendar dates: no weekend, bank holiday or closing hour moves them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub opens: NaiveDate,
    pub closes: NaiveDate,
}

/// Where a day lies in a [`Window`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Before,
    Open,
    Closed,
}

impl Status {
    /// `before`, `open` or `closed`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

impl Window {
    /// The window of a complaint first made on a date.
    ///
    /// It opens `wait_weeks` later, or on the date of an earlier written agreement or deadlock
    /// letter, and closes `limit_months` after the complaint.
    ///
    /// # Errors
    ///
    /// The agreement is older than the complaint, or the window would open after it closes.
    ///
    /// # Source
    ///
    /// "At least" so many weeks is met on the same weekday: Riley v Eurostile. Months end on the
    /// corresponding date: Dodds v Walker [1981] UKHL.
    ///
    /// # Example
    ///
    /// ```
    /// use complaints::domain::calendar::iso::{format_date, parse_date};
    /// use complaints::domain::cisas::{PAGE_FIGURES, Window};
    ///
    /// let complained = parse_date("2026-05-01").unwrap();
    /// let window = Window::new(complained, PAGE_FIGURES, None).unwrap();
    /// assert_eq!(format_date(window.opens), "2026-06-26");
    /// assert_eq!(format_date(window.closes), "2027-02-01");
    /// ```
    pub fn new(
        complained: NaiveDate,
        figures: Figures,
        agreed: Option<NaiveDate>,
    ) -> Result<Self, WindowError> {
        if let Some(agreed) = agreed.filter(|agreed| *agreed < complained) {
            return Err(WindowError::AgreedBeforeComplaint { agreed, complained });
        }
        let too_late = WindowError::TooLate {
            complained,
            figures,
        };
        let waited = days_later(complained, 7 * u64::from(figures.wait_weeks))
            .filter(is_writable)
            .ok_or(too_late)?;
        let opens = agreed.map_or(waited, |agreed| agreed.min(waited));
        let closes = add_months_clamped(complained, figures.limit_months).ok_or(too_late)?;
        if opens > closes {
            return Err(WindowError::OpensAfterCloses { opens, closes });
        }
        Ok(Self { opens, closes })
    }

    /// Where a day lies.
    pub fn status(&self, today: NaiveDate) -> Status {
        if today < self.opens {
            Status::Before
        } else if today <= self.closes {
            Status::Open
        } else {
            Status::Closed
        }
    }
}

/// The corresponding date so many months later, or the last day of a month that is too short.
///
/// Nothing sticks to the end of a month: 28 February and nine months is 28 November. None past the
/// last year a date can hold.
pub fn add_months_clamped(date: NaiveDate, months: u32) -> Option<NaiveDate> {
    date.checked_add_months(Months::new(months))
        .filter(is_writable)
}

/// Why there is no window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowError {
    AgreedBeforeComplaint {
        agreed: NaiveDate,
        complained: NaiveDate,
    },
    OpensAfterCloses {
        opens: NaiveDate,
        closes: NaiveDate,
    },
    /// The window would end after the last date there is.
    TooLate {
        complained: NaiveDate,
        figures: Figures,
    },
}

impl fmt::Display for WindowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::AgreedBeforeComplaint { agreed, complained } => {
                let (agreed, complained) = (format_date(agreed), format_date(complained));
                write!(
                    f,
                    "the agreement of {agreed} is older than the complaint of {complained}"
                )
            }
            Self::OpensAfterCloses { opens, closes } => {
                let (opens, closes) = (format_date(opens), format_date(closes));
                write!(
                    f,
                    "the window would open on {opens}, after it closes on {closes}"
                )
            }
            Self::TooLate {
                complained,
                figures,
            } => {
                let (weeks, months) = (figures.wait_weeks, figures.limit_months);
                let complained = format_date(complained);
                write!(
                    f,
                    "no date {weeks} weeks or {months} months after {complained}"
                )
            }
        }
    }
}

impl std::error::Error for WindowError {}
