//! How it looks: one component per file, laid out, labelled and connected; no rules.

mod element;
mod feedback;
mod form;
mod page;
mod page_state;
pub mod ports;
mod sections;
mod self_check;

pub use page::complaints_page;
pub use ports::Ports;
