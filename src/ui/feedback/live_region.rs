use leptos::prelude::*;

use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::view_model::Journey;

/// The one place from which changes are announced politely.
pub fn live_region(journey: RwSignal<Journey>) -> El {
    let announcement = Derived::new(move || journey.with(|journey| journey.announcement.clone()));
    el("div", "cp-live-region")
        .attr("role", "status")
        .attr("aria-live", "polite")
        .live_text(move || announcement.get())
}
