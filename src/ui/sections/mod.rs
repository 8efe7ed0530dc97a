//! What the company says: the band at the top, and the sections of the copy in their order.

mod bullet_list;
mod cards;
mod columns;
mod header_band;
mod lines;
mod note;
mod page_section;
mod questions;
mod rich_text;
mod steps;

pub use header_band::header_band;
#[cfg(not(target_arch = "wasm32"))]
pub use header_band::slim_header_band;
pub use lines::lines;
pub use note::note;
pub use page_section::page_section;
pub use rich_text::rich_text;
