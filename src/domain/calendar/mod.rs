//! Working days, bank holidays and London time.
//!
//! Every rule on a wall clock is Europe/London, whatever the device says. Dates are civil dates; an
//! instant becomes one in [`london`] and nowhere else.

pub mod bank_holidays;
mod by_rule;
mod govuk;
pub mod icalendar;
pub mod iso;
pub mod london;
pub mod opening_hours;
pub mod working_days;

pub use bank_holidays::{BankHoliday, BankHolidays, Basis, Division, OutsideCalendar};
pub use govuk::BankHolidaysError;
pub use icalendar::{Reminder, stable_uid, write_calendar};
pub use opening_hours::{OpeningHours, OpeningHoursError};
pub use working_days::{DayCounted, DayKind, ResponseTarget, WorkingDays};
