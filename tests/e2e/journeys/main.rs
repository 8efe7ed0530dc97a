//! What people do with the page in a real browser, and what must come of it.

mod accessibility;
mod element;
mod embedding;
mod failures;
mod no_script;
mod problems;
mod reading;
mod self_check;
mod sending;
mod server_down;
mod slow_line;
mod time_zones;
mod upgrade;
