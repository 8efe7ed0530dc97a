use leptos::prelude::*;

use super::field::{described, notes, question};
use super::form_state::FormState;
use crate::ui::element::{El, el};
use crate::view_model::FieldView;

/// A box to tick.
pub fn tick_field(field: FieldView, form: FormState) -> El {
    let id = field.id;
    let control = el("input", "cp-tick-field__input")
        .attr("type", "checkbox")
        .attr("id", id.name())
        .attr("name", id.name())
        .attr("value", "yes")
        .live_checked(move || form.text(id) == "yes")
        .on("change", move |event| {
            form.set_text(
                id,
                if event_target_checked(&event) {
                    "yes"
                } else {
                    ""
                }
                .to_owned(),
            );
        });
    let label = el("label", "cp-tick-field__label")
        .attr("for", id.name())
        .text(field.label.clone());
    question("div", &field, form)
        .children(notes(&field, form).into_iter().flatten())
        .child(
            el("div", "cp-tick-field")
                .child(described(control, &field, form))
                .child(label),
        )
}
