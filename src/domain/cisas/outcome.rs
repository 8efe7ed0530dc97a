//! What the dates and answers of a case come to: one outcome, never a flat refusal.
//!
//! Two sets of figures speak. The page's decide; where the regulator's would let a person apply and
//! the page's would not, the outcome is to ask CISAS.

use std::fmt;

use chrono::NaiveDate;

use super::figures::{Figures, RegulatorFigures};
use super::rules::{DatedFigures, DatedRegulatorFigures};
use super::screening::{OutsideReason, Screening};
use super::window::{Window, WindowError, add_months_clamped};
use crate::domain::calendar::iso::{days_later, format_date};

/// The window is in its last days when no more than so many follow today.
///
/// Two weeks: time to find the letters and fill in the scheme's form.
pub const LAST_DAYS: u32 = 14;

/// What a person said of their case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// The day of the first complaint about it; none when there is no complaint yet, or no answer.
    pub complained: Option<NaiveDate>,
    /// The day of the company's written agreement or deadlock letter, if there is one.
    pub agreed: Option<NaiveDate>,
    pub screening: Screening,
}

/// Where a case stands with CISAS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There is no complaint yet.
    ComplainFirst,
    /// Too early by every figure; the regulator's may allow it before the page's, see
    /// [`KeyDates::perhaps_from`].
    NotYet {
        opens: NaiveDate,
        /// From today to `opens`, at least 1.
        days_to_go: u32,
    },
    /// By the regulator's figure, but not yet by the page's, or nobody can say because only the
    /// letter's day is known (then both days are the letter's): ask CISAS.
    PerhapsAlready {
        opens: NaiveDate,
        allowed_from: NaiveDate,
    },
    /// By the page's figure, which is the company's word even where the regulator's would be later.
    Open {
        /// The last day in time by the page and by the regulator: the earlier of the two.
        closes: NaiveDate,
        /// From today to `closes`, more than [`LAST_DAYS`].
        days_left: u32,
    },
    /// Still open, for no more than [`LAST_DAYS`].
    LastDays {
        closes: NaiveDate,
        /// 0 on the last day itself.
        days_left: u32,
    },
    /// Past the page's limit, or past the regulator's should that come first: ask CISAS.
    PastLimit {
        /// The last day that was in time.
        closed: NaiveDate,
        still: Still,
    },
    Outside(OutsideReason),
}

/// What can be said after one limit has passed: whether the other one has too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Still {
    /// Without a deadlock letter the regulator knows no limit.
    NoLetter,
    /// The other limit lasts until that day, included.
    Until(NaiveDate),
    /// The other limit ended on that day.
    Ended(NaiveDate),
}

impl Outcome {
    /// A stable name, such as `not-yet`. It does not tell the reason for being outside: that is
    /// the person's own matter.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::ComplainFirst => "complain-first",
            Self::NotYet { .. } => "not-yet",
            Self::PerhapsAlready { .. } => "perhaps-already",
            Self::Open { .. } => "open",
            Self::LastDays { .. } => "last-days",
            Self::PastLimit { .. } => "past-limit",
            Self::Outside(_) => "outside",
        }
    }

    /// Why CISAS does not take the case, where it does not.
    pub const fn outside(&self) -> Option<OutsideReason> {
        match self {
            Self::Outside(reason) => Some(*reason),
            Self::ComplainFirst
            | Self::NotYet { .. }
            | Self::PerhapsAlready { .. }
            | Self::Open { .. }
            | Self::LastDays { .. }
            | Self::PastLimit { .. } => None,
        }
    }
}

impl Still {
    /// The last day by the other limit, where there is one.
    pub const fn until(self) -> Option<NaiveDate> {
        match self {
            Self::NoLetter => None,
            Self::Until(day) | Self::Ended(day) => Some(day),
        }
    }
}

/// The dates that decide a case, for a timeline; none where nothing is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyDates {
    pub complained: Option<NaiveDate>,
    pub agreed: Option<NaiveDate>,
    /// The first day in time by the page's figure, or by the agreement; the agreement's day where
    /// only that is known.
    pub opens: Option<NaiveDate>,
    /// The first day in time by the regulator's figure, or by the letter.
    pub opens_by_regulator: Option<NaiveDate>,
    /// The last day in time by the page's figure.
    pub closes: Option<NaiveDate>,
    /// The last day certainly in time by the regulator's figure; none without a letter.
    pub last_safe_day: Option<NaiveDate>,
}

impl KeyDates {
    /// The dates of a case by the figures that hold for it.
    ///
    /// Any of them may lie ahead. An agreement is taken for a deadlock letter, which only brings
    /// the regulator's limit nearer.
    ///
    /// # Errors
    ///
    /// The page's figures give no window: see [`Window::new`].
    ///
    /// # Source
    ///
    /// The regulator's limit is "less than 12 months after" the letter for Ofcom and "no more than"
    /// for CISAS: the day before the corresponding date satisfies both.
    pub fn new(
        complained: Option<NaiveDate>,
        agreed: Option<NaiveDate>,
        page: Figures,
        regulator: &RegulatorFigures,
    ) -> Result<Self, WindowError> {
        let window = match complained {
            Some(complained) => Some(Window::new(complained, page, agreed)?),
            None => None,
        };
        let waited = complained.map(|complained| {
            days_later(complained, 7 * u64::from(regulator.wait_weeks)).unwrap_or(NaiveDate::MAX)
        });
        let last_safe_day = agreed.map(|letter| {
            add_months_clamped(letter, regulator.limit_months_from_letter)
                .and_then(|late| late.pred_opt())
                .unwrap_or(NaiveDate::MAX)
        });
        Ok(Self {
            complained,
            agreed,
            opens: window.map(|window| window.opens).or(agreed),
            opens_by_regulator: earlier(waited, agreed),
            closes: window.map(|window| window.closes),
            last_safe_day,
        })
    }

    /// The regulator's first day, where it comes before the page's.
    pub fn perhaps_from(&self) -> Option<NaiveDate> {
        self.opens_by_regulator
            .filter(|allowed_from| Some(*allowed_from) < self.opens)
    }

    /// What the dates come to on a day; never [`Outcome::Outside`].
    ///
    /// A complaint or an agreement that lies ahead is taken as planned.
    pub fn outcome(&self, today: NaiveDate) -> Outcome {
        let (Some(opens), Some(allowed_from)) = (self.opens, self.opens_by_regulator) else {
            return Outcome::ComplainFirst;
        };
        let perhaps = Outcome::PerhapsAlready {
            opens,
            allowed_from,
        };
        if today < opens {
            let days_to_go = days_between(today, opens);
            return if today < allowed_from {
                Outcome::NotYet { opens, days_to_go }
            } else {
                perhaps
            };
        }
        match earlier(self.closes, self.last_safe_day) {
            Some(closed) if today > closed => Outcome::PastLimit {
                closed,
                still: self.still(today),
            },
            Some(closes) if self.closes.is_some() => match days_between(today, closes) {
                days_left @ 0..=LAST_DAYS => Outcome::LastDays { closes, days_left },
                days_left => Outcome::Open { closes, days_left },
            },
            _ => perhaps,
        }
    }

    /// What the later of the two limits says once the earlier has passed.
    fn still(&self, today: NaiveDate) -> Still {
        let Some(last_safe_day) = self.last_safe_day else {
            return Still::NoLetter;
        };
        let last = last_safe_day.max(self.closes.unwrap_or(last_safe_day));
        if today <= last {
            Still::Until(last)
        } else {
            Still::Ended(last)
        }
    }
}

/// The outcome of a self-check, and the dates that led to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    pub outcome: Outcome,
    pub dates: KeyDates,
}

impl Answers {
    /// What the answers come to today, in London.
    ///
    /// A "yes" to a screening question decides before any date does: no date makes CISAS take such
    /// a case, and waiting for one would cost the person time. A skipped question decides nothing.
    /// A letter without a complaint's day still shows that there was a complaint, so the outcome is
    /// to ask CISAS rather than to complain first.
    ///
    /// # Errors
    ///
    /// The complaint or the agreement lies in the future, the agreement is older than the
    /// complaint, or the page's figures give no window, whatever the screening answers are.
    ///
    /// # Example
    ///
    /// ```
    /// use complaints::domain::calendar::iso::parse_date;
    /// use complaints::domain::cisas::{Answers, DatedFigures, DatedRegulatorFigures};
    ///
    /// let answers = Answers { complained: parse_date("2026-05-01"), ..Answers::default() };
    /// let (page, regulator) = (DatedFigures::default(), DatedRegulatorFigures::default());
    /// let today = parse_date("2026-06-12").unwrap();
    /// let decision = answers.decide(&page, &regulator, today).unwrap();
    /// assert_eq!(decision.outcome.as_str(), "perhaps-already");
    /// assert_eq!(decision.dates.opens, parse_date("2026-06-26"));
    /// ```
    pub fn decide(
        &self,
        page: &DatedFigures,
        regulator: &DatedRegulatorFigures,
        today: NaiveDate,
    ) -> Result<Decision, AnswersError> {
        let Self {
            complained, agreed, ..
        } = *self;
        if let Some(complained) = complained.filter(|complained| *complained > today) {
            return Err(AnswersError::ComplainedInFuture { complained, today });
        }
        if let Some(agreed) = agreed.filter(|agreed| *agreed > today) {
            return Err(AnswersError::AgreedInFuture { agreed, today });
        }
        let since = complained.or(agreed).unwrap_or(today);
        let dates = KeyDates::new(complained, agreed, page.on(since), regulator.on(since))
            .map_err(AnswersError::NoWindow)?;
        let outcome = match self.screening.reasons().next() {
            Some(reason) => Outcome::Outside(reason),
            None => dates.outcome(today),
        };
        Ok(Decision { outcome, dates })
    }
}

/// The earlier of two dates, of which either may be unknown.
fn earlier(one: Option<NaiveDate>, other: Option<NaiveDate>) -> Option<NaiveDate> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

fn days_between(from: NaiveDate, to: NaiveDate) -> u32 {
    (to - from).num_days().unsigned_abs() as u32
}

/// Why answers cannot be decided on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswersError {
    ComplainedInFuture {
        complained: NaiveDate,
        today: NaiveDate,
    },
    AgreedInFuture {
        agreed: NaiveDate,
        today: NaiveDate,
    },
    /// The agreement is older than the complaint, or the figures contradict each other.
    NoWindow(WindowError),
}

impl fmt::Display for AnswersError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, date, today) = match *self {
            Self::ComplainedInFuture { complained, today } => ("complaint", complained, today),
            Self::AgreedInFuture { agreed, today } => ("agreement", agreed, today),
            Self::NoWindow(cause) => return cause.fmt(f),
        };
        let (date, today) = (format_date(date), format_date(today));
        write!(f, "the {what} of {date} lies ahead: today is {today}")
    }
}

impl std::error::Error for AnswersError {}
