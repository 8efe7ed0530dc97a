//! How it looks: one component per file, laid out, labelled and connected; no rules.

mod cisas;
mod element;
mod feedback;
mod form;
mod page;
mod page_state;
pub mod ports;
mod sections;

#[cfg(target_arch = "wasm32")]
pub use element::Drawn;
pub use element::El;
pub use page::{Moment, complaints_page};
pub use ports::{News, Ports};
