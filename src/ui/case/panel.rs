use leptos::prelude::*;

use super::application::application;
use super::case_state::CaseState;
use super::diary::{diary, remember};
use super::letters::letters;
use super::opening::{loading, missing, show};
use crate::copy::CaseCopy;
use crate::ui::button::quiet_button;
use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::page_state::{CaseOutside, CaseViews, PageState};
use crate::ui::sections::rich_text;
use crate::view_model::Place;
use crate::view_model::case::{Cases, Known};

/// What the third part of the program brings, with what it needs of the browser.
pub const fn case_views(outside: CaseOutside) -> CaseViews {
    CaseViews {
        begin: |views, page, start| {
            if let Some(state) = CaseState::make(&views.outside, page) {
                state.begin(start);
                show(page, draw);
            }
        },
        outside,
    }
}

/// What stands in the place of the case.
fn draw(page: PageState) -> Vec<El> {
    let Some(state) = CaseState::of(page) else {
        return Vec::new();
    };
    match state.words() {
        Some(Some(words)) => vec![panel(state, words)],
        Some(None) => missing(page),
        None => loading(page),
    }
}

/// The diary and the case that is open; empty where there is neither.
pub fn panel(state: CaseState, words: &'static CaseCopy) -> El {
    let is_shown = Derived::new(move || {
        let is_shown = |cases: &Cases| {
            cases.open().is_some() || !cases.diary().is_empty() || cases.notice().is_some()
        };
        state.cases.with(is_shown)
    });
    el("div", "").live(move || {
        if !is_shown.get() {
            return Vec::new();
        }
        let title = el("h2", "cp-page-section__title")
            .attr("id", Place::CaseTitle.name())
            .attr("tabindex", "-1")
            .text(words.title.as_str());
        let body = el("div", "cp-page-section__body")
            .child(diary(state, words))
            .child(open_case(state, words));
        let section = el("section", "cp-page-section cp-case__panel")
            .attr("part", "section")
            .attr("aria-labelledby", Place::CaseTitle.name());
        vec![section.child(title).child(body)]
    })
}

/// The case that is being prepared; empty where none is.
fn open_case(state: CaseState, words: &'static CaseCopy) -> El {
    let opened = Derived::new(move || {
        let serial = |cases: &Cases| cases.open().map(|open| open.serial);
        state.cases.with(serial)
    });
    el("div", "").live(move || {
        if opened.get().is_none() {
            return Vec::new();
        }
        let case = |cases: &Cases| cases.case().cloned();
        let case = state.cases.with_untracked(case).unwrap_or_default();
        let known = Known::of(&case, state.page.data(), state.page.clock());
        let known = std::sync::Arc::new(known);
        let close = quiet_button()
            .text(words.close.as_str())
            .on("click", move |_| {
                let is_left = state.cases.try_update(|cases| {
                    cases.close();
                    !cases.diary().is_empty()
                });
                match is_left {
                    Some(true) => state.page.go_to(Place::CaseTitle),
                    _ => state.page.act(|journey| journey.go_to_step()),
                }
            });
        let parts = el("div", "cp-case__file")
            .child(rich_text(el("p", ""), &words.intro))
            .child(remember(state, words, &case))
            .child(application(state, words, known.clone()))
            .child(letters(state, words, &known))
            .child(el("div", "cp-case__buttons").child(close));
        vec![parts]
    })
}
