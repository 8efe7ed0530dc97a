//! The desk that `complaints desk` runs: in a browser staff see what was received, and mark what they did.
//!
//! It listens by itself: the public endpoint serves none of it, and it serves nothing of the public page.

mod address;
mod change;
mod cookie;
mod download;
mod fields;
mod list;
mod page;
mod password;
mod place;
mod reading;
mod routes;
mod serve;
mod sessions;
mod set_password;
mod settings;
mod setup_code;
mod show;
mod sign_in;
mod staff;
mod start;
mod styles;
mod views;
mod words;

pub use serve::serve_desk;
pub use settings::DeskSettings;
pub use start::{Desk, DeskStartError};
