//! The date by which the company promises a response.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Utc};

use super::bank_holiday::{Basis, OutsideCalendar};
use super::london;
use super::opening_hours::OpeningHours;
use super::working_days::{DayCounted, WorkingDays};

/// How many working days the company takes to respond.
///
/// # Source
///
/// The company's own promise, on its complaints page; no statute sets it.
pub const RESPONSE_DAYS: u32 = 5;

/// When a response is due, and how that date came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseTarget {
    /// London date and time of receipt.
    pub received_local: NaiveDateTime,
    /// Whether the phone lines were open at that moment.
    pub lines_open: bool,
    /// The working day treated as the day of receipt: day 0, not counted.
    pub counted_from: NaiveDate,
    /// The last working day counted; the whole of it is in time.
    pub due: NaiveDate,
    /// Of the year in which `due` falls.
    pub basis: Basis,
    /// Every day after `counted_from` up to `due`, counted or skipped.
    pub days: Vec<DayCounted>,
}

impl WorkingDays<'_> {
    /// When a response is due to something received at an instant.
    ///
    /// Received on a working day before the lines close, it counts from that day; otherwise from the
    /// next working day. That day is not counted.
    ///
    /// # Errors
    ///
    /// The count leaves the calendar's years.
    ///
    /// # Source
    ///
    /// The company's convention, on the pattern of Civil Procedure Rules 2.8 and 6.26.
    pub fn response_target(
        &self,
        received: DateTime<Utc>,
        working_days: u32,
        hours: &OpeningHours,
    ) -> Result<ResponseTarget, OutsideCalendar> {
        let received_local = london::to_london(received);
        let date = received_local.date();
        let counted_from = if received_local.time() < hours.closes() {
            self.on_or_after(date)?
        } else {
            self.next_working_day(date)?
        };
        let days = self.count(counted_from, working_days)?;
        let due = days.last().map_or(counted_from, |day| day.date);
        Ok(ResponseTarget {
            received_local,
            lines_open: hours.is_open(received_local, self),
            counted_from,
            due,
            basis: self.holidays.basis(due.year(), self.division),
            days,
        })
    }
}
