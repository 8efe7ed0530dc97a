use leptos::prelude::*;

use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::page_state::PageState;

/// The one place from which changes are announced politely.
pub fn live_region(state: PageState) -> El {
    let PageState {
        page, attention, ..
    } = state;
    let words =
        Derived::new(move || attention.with(|attention| attention.announcement.words(page)));
    el("div", "cp-live-region")
        .attr("role", "status")
        .attr("aria-live", "polite")
        .live_text(move || words.get())
}
