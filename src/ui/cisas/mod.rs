//! The self-check: its questions, its result.

mod check_result;
mod screening;
mod self_check;

pub use self_check::self_check;
