//! What people do with the page in a real browser, and what must come of it.

mod accessibility;
mod attachments;
mod bad_server;
mod connection;
mod copy_file;
mod drafts;
mod element;
mod embedding;
mod failures;
mod form_rules;
mod languages;

#[path = "../../native/mutate.rs"]
mod mutate;
mod no_script;
mod preview;
mod reading;
mod receipt;
mod self_check;
mod sending;
mod server_down;
mod slow_line;
mod time_zones;
mod upgrade;
mod valid_html;
