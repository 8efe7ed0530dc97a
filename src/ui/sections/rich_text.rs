use leptos::either::EitherOf3;
use leptos::prelude::*;

use crate::copy::{Inline, Rich};

/// A run of words with its strong parts and links.
#[component]
pub fn RichText(rich: &'static Rich) -> impl IntoView {
    rich.0
        .iter()
        .map(|inline| match inline {
            Inline::Words(words) => EitherOf3::A(words.as_str()),
            Inline::Strong(words) => EitherOf3::B(view! { <strong>{words.as_str()}</strong> }),
            Inline::Link { address, words } => {
                let class = if address.starts_with("tel:") { "cp-rich-text__phone" } else { "cp-rich-text__link" };
                EitherOf3::C(view! { <a class=class href=address.as_str()>{words.as_str()}</a> })
            }
        })
        .collect_view()
}
