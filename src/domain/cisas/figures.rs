//! The figures that CISAS dates are computed from, each with its source.

use std::borrow::Cow;

use chrono::NaiveDate;

/// The page's figures, for complaints first made on or after a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    pub from: NaiveDate,
    /// Weeks to wait after the complaint.
    pub wait_weeks: u32,
    /// Months after the complaint within which to apply.
    pub limit_months: u32,
}

/// Eight weeks to wait, nine months to apply: the default, for complaints of any date.
///
/// # Source
///
/// The company's complaints page.
pub const PAGE_FIGURES: Figures = Figures {
    from: date(1995, 1, 1),
    wait_weeks: 8,
    limit_months: 9,
};

/// The regulator's figures, for complaints first made on or after a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegulatorFigures {
    pub from: NaiveDate,
    /// Weeks to wait after the complaint, however it was made.
    pub wait_weeks: u32,
    /// Months after the deadlock letter (not the complaint) within which to apply; without a letter
    /// no limit is known.
    pub limit_months_from_letter: u32,
    /// The address of the page that says so.
    pub source: Cow<'static, str>,
}

/// What Ofcom and CISAS themselves ask, which may let a person apply when the page's figures do not.
///
/// The default only: a copy file may say what has changed since.
///
/// # Source
///
/// Ofcom, review of alternative dispute resolution, statement of 8 July 2025, in force on 8 April
/// 2026; CISAS, eligible cases.
pub const REGULATOR_FIGURES: [RegulatorFigures; 2] = [
    RegulatorFigures {
        from: date(1995, 1, 1),
        wait_weeks: 8,
        limit_months_from_letter: 12,
        source: REGULATOR_SOURCE,
    },
    RegulatorFigures {
        from: date(2026, 4, 8),
        wait_weeks: 6,
        limit_months_from_letter: 12,
        source: REGULATOR_SOURCE,
    },
];

const REGULATOR_SOURCE: Cow<'static, str> =
    Cow::Borrowed("https://www.ofcom.org.uk/phones-and-broadband/service-quality/adr-schemes");

const fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}
