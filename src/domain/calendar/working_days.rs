//! Counting working days.

use chrono::{Datelike, NaiveDate, Weekday};

use super::bank_holiday::{BankHoliday, Division, FIRST_YEAR, LAST_YEAR, OutsideCalendar};
use super::bank_holidays::BankHolidays;
use super::iso::days_later;

/// The working days of one division: Monday to Friday, other than its bank holidays.
#[derive(Clone, Copy, Debug)]
pub struct WorkingDays<'a> {
    pub holidays: &'a BankHolidays,
    /// The company's, not the customer's.
    pub division: Division,
}

/// What a day is to someone counting working days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayKind {
    Working,
    Weekend,
    BankHoliday(BankHoliday),
}

/// One day passed while counting, whether it counted or was skipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayCounted {
    pub date: NaiveDate,
    pub kind: DayKind,
}

impl WorkingDays<'_> {
    /// What a day is: a bank holiday, else a weekend, else a working day.
    ///
    /// # Errors
    ///
    /// The date is outside the calendar's years.
    pub fn kind(&self, date: NaiveDate) -> Result<DayKind, OutsideCalendar> {
        if !(FIRST_YEAR..=LAST_YEAR).contains(&date.year()) {
            return Err(OutsideCalendar { date });
        }
        Ok(match self.holidays.on(date, self.division) {
            Some(holiday) => DayKind::BankHoliday(holiday),
            None if matches!(date.weekday(), Weekday::Sat | Weekday::Sun) => DayKind::Weekend,
            None => DayKind::Working,
        })
    }

    /// Whether a date is a working day; no date outside the calendar's years is.
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        self.kind(date) == Ok(DayKind::Working)
    }

    /// How many working days come after a date, up to and with a later one; 0 where that is no later one.
    ///
    /// Days outside the calendar's years are none.
    ///
    /// # Example
    ///
    /// ```
    /// use complaints::domain::calendar::{BankHolidays, Division, WorkingDays, iso};
    ///
    /// let holidays = BankHolidays::by_rule();
    /// let days = WorkingDays { holidays: &holidays, division: Division::EnglandAndWales };
    /// let day = |text| iso::parse_date(text).unwrap();
    /// assert_eq!(days.between(day("2026-12-18"), day("2026-12-29")), 5);
    /// ```
    pub fn between(&self, date: NaiveDate, later: NaiveDate) -> u32 {
        let days = (1..).map_while(|day| days_later(date, day));
        let passed = days.take_while(|day| *day <= later);
        let working = passed.filter(|day| self.is_working_day(*day));
        u32::try_from(working.count()).unwrap_or(u32::MAX)
    }

    /// The date itself when it is a working day, otherwise the next one.
    ///
    /// # Errors
    ///
    /// The search leaves the calendar's years.
    pub fn on_or_after(&self, date: NaiveDate) -> Result<NaiveDate, OutsideCalendar> {
        match self.kind(date)? {
            DayKind::Working => Ok(date),
            _ => self.next_working_day(date),
        }
    }

    /// The first working day after a date.
    ///
    /// # Errors
    ///
    /// The search leaves the calendar's years.
    pub fn next_working_day(&self, date: NaiveDate) -> Result<NaiveDate, OutsideCalendar> {
        self.add(date, 1)
    }

    /// The working day a number of working days after a date, which is not counted itself.
    ///
    /// # Errors
    ///
    /// The count leaves the calendar's years.
    ///
    /// # Example
    ///
    /// ```
    /// use complaints::domain::calendar::{BankHolidays, Division, WorkingDays, iso};
    ///
    /// let holidays = BankHolidays::by_rule();
    /// let days = WorkingDays { holidays: &holidays, division: Division::EnglandAndWales };
    /// let friday = iso::parse_date("2026-12-18").unwrap();
    /// assert_eq!(iso::format_date(days.add(friday, 5).unwrap()), "2026-12-29");
    /// ```
    pub fn add(&self, date: NaiveDate, working_days: u32) -> Result<NaiveDate, OutsideCalendar> {
        let days = self.count(date, working_days)?;
        Ok(days.last().map_or(date, |day| day.date))
    }

    /// Every day after a date up to the given number of working days later, with what it is.
    ///
    /// # Errors
    ///
    /// The count leaves the calendar's years.
    pub fn count(
        &self,
        from: NaiveDate,
        working_days: u32,
    ) -> Result<Vec<DayCounted>, OutsideCalendar> {
        let mut days = Vec::new();
        let (mut date, mut left) = (from, working_days);
        while left > 0 {
            date = days_later(date, 1).ok_or(OutsideCalendar { date })?;
            let kind = self.kind(date)?;
            left -= u32::from(kind == DayKind::Working);
            days.push(DayCounted { date, kind });
        }
        Ok(days)
    }
}
