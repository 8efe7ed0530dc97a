//! What is shown, as plain data.

mod check;
mod count;
mod dates;
mod fields;
mod receipt;
mod words;
