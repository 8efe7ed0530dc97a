use crate::copy::CaseCopy;
use crate::ui::element::{El, el};

/// What is said where something is still needed, and how to get it.
pub fn needed(words: &CaseCopy, how: &str) -> El {
    let title = el("strong", "").text([&*words.file.needed, " "].concat());
    el("p", "cp-case__needed")
        .child(title)
        .child(el("span", "").text(how.to_owned()))
}
