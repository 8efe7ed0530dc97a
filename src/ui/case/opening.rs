//! Brings the third part of the program when a case is asked for, or the device remembers one. In the second part.

use std::cell::RefCell;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::element::{El, el};
use crate::ui::later::loading_bar;
use crate::ui::page_state::{CaseContent, CaseOpening, Later, PageState};
use crate::ui::sections::rich_text;
use crate::ui::shared::Shared;
use crate::view_model::case::CaseStart;

impl CaseOpening {
    /// Shows the diary and the case that was open before the page was loaded again, where there is one of them.
    pub fn look_for_case(&self, state: PageState) {
        if state.page.case.is_some() && (self.is_begun)(&state.page.submit.endpoint) {
            self.open(state, None);
        }
    }

    /// Loads what the case needs, and opens one where that was asked for.
    pub fn open(&self, state: PageState, start: Option<CaseStart>) {
        if start.is_some() && content_of(state).get_untracked().signals.is_none() {
            show(state, loading);
        }
        let load = self.load;
        spawn_local(async move {
            let loaded = load().await;
            // The page may be gone by now.
            if state.later.is_disposed() {
                return;
            }
            match loaded {
                Some(views) => (views.begin)(views, state, start),
                // The button that was pressed loads it again.
                None if start.is_some() => show(state, missing),
                None => {}
            }
        });
    }
}

/// Not owned: it outlives the words that the page is drawn in now.
type Content = ArcRwSignal<CaseContent>;

thread_local! {
    /// What stands in the place of each page's case: apart from the page's state, of which the first part of the
    /// program would have to know it.
    static CONTENTS: RefCell<Vec<(Shared<Later>, Content)>> = const { RefCell::new(Vec::new()) };
}

/// What stands in the place of a page's case, whatever words the page is drawn in.
pub fn content_of(state: PageState) -> Content {
    CONTENTS.with_borrow_mut(|contents| {
        contents.retain(|(page, _)| !page.is_disposed());
        let is_own = |(page, _): &&(Shared<Later>, Content)| *page == state.later;
        if let Some((_, content)) = contents.iter().find(is_own) {
            return content.clone();
        }
        let content = Content::new(CaseContent::default());
        contents.push((state.later, content.clone()));
        content
    })
}

/// What stands in the place of the case; empty until that is asked for.
pub fn draw_case(state: PageState) -> Vec<El> {
    if !state.is_live() {
        return Vec::new();
    }
    let content = content_of(state);
    let draw = move || match content.get().draw {
        Some(draw) => draw(state),
        None => Vec::new(),
    };
    vec![el("div", "").live(draw)]
}

/// Shows something in the place of the case, which keeps what it has.
pub fn show(state: PageState, draw: fn(PageState) -> Vec<El>) {
    content_of(state).try_update(|content| content.draw = Some(draw));
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
