use leptos::prelude::*;

use crate::copy::PageCopy;
use crate::view_model::DatesView;

/// The computed dates, and what they count from.
#[component]
pub fn DateList(page: &'static PageCopy, dates: DatesView) -> impl IntoView {
    let row = |row: crate::view_model::DateRow| {
        view! {
            <div class="cp-date-list__row">
                <dt class="cp-date-list__label">{row.label}</dt>
                <dd class="cp-date-list__date"><time datetime=row.iso>{row.date}</time></dd>
            </div>
        }
    };
    view! {
        <div class="cp-date-list">
            <h4 class="cp-date-list__title">{page.dates.title.as_str()}</h4>
            <dl class="cp-date-list__rows">{dates.rows.into_iter().map(row).collect_view()}</dl>
            {dates.notes.into_iter().map(|note| view! { <p class="cp-date-list__note">{note}</p> }).collect_view()}
        </div>
    }
}
