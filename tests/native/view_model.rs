//! What is shown, as plain data.

mod check;
mod count;
mod dates;
mod examples;
mod fields;
mod journey;
mod journey_laws;
mod lines;
mod receipt;
mod record;
mod self_check;
mod welsh;
mod words;
