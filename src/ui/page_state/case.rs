use leptos::prelude::*;
use leptos::task::spawn_local;

use super::PageState;
use crate::ui::case::CaseViews;
use crate::view_model::case::CaseStart;

/// Whether the third part of the program is there, which a customer's case needs.
#[derive(Clone, Copy)]
pub enum CasePart {
    NotAsked,
    Loading,
    Loaded(&'static CaseViews),
    /// It could not be loaded; asked again, it may be.
    Missing,
}

impl PageState {
    /// Shows the diary, where this device remembers a complaint.
    pub fn look_for_diary(&self) {
        let Self { page, outside, .. } = *self;
        if page.case.is_some() && (outside.has_diary)(&page.submit.endpoint) {
            self.load_case(None);
        }
    }

    /// Loads what the case needs, and opens one where that was asked for.
    pub fn load_case(&self, start: Option<CaseStart>) {
        let state = *self;
        if start.is_some() && !matches!(self.case_part.get_untracked(), CasePart::Loaded(_)) {
            self.case_part.set(CasePart::Loading);
        }
        spawn_local(async move {
            let loaded = (state.outside.load_case)().await;
            let part = match (loaded, start) {
                (Some(views), _) => CasePart::Loaded(views),
                (None, Some(_)) => CasePart::Missing,
                (None, None) => CasePart::NotAsked,
            };
            state.case_part.try_update(|its| *its = part);
            if let Some(views) = loaded {
                (views.begin)(views, state, start);
            }
        });
    }
}
