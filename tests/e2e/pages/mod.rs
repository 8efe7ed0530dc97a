//! Finds things on the page, by label and role, never by class.

mod complaints_page;
mod preview_page;

pub use complaints_page::{ComplaintsPage, DateBoxes, axe};
pub use preview_page::PreviewPage;
