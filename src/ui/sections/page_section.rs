use super::block;
use crate::copy::{Look, SectionCopy};
use crate::ui::element::{El, el};
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
