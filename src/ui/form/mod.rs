//! The form, the view before sending, and the receipt.

mod check_answers;
mod choice_field;
mod complaint_form;
mod date_field;
mod date_list;
mod email_suggestion;
mod field;
mod file_field;
mod question;
mod receipt;
mod save_draft;
mod saved_drafts;
mod text_area;
mod text_input;
mod tick_field;

pub use check_answers::check_answers;
pub use complaint_form::complaint_form;
#[cfg(not(target_arch = "wasm32"))]
pub use complaint_form::{fill_step, form_help};
pub use date_field::{date_boxes, date_question};
pub use date_list::date_rows;
pub use field::question_props;
pub use file_field::{choose_files, file_entry, file_list, file_remark, takes_files, target};
pub use receipt::receipt;
#[cfg(not(target_arch = "wasm32"))]
pub use receipt::receipt_parts;
pub use save_draft::{save_draft, save_draft_parts};
pub use saved_drafts::saved_drafts_list;
