//! Brings the third part of the program when a case is asked for, or the device remembers one. In the second part.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::element::{El, el};
use crate::ui::later::loading_bar;
use crate::ui::page_state::{CaseOpening, PageState};
use crate::ui::sections::rich_text;
use crate::view_model::case::CaseStart;

impl CaseOpening {
    /// Shows the diary, where this device remembers a complaint.
    pub fn look_for_diary(&self, state: PageState) {
        if state.page.case.is_some() && (self.has_diary)(&state.page.submit.endpoint) {
            self.open(state, None);
        }
    }

    /// Loads what the case needs, and opens one where that was asked for.
    pub fn open(&self, state: PageState, start: Option<CaseStart>) {
        if start.is_some() && state.case.get_untracked().signals.is_none() {
            show(state, loading);
        }
        let load = self.load;
        spawn_local(async move {
            match load().await {
                Some(views) => (views.begin)(views, state, start),
                // The button that was pressed loads it again.
                None if start.is_some() => show(state, missing),
                None => {}
            }
        });
    }
}

/// Shows something in the place of the case, which keeps what it has.
pub fn show(state: PageState, draw: fn(PageState) -> Vec<El>) {
    state.case.try_update(|content| content.draw = Some(draw));
}

/// What stands in for the case while it is loaded.
pub fn loading(state: PageState) -> Vec<El> {
    let copy = state.page.case.as_ref();
    let label = copy.map(|case| case.open.as_str());
    label.map(loading_bar).into_iter().collect()
}

/// What stands in for a case that could not be loaded.
pub fn missing(state: PageState) -> Vec<El> {
    vec![rich_text(el("p", ""), &state.page.sending.failed.next)]
}
