//! What to show, as plain data: chosen and worded here, laid out in the view.

mod check;
mod count;
pub mod dates;
#[cfg(any(not(target_arch = "wasm32"), feature = "check"))]
mod examples;
mod field;
mod journey;
mod lines;
mod outgoing;
mod problem;
mod receipt;
mod record;
mod reminders;
mod saved_drafts;
pub mod self_check;
mod working;

pub use check::{CheckRow, check_rows};
pub use count::{count_message, is_nearly_full};
pub use dates::{DateRow, DatesView};
#[cfg(any(not(target_arch = "wasm32"), feature = "check"))]
pub use examples::{Example, examples};
pub use field::{Control, FieldView, Question};
pub use journey::{Checked, Delivery, Journey, Next, Step, anchor};
pub use lines::LinesView;
pub use outgoing::{Outgoing, outgoing};
pub use problem::{
    ProblemView, ask_for_files_again, missing_files, word_field_errors, word_problems,
};
pub use receipt::ReceiptView;
pub use record::{Part, Record, Row, mail_draft};
pub use saved_drafts::{SavedDraft, SavedDrafts, SavingNotice};
