//! Finds things on the page, by label and role, never by class.

mod complaints_page;

pub use complaints_page::{ComplaintsPage, DateBoxes};
