use super::outcome::{Decision, Outcome, Still};
use crate::base::named::named_enum;

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
