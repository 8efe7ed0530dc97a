//! Finds things on the page, by label and role, never by class.

mod complaints_page;
mod drive;
mod preview_page;

pub use complaints_page::{ComplaintsPage, DateBoxes, axe};
pub use drive::{Complaint, Drive, End};
pub use preview_page::PreviewPage;
