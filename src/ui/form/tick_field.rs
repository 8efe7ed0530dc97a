use super::question::{described, notes, question, required};
use crate::ui::element::{El, el};
use crate::ui::page_state::PageState;
use crate::view_model::FieldView;

/// A box to tick.
pub fn tick_field(field: FieldView, state: PageState) -> El {
    let id = field.id;
    let control = required(
        el("input", "cp-tick-field__input"),
        field.copy.presence,
        state,
    )
    .attr("type", "checkbox")
    .attr("id", id.name())
    .attr("name", field.sent_as)
    .attr("value", "yes")
    .live_checked(move || state.text(id) == "yes");
    let label = el("label", "cp-tick-field__label")
        .attr("for", id.name())
        .text(field.label.clone());
    question("div", field.question, state)
        .children(notes(field.question, state))
        .child(
            el("div", "cp-tick-field")
                .child(described(control, field.question, state))
                .child(label),
        )
}
