use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Later, LaterViews, PageState};

impl PageState {
    /// Loads what comes later, unless it is there.
    pub fn load_later(&self) {
        let Self { outside, later, .. } = *self;
        if let Later::Loaded(_) = later.get_untracked() {
            return;
        }
        later.set(Later::Loading);
        spawn_local(async move {
            let loaded = (outside.load_views)().await;
            later.try_update(|later| *later = loaded.map_or(Later::Missing, Later::Loaded));
        });
    }

    /// Does what comes later, now or once it is loaded; `None` where it could not be.
    pub fn do_later(&self, act: impl FnOnce(Option<&'static LaterViews>) + 'static) {
        // The page may be gone by now.
        if let Some(Later::Loaded(views)) = self.later.try_get_untracked() {
            return act(Some(views));
        }
        let Self { outside, later, .. } = *self;
        spawn_local(async move {
            let loaded = (outside.load_views)().await;
            if let Some(views) = loaded {
                later.try_update(|later| *later = Later::Loaded(views));
            }
            act(loaded);
        });
    }
}
