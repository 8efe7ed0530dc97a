//! What is to be kept, and what is said of what was.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::domain::calendar::iso;
use crate::domain::complaint::{ShownDates, Suspicion};
use crate::domain::wire::Shown;
use crate::receiver::outbox::Target;
use crate::receiver::upload::ReceivedFile;

/// A proved complaint with everything that is kept of it.
pub struct Arrival {
    pub submission_id: String,
    pub content_hash: [u8; 32],
    pub received_at: DateTime<Utc>,
    pub computed: ShownDates,
    /// What the receipt says, as [`Store::receipt`](super::Store::receipt) gives it back.
    pub wording: String,
    pub shown: Shown,
    /// Why it is held for review, where it is.
    pub suspicion: Option<Suspicion>,
    /// With their names on the wire.
    pub answers: Vec<(&'static str, String)>,
    pub files: Vec<ReceivedFile>,
    /// Whether the form asks for files.
    pub takes_files: bool,
    /// Who is to be told of it.
    pub targets: Vec<Target>,
}

impl Arrival {
    /// The complaint with the files that came with it, as far as they were asked for.
    pub fn with(mut self, files: Vec<ReceivedFile>) -> Self {
        if self.takes_files {
            self.files = files;
        }
        self
    }

    /// The receipt that it gets under a reference.
    pub(super) fn receipt(&self, reference: String) -> Receipt {
        let computed = &self.computed;
        Receipt {
            reference,
            received_at: iso::format_instant(self.received_at),
            response_due: iso::format_date(computed.response_due),
            cisas_opens: iso::format_date(computed.cisas_opens),
            cisas_opens_regulator: computed.cisas_opens_regulator.map(iso::format_date),
            cisas_closes: iso::format_date(computed.cisas_closes),
            acknowledge_by: computed.acknowledge_by.map(iso::format_date),
        }
    }
}

/// The endpoint's answer to a complaint that is kept, the same at every repeat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Receipt {
    pub reference: String,
    pub received_at: String,
    pub response_due: String,
    pub cisas_opens: String,
    /// The first day by the regulator's figure; absent from a complaint that was kept without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cisas_opens_regulator: Option<String>,
    pub cisas_closes: String,
    /// Of a complaint about personal data, which CISAS does not take.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acknowledge_by: Option<String>,
}

/// A receipt, and the token of the link under which it can be opened again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    pub receipt: Receipt,
    pub token: String,
}

/// What became of a complaint that was to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stored {
    New(Proof),
    /// It was here already: the first answer again.
    Repeat(Proof),
    /// Another one was here already under the same submission id.
    Conflict,
}
