//! How it looks: one component per file, laid out, labelled and connected; no rules.

pub mod feedback;
pub mod form;
pub mod page;
pub mod ports;
pub mod sections;

pub use page::ComplaintsPage;
pub use ports::Ports;
