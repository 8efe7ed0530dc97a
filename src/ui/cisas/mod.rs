//! The self-check: its questions, its result.

mod check_result;
mod screening;
#[expect(clippy::module_inception, reason = "a component and its file have one name")]
mod self_check;

pub use self_check::self_check;
