use leptos::prelude::*;

use crate::view_model::Journey;

/// The one place from which changes are announced politely.
#[component]
pub fn LiveRegion(journey: RwSignal<Journey>) -> impl IntoView {
    view! {
        <div class="cp-live-region" role="status" aria-live="polite" aria-atomic="true">
            {move || journey.with(|journey| journey.announcement.clone())}
        </div>
    }
}
