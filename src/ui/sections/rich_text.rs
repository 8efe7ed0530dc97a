use crate::copy::{Inline, Rich};
use crate::ui::element::{El, el};

/// Whether the words of a link are the phone number or the mailbox that it leads to, which is written from left to
/// right in every language.
fn is_number_or_mailbox(address: &str, words: &str) -> bool {
    let is_number = || !words.contains(char::is_alphabetic);
    address.starts_with("tel:") && is_number() || address.strip_prefix("mailto:") == Some(words)
}

/// An element filled with a run of words, their strong parts and links.
pub fn rich_text(element: El, rich: &'static Rich) -> El {
    rich.0.iter().fold(element, |element, inline| match inline {
        Inline::Words(words) => element.text(*words),
        Inline::Strong(words) => element.child(el("strong", "").text(*words)),
        Inline::Link { address, words } => {
            let class = if address.starts_with("tel:") {
                "cp-rich-text__phone"
            } else {
                "cp-rich-text__link"
            };
            let mut link = el("a", class).attr("href", *address);
            if is_number_or_mailbox(address, words) {
                link = link.attr("dir", "ltr").attr("translate", "no");
            }
            element.child(link.text(*words))
        }
    })
}
