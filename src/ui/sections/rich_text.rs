use crate::copy::{Inline, Rich};
use crate::ui::element::{El, el};

/// An element filled with a run of words, their strong parts and links.
pub fn rich_text(element: El, rich: &'static Rich) -> El {
    rich.0.iter().fold(element, |element, inline| match inline {
        Inline::Words(words) => element.text(words.as_str()),
        Inline::Strong(words) => element.child(el("strong", "").text(words.as_str())),
        Inline::Link { address, words } => {
            let class = if address.starts_with("tel:") {
                "cp-rich-text__phone"
            } else {
                "cp-rich-text__link"
            };
            element.child(
                el("a", class)
                    .attr("href", address.as_str())
                    .text(words.as_str()),
            )
        }
    })
}
