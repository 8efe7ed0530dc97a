//! Bank holidays: GOV.UK's list where it reaches, the rules of law where it does not.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

use super::bank_holiday::{BankHoliday, Basis, Division};
use super::{by_rule, govuk};

/// The bank holidays of every division, from [`FIRST_YEAR`](super::FIRST_YEAR) to
/// [`LAST_YEAR`](super::LAST_YEAR).
///
/// A year is covered when the file lists at least one day of it for the division: then the file
/// alone speaks. Any other year is computed by rule, with the days that were moved or added up to
/// 2026.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BankHolidays {
    /// In the order of [`Division::ALL`], each list by date.
    published: [Vec<BankHoliday>; 3],
}

impl BankHolidays {
    /// Without any file: every year computed.
    pub const fn by_rule() -> Self {
        Self {
            published: [const { Vec::new() }; 3],
        }
    }

    /// Reads a file in GOV.UK's own format.
    ///
    /// # Errors
    ///
    /// The first place where the file is not what GOV.UK writes: where it is, what was found there
    /// and what is expected.
    ///
    /// # Source
    ///
    /// <https://www.gov.uk/bank-holidays.json>
    pub fn from_govuk(json: &str) -> Result<Self, govuk::BankHolidaysError> {
        govuk::read(json).map(|published| Self { published })
    }

    /// The bank holiday on a date, or none; none also outside the calendar's years.
    pub fn on(&self, date: NaiveDate, division: Division) -> Option<BankHoliday> {
        let covered = self.covered(date.year(), division);
        if !covered.is_empty() {
            return covered.iter().find(|holiday| holiday.date == date).cloned();
        }
        by_rule::in_year(date.year(), division)
            .into_iter()
            .find(|day| day.date == date)
            .map(|day| self.provisional(day, division))
    }

    /// The bank holidays of a year by date; none outside the calendar's years.
    pub fn in_year(&self, year: i32, division: Division) -> Vec<BankHoliday> {
        let covered = self.covered(year, division);
        if !covered.is_empty() {
            return covered.to_vec();
        }
        by_rule::in_year(year, division)
            .into_iter()
            .map(|day| self.provisional(day, division))
            .collect()
    }

    /// The last year the file covers, or none without a file.
    pub fn last_published_year(&self, division: Division) -> Option<i32> {
        self.list(division)
            .last()
            .map(|holiday| holiday.date.year())
    }

    /// How firmly a year's bank holidays are known.
    ///
    /// GOV.UK drops past years from its file now and then. Those are settled law, so they count as
    /// published as far as the days moved or added are known here.
    pub fn basis(&self, year: i32, division: Division) -> Basis {
        let settled = year <= by_rule::SETTLED_UNTIL
            && self
                .last_published_year(division)
                .is_some_and(|last| year < last);
        if settled || !self.covered(year, division).is_empty() {
            Basis::Published
        } else {
            Basis::Computed
        }
    }

    fn list(&self, division: Division) -> &[BankHoliday] {
        &self.published[division as usize]
    }

    /// What the file lists for a year: empty when the year is not covered.
    fn covered(&self, year: i32, division: Division) -> &[BankHoliday] {
        let list = self.list(division);
        let start = list.partition_point(|holiday| holiday.date.year() < year);
        let end = list.partition_point(|holiday| holiday.date.year() <= year);
        &list[start..end]
    }

    fn provisional(&self, day: by_rule::RuleDay, division: Division) -> BankHoliday {
        BankHoliday {
            date: day.date,
            title: Cow::Borrowed(day.title),
            notes: Cow::Borrowed(day.notes),
            basis: self.basis(day.date.year(), division),
        }
    }
}
