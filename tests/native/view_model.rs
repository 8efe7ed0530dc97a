//! What is shown, as plain data.

mod bad_server;
mod both_figures;
mod case;
mod check;
mod count;
mod dates;
mod drafts;
mod examples;
mod fields;
mod journey;
mod journey_laws;
mod lines;
mod personal_data;
mod receipt;
mod record;
mod self_check;
mod welsh;
mod words;
