use crate::copy::{Look, SectionCopy};
use crate::ui::element::{El, el};

/// One section of the copy around its blocks.
pub fn page_section(section: &'static SectionCopy, blocks: impl Iterator<Item = El>) -> El {
    let class = match section.look {
        Look::Plain => "cp-page-section cp-page-section--plain",
        Look::Card => "cp-page-section cp-page-section--card",
        Look::Form => "cp-page-section cp-page-section--form",
    };
    // Apart from the ids of the form, whatever the company calls its sections.
    let id = ["section-", &section.id.0].concat();
    let title_id = [&id, "-title"].concat();
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
