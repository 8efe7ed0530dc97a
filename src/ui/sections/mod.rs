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
pub use rich_text::rich_text;

use bullet_list::bullet_list;
use cards::cards;
use columns::columns;
use page_section::page_section;
use questions::questions;
use steps::steps;

use super::cisas::self_check;
use super::element::{El, el};
use super::form::complaint_form;
use super::page_state::PageState;
use crate::copy::{BlockCopy, SectionCopy};

/// A section of the copy.
pub fn section(section: &'static SectionCopy, state: PageState) -> El {
    let blocks = section.blocks.iter().map(|block| self::block(block, state));
    page_section(section, blocks)
}

/// One block of a section.
fn block(block: &'static BlockCopy, state: PageState) -> El {
    match block {
        BlockCopy::Paragraph(text) => rich_text(el("p", ""), text),
        BlockCopy::Heading(text) => rich_text(el("h3", "cp-page-section__subtitle"), text),
        BlockCopy::Note(text) => note(text),
        BlockCopy::List(items) => bullet_list(items),
        BlockCopy::Steps(items) => steps(items),
        BlockCopy::Columns(items) => columns(items),
        BlockCopy::Cards(items) => cards(items),
        BlockCopy::Questions(items) => questions(items),
        BlockCopy::Lines => lines(state.lines()),
        BlockCopy::SelfCheck => self_check(state),
        BlockCopy::Form => complaint_form(state),
    }
}
