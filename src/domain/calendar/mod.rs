//! Working days, bank holidays and London time.
//!
//! Every rule on a wall clock is Europe/London, whatever the device says. Dates are civil dates; an
//! instant becomes one in [`london`] and nowhere else.

mod bank_holiday;
pub mod bank_holidays;
mod by_rule;
mod govuk;
pub mod icalendar;
pub mod iso;
pub mod london;
pub mod opening_hours;
mod response;
pub mod working_days;

pub use bank_holiday::{
    BankHoliday, Basis, Division, FIRST_YEAR, LAST_YEAR, OutsideCalendar, UnknownDivision,
};
pub use bank_holidays::BankHolidays;
pub use govuk::BankHolidaysError;
pub use icalendar::{Reminder, stable_uid, write_calendar};
pub use opening_hours::{OpeningHours, OpeningHoursError};
pub use response::{RESPONSE_DAYS, ResponseTarget};
pub use working_days::{DayCounted, DayKind, WorkingDays};
