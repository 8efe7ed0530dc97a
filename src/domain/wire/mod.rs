//! The wire format: the names under which a complaint travels and is kept, and both ways between it and texts under
//! these names. A form, JSON and what a browser keeps are such texts.

mod answers;
mod case;
mod diary;
mod json_object;
mod kept;
mod page_value;
mod shown;
mod signals;

pub use answers::{DATE_BOXES, read_draft, text_name, write_draft};
pub use case::Case;
pub use diary::{Diary, DiaryEntry};
pub use kept::{DraftRecord, Kept, KeptDraft, KeptReceipt};
pub use page_value::PageValue;
pub use shown::Shown;
