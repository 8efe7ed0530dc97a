//! The page before script: the words of a copy file as HTML that can be read and used as it is.

mod structured_data;
mod tag;

pub use structured_data::structured_data;
pub use tag::{Tag, form_address, words};

/// The text as it stands in HTML, between tags and in quotes.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
