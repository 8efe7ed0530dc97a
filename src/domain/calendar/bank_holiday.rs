//! A bank holiday, the divisions that have them, and the years that are known.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use super::iso;
use crate::base::named::named_enum;

/// The first year the calendar knows.
pub const FIRST_YEAR: i32 = 1995;

/// The last year the calendar computes.
pub const LAST_YEAR: i32 = 2200;

named_enum! {
    /// A part of the United Kingdom with its own list of bank holidays, in GOV.UK's order and by its key.
    pub enum Division {
        EnglandAndWales = "england-and-wales",
        Scotland = "scotland",
        NorthernIreland = "northern-ireland",
    }
}

#[expect(
    clippy::derivable_impls,
    reason = "the table of names has no place for an attribute"
)]
impl Default for Division {
    fn default() -> Self {
        Self::EnglandAndWales
    }
}

impl FromStr for Division {
    type Err = UnknownDivision;

    fn from_str(key: &str) -> Result<Self, UnknownDivision> {
        Self::from_name(key).ok_or_else(|| UnknownDivision(key.into()))
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
