use leptos::prelude::*;

use super::RichText;
use crate::copy::Rich;

/// A list without order.
#[component]
pub fn BulletList(items: &'static [Rich]) -> impl IntoView {
    view! {
        <ul class="cp-bullet-list">
            {items.iter().map(|item| view! { <li><RichText rich=item /></li> }).collect_view()}
        </ul>
    }
}
