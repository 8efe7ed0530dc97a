//! Finds things on the page, by label and role, never by class.

mod complaints_page;
mod drive;
mod look;
mod preview_page;
mod read_out;

pub use complaints_page::{ComplaintsPage, DateBoxes, axe, axe_on_colours, bring_axe};
pub use drive::{Complaint, Drive, End};
pub use look::Look;
pub use preview_page::PreviewPage;
