use js_sys::Promise;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Later, LaterViews, PageState};
use crate::ui::derived::Derived;
use crate::view_model::Place;

impl PageState {
    /// Loads the second part of the program, unless it is there.
    pub fn load_later(&self) {
        self.do_later(|_| {});
    }

    /// What the second part brings, where it is there.
    pub fn views(&self) -> Option<&'static LaterViews> {
        self.later.try_get_untracked()?.views()
    }

    /// Does what the second part brings, now or once it is loaded, unless the page is gone by then; `None` where it
    /// could not be.
    pub fn do_later(&self, act: impl FnOnce(Option<&'static LaterViews>) + 'static) {
        let state = *self;
        let Self {
            outside,
            later,
            waiting,
            ..
        } = state;
        if let Some(views) = self.views() {
            return act(Some(views));
        }
        let is_first = waiting.try_update_value(|waiting| {
            waiting.push(Box::new(act));
            waiting.len() == 1
        });
        // One load is for all who wait.
        if is_first != Some(true) {
            return;
        }
        if let Some(Later::Missing) = later.try_get_untracked() {
            later.set(Later::Loading);
        }
        spawn_local(async move {
            let loaded = (outside.load_views)().await;
            if let Some(views) = loaded {
                state.read_holidays(views).await;
            }
            later.set(loaded.map_or(Later::Missing, Later::Loaded));
            let acts = waiting.try_update_value(std::mem::take);
            acts.into_iter().flatten().for_each(|act| act(loaded));
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
        let next = || self.published.try_update_value(Option::take).flatten();
        while let Some(answer) = next() {
            let read = (views.outside.read_holidays)(answer, self.page).await;
            self.holidays.try_set_value(read);
        }
    }

    /// Whether a form was asked for what is not there yet.
    pub fn is_awaited(&self, form: Place) -> Derived<bool> {
        let awaited = self.awaited;
        Derived::new(move || awaited.get() == Some(form))
    }

    /// Does what a form was asked for. It shows that this is awaited, or could not be had.
    pub fn ask_later(&self, form: Place, act: fn(&LaterViews) -> fn(PageState)) {
        let state = *self;
        state.awaited.set(Some(form));
        state.do_later(move |views| {
            if let Some(views) = views {
                state.awaited.set(None);
                act(views)(state);
            }
        });
    }
}
