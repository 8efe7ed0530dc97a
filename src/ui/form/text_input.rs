use leptos::prelude::*;

use super::email_suggestion::email_suggestion;
use super::field::{described, label, notes, question};
use super::form_state::FormState;
use crate::ui::element::{El, el};
use crate::view_model::FieldView;

/// One line of text.
pub fn text_input(
    field: FieldView,
    form: FormState,
    kind: &'static str,
    autocomplete: &'static str,
    width: &'static str,
) -> El {
    let id = field.id;
    let control = el("input", "")
        .attr("class", ["cp-text-input cp-text-input--", width].concat())
        .attr("id", id.name())
        .attr("name", id.name())
        .attr("type", kind)
        .attr("autocomplete", autocomplete)
        .attr("spellcheck", if kind == "email" { "false" } else { "true" })
        .live_value(move || form.text(id))
        .on("input", move |event| {
            form.set_text(id, event_target_value(&event))
        });
    question("div", &field, form)
        .child(label(&field))
        .children(notes(&field, form).into_iter().flatten())
        .child(described(control, &field, form))
        .children(email_suggestion(&field, form))
}
