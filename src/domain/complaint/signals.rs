use crate::base::named::named_enum;

/// What tells a form that a machine filled in from one that a person did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signals {
    /// Value of the honeypot: a field that no person meets.
    pub honeypot: String,
    /// From the first answer to sending; none where it was not seen: without script, or before it
    /// ran.
    pub filled_in_seconds: Option<u32>,
}

named_enum! {
    /// Why a complaint looks as if a machine had sent it. It is never refused for that: a person looks.
    pub enum Suspicion {
        /// Something stands in the honeypot.
        Honeypot = "decoy",
        /// Typed, checked and sent faster than anyone reads.
        Quick = "quick",
    }
}

impl Suspicion {
    /// Fewer seconds than this, from the first answer to sending, are too few for a person.
    const LEAST_SECONDS: u32 = 3;

    /// What the signals say.
    pub fn of(signals: &Signals) -> Option<Self> {
        let is_quick = |seconds| seconds < Self::LEAST_SECONDS;
        if !signals.honeypot.trim().is_empty() {
            Some(Self::Honeypot)
        } else if signals.filled_in_seconds.is_some_and(is_quick) {
            Some(Self::Quick)
        } else {
            None
        }
    }
}
