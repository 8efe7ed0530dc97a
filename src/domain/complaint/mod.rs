//! From what a person typed to a complaint the company can act on.
//!
//! A [`Draft`] holds answers as typed; [`validate`] proves it against the [`FormRules`] of the
//! copy file and gives a [`Complaint`], or every [`Problem`] in page order.

mod answer_rules;
mod attachment;
mod date_draft;
mod date_part;
mod date_words;
mod delivery;
mod draft;
mod email;
mod field;
mod handling;
mod reading;
mod rules;
mod signals;
mod submission;
mod validate;

pub use answer_rules::{Answer, AnswerRules, ErrorPointers, read_reply};
pub use attachment::{
    AttachmentDraft, AttachmentLimits, FileProblem, FileType, Stranger, Unknown, directory_at,
    recognise,
};
pub use date_draft::{DateDraft, DateProblem, EARLIEST_DATE, read_date};
pub use date_part::{DatePart, MonthNames};
pub use delivery::{
    Acknowledgement, FieldError, NotSent, Progress, Reply, TRIES_ELSEWHERE, header_value,
    is_elsewhere, pause_before_try, receipt_link,
};
pub use draft::Draft;
pub use email::{MAX_EMAIL_CHARACTERS, is_email, read_email, suggest_email};
pub use field::{FieldId, FieldKind, FieldSpec, InputType, Width};
pub use handling::{Handling, MAX_NOTE_CHARACTERS, State, Step};
pub use reading::Reading;
pub use rules::{FormRules, Presence};
pub use signals::{Signals, Suspicion};
pub use submission::{ShownDates, Submission, SubmissionId};
pub use validate::{Complaint, Problem, ProblemKind, validate};

/// The value of the category of complaints about personal data, which have a way of their own.
///
/// # Source
///
/// Data Protection Act 2018, section 164A.
pub const DATA_CATEGORY: &str = "data";
