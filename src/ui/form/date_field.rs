use leptos::prelude::*;

use super::field::{described, notes, question};
use crate::copy::{DatePartsCopy, FieldDetail};
use crate::domain::complaint::{DatePart, FieldId, ProblemKind};
use crate::ui::element::{El, el};
use crate::ui::page_state::PageState;
use crate::view_model::FieldView;

/// A date in three boxes.
pub fn date_field(field: FieldView, state: PageState) -> El {
    let boxes = match &field.copy.detail {
        FieldDetail::Parts(words) => {
            Some(DatePart::ALL.map(|part| date_box(field.id, part, words, state)))
        }
        _ => None,
    };
    described(question("fieldset", &field, state), &field, state)
        .attr("role", "group")
        .child(el("legend", "cp-field__label").text(field.label.clone()))
        .children(notes(&field, state).into_iter().flatten())
        .child(el("div", "cp-date-field").children(boxes.into_iter().flatten()))
}

fn date_box(field: FieldId, part: DatePart, words: &'static DatePartsCopy, state: PageState) -> El {
    let (label, class) = match part {
        DatePart::Day => (&words.day, "cp-text-input cp-text-input--day"),
        DatePart::Month => (&words.month, "cp-text-input cp-text-input--month"),
        DatePart::Year => (&words.year, "cp-text-input cp-text-input--year"),
    };
    let id = [field.name(), "-", part.name()].concat();
    let control = el("input", class)
        .attr("id", id.clone())
        .attr("name", id.clone())
        .attr("type", "text")
        .attr("inputmode", "numeric")
        .attr("autocomplete", "off")
        .live_attr("aria-invalid", move || {
            is_wrong(state, part).then(|| "true".to_owned())
        })
        .live_value(move || {
            state
                .journey
                .with(|journey| journey.draft.first_complained_on.part(part).to_owned())
        })
        .on("input", move |event| {
            let now = state.ports.clock.now();
            state
                .journey
                .update(|journey| journey.set_date_part(part, event_target_value(&event), now));
        });
    el("div", "cp-date-field__part")
        .child(
            el("label", "cp-date-field__label")
                .attr("for", id)
                .text(label.as_str()),
        )
        .child(control)
}

/// Whether a box is among the wrong parts of the date: the one named, or all where none is.
fn is_wrong(state: PageState, part: DatePart) -> bool {
    state.journey.with(|journey| {
        journey.problems.iter().any(|shown| match &shown.kind {
            ProblemKind::Date(problem) => problem.wrong_part().is_none_or(|wrong| wrong == part),
            _ => false,
        })
    })
}
