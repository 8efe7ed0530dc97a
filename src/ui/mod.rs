//! How it looks: one component per file, laid out, labelled and connected; no rules.

mod cisas;
mod element;
mod feedback;
mod form;
mod page;
mod page_state;
pub mod ports;
mod sections;

pub use page::{Moment, complaints_page, complaints_page_at};
pub use ports::Ports;
