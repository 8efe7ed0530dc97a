use super::bullet_list::bullet_list;
use super::cards::cards;
use super::columns::columns;
use super::lines::lines;
use super::questions::questions;
use super::steps::steps;
use super::{note, rich_text};
use crate::copy::{BlockCopy, Look, SectionCopy};
use crate::ui::cisas::self_check;
use crate::ui::element::{El, el};
use crate::ui::form::complaint_form;
use crate::ui::page_state::PageState;

/// One section of the copy with its blocks.
pub fn page_section(section: &'static SectionCopy, state: PageState) -> El {
    let class = match section.look {
        Look::Plain => "cp-page-section cp-page-section--plain",
        Look::Card => "cp-page-section cp-page-section--card",
        Look::Form => "cp-page-section cp-page-section--form",
    };
    // Apart from the ids of the form, whatever the company calls its sections.
    let id = ["section-", &section.id.0].concat();
    let title_id = [&id, "-title"].concat();
    let blocks = section.blocks.iter().map(|block| self::block(block, state));
    el("section", class)
        .attr("part", "section")
        .attr("id", id)
        .attr("aria-labelledby", title_id.clone())
        .child(
            el("h2", "cp-page-section__title")
                .attr("part", "heading")
                .attr("id", title_id)
                .text(section.title.as_str()),
        )
        .child(el("div", "cp-page-section__body").children(blocks))
}

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
        BlockCopy::Lines => lines(state),
        BlockCopy::SelfCheck => self_check(state),
        BlockCopy::Form => complaint_form(state),
    }
}
