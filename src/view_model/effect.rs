//! What is to be done outside, as values: decided here, done by the page (`ui/page_state`) and the browser
//! (`browser/tasks.rs`).

use super::{Announcement, DraftToSave, Place, Target};
use crate::domain::complaint::{NotSent, Submission};
use crate::domain::wire::DraftRecord;

/// Done in this order.
pub type Effects = Vec<Effect>;

/// Something to do outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Move the focus there.
    Focus(Target),
    /// Put this into the live region.
    Announce(Announcement),
    /// Tell the company's page.
    Tell(News),
    /// What the second part of the program does.
    Do(Task),
}

/// What takes time, or nobody needs before a form is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Send once; ends in [`Journey::replied`](super::Journey::replied).
    Try(Box<Submission>),
    /// Wait so many milliseconds; ends in [`Journey::pause_over`](super::Journey::pause_over).
    Pause(u32),
    /// End the try or the pause at hand.
    Abandon,
    /// Let go of chosen files, by handle.
    ForgetFiles(Vec<u32>),
    /// Look for what the device keeps: drafts, which ends in [`SavedDrafts::listed`](super::SavedDrafts::listed), and
    /// complaints in a diary, which are then shown.
    ListDrafts,
    /// Ends in [`SavedDrafts::saved`](super::SavedDrafts::saved).
    SaveDraft(DraftToSave),
    /// Ends in [`SavedDrafts::opened`](super::SavedDrafts::opened).
    OpenDraft(DraftRecord),
    /// Ends in [`SavedDrafts::deleted`](super::SavedDrafts::deleted), where the focus then goes there.
    DeleteDraft {
        record: DraftRecord,
        then: Option<Place>,
    },
    /// Give the person a file to keep.
    SaveFile(FileToSave),
}

/// A file for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileToSave {
    pub name: String,
    pub media_type: &'static str,
    pub text: String,
}

/// What the company's page is told: nothing about the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// The page is live.
    Ready,
    /// A self-check came to this.
    Outcome(&'static str),
    /// A complaint is about to be sent, and can still be held back.
    BeforeSubmit,
    /// The company has the complaint, and aims to respond by this date (ISO).
    Submitted {
        reference: String,
        response_due: String,
    },
    /// The complaint could not be sent, for this reason.
    Failed(NotSent),
}

impl News {
    /// The name of the event that tells it, and its details: `public/complaints.d.ts` has their types.
    pub fn event(&self) -> (&'static str, Vec<(&'static str, &str)>) {
        match self {
            Self::Ready => ("complaints-ready", Vec::new()),
            Self::Outcome(outcome) => ("complaints-outcome", vec![("outcome", *outcome)]),
            Self::BeforeSubmit => ("complaints-before-submit", Vec::new()),
            Self::Submitted {
                reference,
                response_due,
            } => (
                "complaints-submitted",
                vec![("reference", reference), ("responseDue", response_due)],
            ),
            Self::Failed(reason) => ("complaints-failed", vec![("reason", reason.name())]),
        }
    }
}
