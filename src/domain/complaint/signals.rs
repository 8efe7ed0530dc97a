/// What tells a form that a machine filled in from one that a person did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signals {
    /// What stands in a box that no person meets.
    pub decoy: String,
    /// From the first answer to sending; none where it was not seen: without script, or before it
    /// ran.
    pub filled_in_seconds: Option<u32>,
}

impl Signals {
    /// Names on the wire. The decoy's invites whoever leaves links, and means nothing to a browser
    /// that fills in names and addresses.
    pub const DECOY: &'static str = "related_link";
    pub const FILLED_IN_SECONDS: &'static str = "filled_in_seconds";

    /// What is sent of them, by name.
    pub fn wire_fields(&self) -> impl Iterator<Item = (&'static str, String)> {
        let decoy = (!self.decoy.is_empty()).then(|| (Self::DECOY, self.decoy.clone()));
        let seconds = self
            .filled_in_seconds
            .map(|seconds| (Self::FILLED_IN_SECONDS, seconds.to_string()));
        decoy.into_iter().chain(seconds)
    }
}

/// Why a complaint looks as if a machine had sent it. It is never refused for that: a person looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suspicion {
    /// Something stands in the box that no person meets.
    Decoy,
    /// Typed, checked and sent faster than anyone reads.
    Quick,
}

impl Suspicion {
    /// Fewer seconds than this, from the first answer to sending, are too few for a person.
    const LEAST_SECONDS: u32 = 3;

    /// What the signals say.
    pub fn of(signals: &Signals) -> Option<Self> {
        let is_quick = |seconds| seconds < Self::LEAST_SECONDS;
        if !signals.decoy.trim().is_empty() {
            Some(Self::Decoy)
        } else if signals.filled_in_seconds.is_some_and(is_quick) {
            Some(Self::Quick)
        } else {
            None
        }
    }

    /// A stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Decoy => "decoy",
            Self::Quick => "quick",
        }
    }
}
