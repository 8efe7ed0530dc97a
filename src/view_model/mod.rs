//! What to show, as plain data: chosen and worded here, laid out in the view.

mod attention;
mod check;
mod count;
pub mod dates;
mod effect;
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
mod sending;
mod working;

pub use attention::{Announcement, Attention};
pub use check::{CheckRow, check_rows};
pub use count::{characters, count_words, is_nearly_full};
pub use dates::{DateRow, DatesView};
pub use effect::{Effect, Effects, FileToSave, News, Task};
#[cfg(any(not(target_arch = "wasm32"), feature = "check"))]
pub use examples::{Example, examples};
pub use field::{Control, FieldView, Question};
pub use journey::{DeliveryStatus, Journey, PageData, Step, anchor};
pub use lines::LinesView;
pub use outgoing::{Outgoing, outgoing};
pub use problem::{Fault, FaultView, choose_again, fault_views, without_files};
pub use receipt::ReceiptView;
pub use record::{Part, Record, Row, mail_draft};
pub use reminders::receipt_reminders;
pub use saved_drafts::{DraftToSave, Opened, Saved, SavedDraft, SavedDrafts, SavedStatus};
pub use sending::{failed_words, progress_words, sending_words};
