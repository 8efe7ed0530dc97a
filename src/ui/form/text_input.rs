use super::question::{QuestionProps, described, label, notes, question, required};
use crate::domain::complaint::{InputType, Width};
use crate::ui::element::{El, el};
use crate::ui::page_state::Answer;
use crate::view_model::FieldView;

/// One line of text.
pub fn text_input(
    field: FieldView,
    props: QuestionProps,
    answer: Answer,
    input: InputType,
    autocomplete: &'static str,
    width: Width,
) -> El {
    let mut control = required(el("input", ""), field.copy.presence, props)
        .attr(
            "class",
            ["cp-text-input cp-text-input--", width.name()].concat(),
        )
        .attr("id", field.id.name())
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
        .live_value(move || answer.get());
    if input != InputType::Text {
        control = control.attr("dir", "ltr");
    }
    question("div", props)
        .child(label(&field))
        .children(notes(props))
        .child(described(control, props))
}
