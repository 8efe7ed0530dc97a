use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::page_state::{LaterViews, PageState};

/// The one place from which changes are announced politely.
pub fn live_region(state: PageState) -> El {
    let PageState {
        page,
        attention,
        later,
        ..
    } = state;
    let words = Derived::new(move || {
        let words = |views: &LaterViews| {
            attention.with(|attention| (views.announcement)(&attention.announcement, page))
        };
        later.get().views().map_or_else(String::new, words)
    });
    el("div", "cp-live-region")
        .attr("role", "status")
        .attr("aria-live", "polite")
        .live_text(move || words.get())
}
