//! Bank holidays: GOV.UK's list where it reaches, the rules of law where it does not.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use super::{by_rule, govuk, iso};

/// The first year the calendar knows.
pub const FIRST_YEAR: i32 = 1995;

/// The last year the calendar computes.
pub const LAST_YEAR: i32 = 2200;

/// A part of the United Kingdom with its own list of bank holidays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Division {
    #[default]
    EnglandAndWales,
    Scotland,
    NorthernIreland,
}

impl Division {
    /// Every division, in GOV.UK's order.
    pub const ALL: [Self; 3] = [Self::EnglandAndWales, Self::Scotland, Self::NorthernIreland];

    /// GOV.UK's key for it, such as `england-and-wales`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::EnglandAndWales => "england-and-wales",
            Self::Scotland => "scotland",
            Self::NorthernIreland => "northern-ireland",
        }
    }
}

impl FromStr for Division {
    type Err = UnknownDivision;

    fn from_str(key: &str) -> Result<Self, UnknownDivision> {
        let known = Self::ALL
            .into_iter()
            .find(|division| division.as_str() == key);
        known.ok_or_else(|| UnknownDivision(key.into()))
    }
}

/// A division that GOV.UK has no key for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownDivision(pub String);

impl fmt::Display for UnknownDivision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown division \"")?;
        f.write_str(&self.0)?;
        f.write_str("\", expected england-and-wales, scotland or northern-ireland")
    }
}

impl std::error::Error for UnknownDivision {}

/// How firmly a year's bank holidays are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Listed by GOV.UK.
    Published,
    /// Computed by rule: provisional, as a day may still be moved or added by proclamation.
    Computed,
}

impl Basis {
    /// `published` or `computed`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Computed => "computed",
        }
    }
}

/// A day on which banks, and the company's lines, are closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankHoliday {
    pub date: NaiveDate,
    /// GOV.UK's wording, such as `New Year’s Day`.
    pub title: Cow<'static, str>,
    /// Empty, or GOV.UK's remark: `Substitute day`.
    pub notes: Cow<'static, str>,
    pub basis: Basis,
}

/// The bank holidays of every division, from [`FIRST_YEAR`] to [`LAST_YEAR`].
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
    pub fn by_rule() -> Self {
        Self::default()
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

/// A date before [`FIRST_YEAR`] or after [`LAST_YEAR`], where working days cannot be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutsideCalendar {
    pub date: NaiveDate,
}

impl fmt::Display for OutsideCalendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = iso::format_date(self.date);
        write!(
            f,
            "no bank holidays for {date}: the calendar runs from {FIRST_YEAR} to {LAST_YEAR}"
        )
    }
}

impl std::error::Error for OutsideCalendar {}
