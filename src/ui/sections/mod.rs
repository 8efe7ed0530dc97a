//! What the company says: the band at the top, and the sections of the copy in their order.

mod bullet_list;
mod cards;
mod columns;
mod header_band;
mod note;
mod page_section;
mod questions;
mod rich_text;
mod steps;

pub use bullet_list::BulletList;
pub use cards::Cards;
pub use columns::Columns;
pub use header_band::HeaderBand;
pub use note::Note;
pub use page_section::PageSection;
pub use questions::Questions;
pub use rich_text::RichText;
pub use steps::Steps;
