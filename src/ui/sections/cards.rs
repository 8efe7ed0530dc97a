use super::rich_text;
use crate::copy::CardCopy;
use crate::ui::element::{El, el};

/// Short facts side by side, each under its label.
pub fn cards(items: &'static [CardCopy]) -> El {
    el("div", "cp-cards").children(items.iter().map(|card| {
        el("div", "cp-cards__card")
            .child(el("p", "cp-cards__label").text(card.label.as_str()))
            .child(el("h3", "cp-cards__title").text(card.title.as_str()))
            .child(rich_text(el("p", "cp-cards__text"), &card.text))
    }))
}
