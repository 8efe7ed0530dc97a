use leptos::prelude::*;

use super::RichText;
use crate::copy::StepCopy;

/// A numbered path.
#[component]
pub fn Steps(items: &'static [StepCopy]) -> impl IntoView {
    let step = |step: &'static StepCopy| {
        view! {
            <li class="cp-steps__step">
                <h3 class="cp-steps__title">{step.title.as_str()}</h3>
                <p class="cp-steps__text"><RichText rich=&step.text /></p>
            </li>
        }
    };
    view! { <ol class="cp-steps">{items.iter().map(step).collect_view()}</ol> }
}
