//! When the phone lines are open.

use std::fmt;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};

use super::iso::days_later;
use super::working_days::{DayKind, WorkingDays};

/// The hours of the phone lines: the same on each of a run of weekdays, and none on bank holidays.
///
/// The default is the company's page: Monday to Friday, 9am to 5pm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpeningHours {
    first_day: Weekday,
    last_day: Weekday,
    opens: NaiveTime,
    closes: NaiveTime,
}

impl OpeningHours {
    /// Lines open from `opens` until just before `closes`, from `first_day` to `last_day`.
    ///
    /// A run may pass the end of the week, as from Saturday to Tuesday.
    ///
    /// # Errors
    ///
    /// The lines would close before, or as, they open.
    pub fn new(
        first_day: Weekday,
        last_day: Weekday,
        opens: NaiveTime,
        closes: NaiveTime,
    ) -> Result<Self, OpeningHoursError> {
        if opens < closes {
            Ok(Self {
                first_day,
                last_day,
                opens,
                closes,
            })
        } else {
            Err(OpeningHoursError { opens, closes })
        }
    }

    pub fn first_day(&self) -> Weekday {
        self.first_day
    }

    pub fn last_day(&self) -> Weekday {
        self.last_day
    }

    pub fn opens(&self) -> NaiveTime {
        self.opens
    }

    /// The first moment of the day at which the lines are closed again.
    pub fn closes(&self) -> NaiveTime {
        self.closes
    }

    /// Whether the lines are open at a London date and time.
    pub fn is_open(&self, local: NaiveDateTime, days: &WorkingDays) -> bool {
        (self.opens..self.closes).contains(&local.time()) && self.opens_on(local.date(), days)
    }

    /// The next time the lines open, in London: after `local`, or at it.
    ///
    /// None past the calendar's years.
    pub fn next_opening(&self, local: NaiveDateTime, days: &WorkingDays) -> Option<NaiveDateTime> {
        let mut date = local.date();
        if local.time() > self.opens {
            date = days_later(date, 1)?;
        }
        while !self.opens_on(date, days) {
            days.kind(date).ok()?;
            date = days_later(date, 1)?;
        }
        Some(date.and_time(self.opens))
    }

    /// The next time the lines open or close, in London: always after `local`.
    ///
    /// None past the calendar's years.
    pub fn next_change(&self, local: NaiveDateTime, days: &WorkingDays) -> Option<NaiveDateTime> {
        if self.is_open(local, days) {
            Some(local.date().and_time(self.closes))
        } else {
            self.next_opening(local, days)
        }
    }

    fn opens_on(&self, date: NaiveDate, days: &WorkingDays) -> bool {
        let run = self.last_day.days_since(self.first_day);
        date.weekday().days_since(self.first_day) <= run
            && matches!(days.kind(date), Ok(DayKind::Working | DayKind::Weekend))
    }
}

impl Default for OpeningHours {
    fn default() -> Self {
        const NINE: NaiveTime = NaiveTime::from_hms_opt(9, 0, 0).unwrap();
        const FIVE: NaiveTime = NaiveTime::from_hms_opt(17, 0, 0).unwrap();
        Self {
            first_day: Weekday::Mon,
            last_day: Weekday::Fri,
            opens: NINE,
            closes: FIVE,
        }
    }
}

/// Lines that would close before, or as, they open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpeningHoursError {
    pub opens: NaiveTime,
    pub closes: NaiveTime,
}

impl fmt::Display for OpeningHoursError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (opens, closes) = (self.opens, self.closes);
        write!(
            f,
            "lines that open at {:02}:{:02} cannot close at {:02}:{:02}",
            opens.hour(),
            opens.minute(),
            closes.hour(),
            closes.minute()
        )
    }
}

impl std::error::Error for OpeningHoursError {}
