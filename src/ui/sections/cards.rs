use leptos::prelude::*;

use super::RichText;
use crate::copy::CardCopy;

/// Short facts side by side, each under its label.
#[component]
pub fn Cards(items: &'static [CardCopy]) -> impl IntoView {
    let card = |card: &'static CardCopy| {
        view! {
            <div class="cp-cards__card">
                <p class="cp-cards__label">{card.label.as_str()}</p>
                <h3 class="cp-cards__title">{card.title.as_str()}</h3>
                <p class="cp-cards__text"><RichText rich=&card.text /></p>
            </div>
        }
    };
    view! { <div class="cp-cards">{items.iter().map(card).collect_view()}</div> }
}
