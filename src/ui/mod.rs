//! How it looks: one component per file, laid out, labelled and connected; no rules.

mod element;
mod feedback;
mod form;
mod page;
mod page_state;
pub mod ports;
mod sections;
mod self_check;

pub use page::{complaints_page, complaints_page_at};
pub use ports::Ports;
