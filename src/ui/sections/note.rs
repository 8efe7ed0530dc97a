use super::rich_text;
use crate::copy::Rich;
use crate::ui::element::{El, el};

/// A remark set apart.
pub fn note(text: &'static Rich) -> El {
    rich_text(el("p", "cp-note"), text)
}
