//! What a company may say: the copy file, typed.
//!
//! [`read`] turns the text of `complaints.json` into a [`PageCopy`], or into every
//! [`CopyProblem`] in it, each with its place.

mod facts;
mod markup;
mod model;
mod placeholders;
mod problem;
mod problem_words;
mod read;
mod reader;

pub use facts::{Facts, Submit, SubmitFormat, Words};
pub use markup::{Inline, Rich};
pub use model::*;
pub use placeholders::{Template, Text};
pub use problem::{CopyError, CopyProblem};
pub use problem_words::ProblemWords;
pub use read::read;
