use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::page_state::{Later, PageState};

/// The one place from which changes are announced politely.
pub fn live_region(state: PageState) -> El {
    let PageState {
        page,
        attention,
        later,
        ..
    } = state;
    let words = Derived::new(move || match later.get() {
        Later::Loaded(views) => {
            attention.with(|attention| (views.announcement)(&attention.announcement, page))
        }
        Later::Loading | Later::Missing => String::new(),
    });
    el("div", "cp-live-region")
        .attr("role", "status")
        .attr("aria-live", "polite")
        .live_text(move || words.get())
}
