//! The customer's case: the file for CISAS, the diary of complaints that were sent, and letters to the company.

mod answers;
mod cases;
mod document;
mod evidence;
mod known;
mod letters;
mod standing;

pub use answers::{AnswerView, answer_text, answer_views, how_to_get};
pub use cases::{Cases, DiaryNotice, OpenCase};
pub use document::{case_document, letter_document};
pub use evidence::{EvidenceFile, EvidenceView, evidence_hint, zip_names};
pub use known::{CaseStart, Known, start};
pub use letters::{LetterView, letter_views};
pub use standing::Standing;
