//! The self-check: its questions, its result.

mod check_result;
mod screening;
mod self_check;

pub use check_result::result_panel;
pub use self_check::self_check;
