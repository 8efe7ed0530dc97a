//! What is drawn only once somebody has done something. A browser loads it as the second part of the program, soon
//! after the form is live (`src/browser/parts.rs`).

use leptos::prelude::*;

use super::button::{button, quiet_button};
use super::derived::Derived;
use super::element::{El, el};
use super::feedback::failed_panel;
use super::page_state::{Later, LaterViews, PageState};
use crate::view_model::{Place, Step};

/// An element with what comes later in it, as soon as it is loaded.
pub fn later_content(
    element: El,
    state: PageState,
    content: impl Fn(&'static LaterViews) -> Vec<El> + 'static,
) -> El {
    element.live(move || match state.later.get() {
        Later::Loaded(views) => content(views),
        Later::Loading | Later::Missing => Vec::new(),
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
                (Later::Loaded(views), _) => vec![(views.check_answers)(state)],
                (later, _) => not_loaded(later, step, state),
            }
        })
}

/// What stands in for something that is not loaded yet.
pub fn loading_bar(label: &'static str) -> El {
    el("progress", "cp-sending-status__bar").attr("aria-label", label)
}

/// What stands in for a step that is not loaded yet, or could not be.
fn not_loaded(later: Later, step: Step, state: PageState) -> Vec<El> {
    let copy = &state.page.sending.failed;
    let is_receipt = step == Step::Receipt;
    let mut parts = Vec::new();
    if let Later::Missing = later {
        if !is_receipt {
            parts.push(failed_panel(copy, "h3", &copy.title, &copy.kept));
        }
        let retry = button("button").text(copy.retry.as_str());
        parts.push(retry.on("click", move |_| state.load_later()));
    } else {
        parts.push(loading_bar(&state.page.check.title));
    }
    if !is_receipt {
        let back = quiet_button().text(state.page.check.back.as_str());
        parts.push(back.on("click", move |_| {
            state.act(|journey| journey.change(Place::FormTitle))
        }));
    }
    parts
}
