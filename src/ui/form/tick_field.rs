use super::question::{QuestionProps, described, notes, question, required};
use crate::ui::element::{El, el};
use crate::ui::page_state::Answer;
use crate::view_model::FieldView;

/// A box to tick.
pub fn tick_field(field: FieldView, props: QuestionProps, answer: Answer) -> El {
    let id = field.id.name();
    let control = required(
        el("input", "cp-tick-field__input"),
        field.copy.presence,
        props,
    )
    .attr("type", "checkbox")
    .attr("id", id)
    .attr("name", field.sent_as)
    .attr("value", "yes")
    .live_checked(move || answer.get() == "yes");
    let label = el("label", "cp-tick-field__label")
        .attr("for", id)
        .text(field.label.clone());
    question("div", props).children(notes(props)).child(
        el("div", "cp-tick-field")
            .child(described(control, props))
            .child(label),
    )
}
