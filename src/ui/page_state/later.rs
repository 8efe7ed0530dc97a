use js_sys::Promise;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Later, LaterViews, PageState};
use crate::view_model::Place;

impl PageState {
    /// Loads the second part of the program, unless it is there.
    pub fn load_later(&self) {
        self.do_later(|_| {});
    }

    /// What the second part brings, where it is there.
    pub fn views(&self) -> Option<&'static LaterViews> {
        match self.later.try_get_untracked()? {
            Later::Loaded(views) => Some(views),
            Later::Loading | Later::Missing => None,
        }
    }

    /// Does what the second part brings, now or once it is loaded; `None` where it could not be.
    pub fn do_later(&self, act: impl FnOnce(Option<&'static LaterViews>) + 'static) {
        let state = *self;
        let Self { outside, later, .. } = state;
        match later.try_get_untracked() {
            Some(Later::Loaded(views)) => return act(Some(views)),
            Some(Later::Missing) => later.set(Later::Loading),
            // The page may be gone by now.
            Some(Later::Loading) | None => {}
        }
        spawn_local(async move {
            let loaded = (outside.load_views)().await;
            if let Some(views) = loaded {
                state.read_holidays(views).await;
            }
            later.try_update(|later| *later = loaded.map_or(Later::Missing, Later::Loaded));
            act(loaded);
        });
    }

    /// Takes the answer of where the bank holidays are published; it is read as soon as what reads it is there.
    pub async fn publish(&self, answer: Promise) {
        self.published.set_value(Some(answer));
        if let Some(views) = self.views() {
            self.read_holidays(views).await;
        }
    }

    async fn read_holidays(&self, views: &LaterViews) {
        if let Some(answer) = self.published.try_get_value().flatten() {
            let read = (views.outside.read_holidays)(answer, self.page).await;
            self.holidays.try_set_value(read);
        }
    }

    /// Does what a form was asked for. It shows that this is awaited, or could not be had.
    pub fn ask_later(&self, form: Place, act: fn(&LaterViews) -> fn(PageState)) {
        let state = *self;
        state.awaited.set(Some(form));
        state.do_later(move |views| {
            // The page may be gone by now.
            let is_there = !state.awaited.is_disposed();
            if let Some(views) = views.filter(|_| is_there) {
                state.awaited.set(None);
                act(views)(state);
            }
        });
    }
}
