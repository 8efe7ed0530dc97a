//! What is drawn only once somebody has done something. A browser loads it as the second part of the program, soon
//! after the form is live (`src/browser/later.rs`).

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::button::{button, quiet_button};
use super::derived::Derived;
use super::element::{El, el};
use super::feedback::failed_panel;
use super::form::{check_answers, receipt};
use super::page_state::PageState;
use crate::view_model::{Step, anchor};

/// The views that come later.
pub struct LaterViews {
    check_answers: fn(PageState) -> El,
    receipt: fn(PageState) -> El,
}

/// All of them.
pub static LATER_VIEWS: LaterViews = LaterViews {
    check_answers,
    receipt,
};

/// Whether they are there.
#[derive(Clone, Copy)]
pub enum Later {
    Loading,
    Loaded(&'static LaterViews),
    /// They could not be loaded; asked again, they may be.
    Missing,
}

impl PageState {
    /// Loads what comes later, unless it is there.
    pub fn load_later(&self) {
        let Self { ports, later, .. } = *self;
        if let Later::Loaded(_) = later.get_untracked() {
            return;
        }
        later.set(Later::Loading);
        spawn_local(async move {
            let loaded = ports.views.load().await;
            later.try_update(|later| *later = loaded.map_or(Later::Missing, Later::Loaded));
        });
    }
}

/// A step after the first: drawn while the customer is there.
pub fn later_step(id: &'static str, step: Step, state: PageState) -> El {
    let is_hidden = state.is_hidden(step);
    let is_here = Derived::new(move || state.journey.with(|journey| journey.step == step));
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
                (Later::Loading, _) => Vec::new(),
                (Later::Missing, _) => not_loaded(step, state),
            }
        })
}

/// The way on, where what the step needs could not be loaded.
fn not_loaded(step: Step, state: PageState) -> Vec<El> {
    let copy = &state.page.sending.failed;
    let retry = button("button")
        .text(copy.retry.as_str())
        .on("click", move |_| state.load_later());
    if step == Step::Receipt {
        return vec![retry];
    }
    let back = quiet_button()
        .text(state.page.check.back.as_str())
        .on("click", move |_| {
            state.journey.update(|journey| journey.change(anchor::FILL))
        });
    let news = failed_panel(copy, "h3", &copy.title, &copy.kept);
    vec![news, retry, back]
}
