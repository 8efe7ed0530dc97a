use super::email_suggestion::email_suggestion;
use super::question::{described, label, notes, question, required};
use crate::domain::complaint::{InputType, Width};
use crate::ui::element::{El, el};
use crate::ui::page_state::PageState;
use crate::view_model::FieldView;

/// One line of text.
pub fn text_input(
    field: FieldView,
    state: PageState,
    input: InputType,
    autocomplete: &'static str,
    width: Width,
) -> El {
    let id = field.id;
    let mut control = required(el("input", ""), field.copy.presence, state)
        .attr(
            "class",
            ["cp-text-input cp-text-input--", width.name()].concat(),
        )
        .attr("id", id.name())
        .attr("name", field.sent_as)
        .attr("type", input.name())
        .attr("autocomplete", autocomplete)
        .attr(
            "spellcheck",
            if input == InputType::Email {
                "false"
            } else {
                "true"
            },
        )
        .live_value(move || state.text(id));
    if input != InputType::Text {
        control = control.attr("dir", "ltr");
    }
    question("div", field.question, state)
        .child(label(&field))
        .children(notes(field.question, state))
        .child(described(control, field.question, state))
        .children(email_suggestion(&field, state))
}
