//! The outcomes of a case: one of these, never a flat refusal. What each is called, what is said of it, what it tells,
//! and when a case comes to it.
//!
//! Two sets of figures speak. The page's decide; where the regulator's would let a person apply and
//! the page's would not, the outcome is to ask CISAS.

use chrono::NaiveDate;

use super::key_dates::{KeyDates, earlier};
use super::screening::OutsideReason;
use crate::base::named::named_enum;

/// The window is in its last days when no more than so many follow today.
///
/// Two weeks: time to find the letters and fill in the scheme's form.
pub const LAST_DAYS: u32 = 14;

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
    /// What it tells.
    pub const fn told(&self) -> Told {
        match *self {
            Self::ComplainFirst | Self::Outside(_) => Told::Nothing,
            Self::NotYet { days_to_go, .. } => Told::ToGo { days: days_to_go },
            Self::PerhapsAlready { allowed_from, .. } => Told::Since(allowed_from),
            Self::Open { closes, days_left } | Self::LastDays { closes, days_left } => Told::Left {
                closes,
                days: days_left,
            },
            Self::PastLimit { closed, still } => Told::Past { closed, still },
        }
    }
}

/// What an outcome tells besides its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    Nothing,
    /// So many days until it opens.
    ToGo {
        days: u32,
    },
    /// The regulator's figure allows it from that day.
    Since(NaiveDate),
    /// So many days after today; the last of them.
    Left {
        closes: NaiveDate,
        days: u32,
    },
    /// The last day that was in time, and what the other limit says.
    Past {
        closed: NaiveDate,
        still: Still,
    },
}

impl Told {
    /// The days that are counted: to go, or left.
    pub const fn days(self) -> Option<u32> {
        match self {
            Self::ToGo { days } | Self::Left { days, .. } => Some(days),
            Self::Nothing | Self::Since(_) | Self::Past { .. } => None,
        }
    }

    /// The closing day that is spoken of; none where only the page's figure gives one.
    pub const fn closes(self) -> Option<NaiveDate> {
        match self {
            Self::Left { closes: day, .. } | Self::Past { closed: day, .. } => Some(day),
            Self::Nothing | Self::ToGo { .. } | Self::Since(_) => None,
        }
    }

    /// The day until which more may be possible, or was.
    pub const fn until(self) -> Option<NaiveDate> {
        match self {
            Self::Past { still, .. } => still.until(),
            Self::Nothing | Self::ToGo { .. } | Self::Since(_) | Self::Left { .. } => None,
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

named_enum! {
    /// What is said of a case: its [`Outcome`], told apart where the two sets of figures differ, or where only some
    /// of the dates are known. Its name is the key of its words in the copy file.
    pub enum OutcomeKind {
        /// No complaint and no letter yet.
        ComplainFirst = "complain_first",
        /// The time to wait has not passed.
        NotYet = "not_yet",
        /// Not yet, and the regulator's figure comes before the page's.
        NotYetRegulator = "not_yet_regulator",
        /// Not yet by the page's figure, and already by the regulator's.
        PerhapsAlready = "perhaps_already",
        /// Only the day of the letter is known.
        PerhapsLetter = "perhaps_letter",
        /// CISAS is open.
        Open = "open",
        /// CISAS is open, and closes soon.
        LastDays = "last_days",
        /// Past the page's limit, and no letter was sent.
        PastLimitNoLetter = "past_limit_no_letter",
        /// Past one limit, and the other is still to come.
        PastLimitUntil = "past_limit_until",
        /// Past both limits.
        PastLimitEnded = "past_limit_ended",
        /// CISAS does not take such cases.
        Outside = "outside",
    }
}

/// The outcome of a self-check, and the dates that led to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    pub outcome: Outcome,
    pub dates: KeyDates,
}

impl Decision {
    /// What is said of it.
    pub fn kind(&self) -> OutcomeKind {
        match self.outcome {
            Outcome::ComplainFirst => OutcomeKind::ComplainFirst,
            Outcome::NotYet { .. } if self.dates.perhaps_from().is_some() => {
                OutcomeKind::NotYetRegulator
            }
            Outcome::NotYet { .. } => OutcomeKind::NotYet,
            Outcome::PerhapsAlready { .. } if self.dates.complained.is_none() => {
                OutcomeKind::PerhapsLetter
            }
            Outcome::PerhapsAlready { .. } => OutcomeKind::PerhapsAlready,
            Outcome::Open { .. } => OutcomeKind::Open,
            Outcome::LastDays { .. } => OutcomeKind::LastDays,
            Outcome::PastLimit { still, .. } => match still {
                Still::NoLetter => OutcomeKind::PastLimitNoLetter,
                Still::Until(_) => OutcomeKind::PastLimitUntil,
                Still::Ended(_) => OutcomeKind::PastLimitEnded,
            },
            Outcome::Outside(_) => OutcomeKind::Outside,
        }
    }
}

impl KeyDates {
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

fn days_between(from: NaiveDate, to: NaiveDate) -> u32 {
    (to - from).num_days().unsigned_abs() as u32
}
