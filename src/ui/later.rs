//! What is drawn only once somebody has done something. A browser loads it as the second part of the program, soon
//! after the form is live (`src/browser/parts.rs`).

use super::button::button;
use super::derived::Derived;
use super::element::{El, el};
use super::page_state::{Later, LaterViews, PageState};
use super::shared::Shared;
use crate::view_model::Step;

/// An element with what comes later in it, as soon as it is loaded.
pub fn later_content(
    element: El,
    later: Shared<Later>,
    content: impl Fn(&'static LaterViews) -> Vec<El> + 'static,
) -> El {
    element.live(move || {
        let views = later.get().views();
        views.map_or_else(Vec::new, &content)
    })
}

/// A step after the first: drawn while the customer is there.
pub fn later_step(id: &'static str, step: Step, state: PageState) -> El {
    let is_hidden = state.is_hidden(step);
    let is_here = Derived::new(move || state.journey.with(|journey| journey.step() == step));
    el("div", "cp-complaint-form__step")
        .attr("id", id)
        .live_flag("hidden", is_hidden)
        .live(move || {
            if !is_here.get() {
                return Vec::new();
            }
            match (state.later.get(), step) {
                (Later::Loaded(views), Step::Receipt) => vec![(views.receipt)(state)],
                (Later::Loaded(views), Step::Fill | Step::Check) => {
                    vec![(views.check_answers)(state)]
                }
                (Later::Loading, _) => vec![loading_bar(&state.page.check.title)],
                (Later::Missing, _) => {
                    let retry = button("button").text(state.page.sending.failed.retry.as_str());
                    vec![retry.on("click", move |_| state.load_later())]
                }
            }
        })
}

/// What stands in for an answer of a form that is not loaded yet, or could not be; empty where none was asked for.
/// The button of the form asks again.
pub fn awaited(
    is_awaited: Derived<bool>,
    later: Shared<Later>,
    label: &'static str,
    missing: impl Fn() -> El + 'static,
) -> El {
    el("div", "cp-awaited").live(move || match later.get() {
        Later::Loading if is_awaited.get() => vec![loading_bar(label)],
        Later::Missing if is_awaited.get() => vec![missing().attr("role", "alert")],
        Later::Loading | Later::Missing | Later::Loaded(_) => Vec::new(),
    })
}

/// That something is not loaded yet.
pub fn loading_bar(label: &'static str) -> El {
    el("progress", "cp-sending-status__bar").attr("aria-label", label)
}
