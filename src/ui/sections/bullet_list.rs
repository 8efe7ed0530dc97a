use super::rich_text;
use crate::copy::Rich;
use crate::ui::element::{El, el};

/// A list without order.
pub fn bullet_list(items: &'static [Rich]) -> El {
    el("ul", "cp-bullet-list").children(items.iter().map(|item| rich_text(el("li", ""), item)))
}
