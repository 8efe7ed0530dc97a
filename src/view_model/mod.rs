//! What to show, as plain data: chosen and worded here, laid out in the view.

mod attention;
pub mod case;
mod check;
mod count;
pub mod dates;
mod delivery_status;
mod effect;
#[cfg(any(not(target_arch = "wasm32"), feature = "check"))]
mod examples;
mod field;
mod in_words;
mod journey;
mod lines;
mod outgoing;
mod page_data;
mod problem;
mod question;
mod receipt;
mod record;
mod reminders;
mod saved_draft;
mod saved_drafts;
pub mod self_check;
mod sending;
mod shown_problem;
mod target;
mod working;

pub use attention::{Announcement, Attention};
pub use check::{CheckRow, check_rows};
pub use count::{characters, count_words, is_nearly_full};
pub use dates::{DateName, DateRow, DatesView};
pub use delivery_status::DeliveryStatus;
pub use effect::{Effect, Effects, FileToSave, News, Task};
#[cfg(any(not(target_arch = "wasm32"), feature = "check"))]
pub use examples::{Example, examples};
pub use field::FieldView;
pub use in_words::in_words;
pub use journey::{Changed, Journey, Step};
pub use lines::LinesView;
pub use outgoing::{Outgoing, outgoing};
pub use page_data::PageData;
pub use problem::{Fault, FaultView, choose_again, fault_views, without_files};
pub use question::{CheckDate, Question, QuestionId};
pub use receipt::ReceiptView;
pub use record::{Part, Record, Row, mail_draft, mail_link};
pub use reminders::receipt_reminders;
pub use saved_draft::{DraftToSave, Opened, Saved, SavedDraft, SavedStatus};
pub use saved_drafts::SavedDrafts;
use sending::failed_words;
pub use sending::{progress_words, sending_words};
pub use shown_problem::{ShownProblem, form_problems};
pub use target::{Place, Target};
