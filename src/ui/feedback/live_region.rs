use crate::ui::derived::Derived;
use crate::ui::element::{El, el};

/// The one place from which changes are announced politely.
pub fn live_region(words: Derived<String>) -> El {
    el("div", "cp-live-region")
        .attr("role", "status")
        .attr("aria-live", "polite")
        .live_text(move || words.get())
}
