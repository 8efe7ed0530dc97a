use super::email_suggestion::email_suggestion;
use super::question::{described, label, notes, question, required};
use crate::ui::element::{El, el};
use crate::ui::page_state::PageState;
use crate::view_model::FieldView;

/// One line of text.
pub fn text_input(
    field: FieldView,
    state: PageState,
    kind: &'static str,
    autocomplete: &'static str,
    width: &'static str,
) -> El {
    let id = field.id;
    let mut control = required(el("input", ""), field.copy.presence, state)
        .attr("class", ["cp-text-input cp-text-input--", width].concat())
        .attr("id", id.name())
        .attr("name", field.sent_as)
        .attr("type", kind)
        .attr("autocomplete", autocomplete)
        .attr("spellcheck", if kind == "email" { "false" } else { "true" })
        .live_value(move || state.text(id));
    if matches!(kind, "email" | "tel") {
        control = control.attr("dir", "ltr");
    }
    question("div", field.question, state)
        .child(label(&field))
        .children(notes(field.question, state))
        .child(described(control, field.question, state))
        .children(email_suggestion(&field, state))
}
