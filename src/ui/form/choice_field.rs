use super::question::{QuestionProps, described, notes, question, required};
use crate::copy::{FieldDetail, OptionCopy};
use crate::ui::element::{El, el};
use crate::ui::page_state::Answer;
use crate::ui::sections::note;
use crate::view_model::FieldView;

/// One of several answers, with advice where an answer has some.
pub fn choice_field(field: FieldView, props: QuestionProps, answer: Answer) -> El {
    let options: &'static [OptionCopy] = match &field.copy.detail {
        FieldDetail::Options(options) => options,
        _ => &[],
    };
    let options = options
        .iter()
        .enumerate()
        .map(|(index, option)| self::option(&field, index, option, props, answer));
    described(question("fieldset", props), props)
        .attr("role", "radiogroup")
        .child(el("legend", "cp-field__label").text(field.label.clone()))
        .children(notes(props))
        .child(el("div", "cp-choice-field").children(options))
}

fn option(
    field: &FieldView,
    index: usize,
    option: &'static OptionCopy,
    props: QuestionProps,
    answer: Answer,
) -> El {
    let control_id = [field.id.name(), "-", &index.to_string()].concat();
    let value = option.value.as_str();
    let control = required(
        el("input", "cp-choice-field__input"),
        field.copy.presence,
        props,
    )
    .attr("type", "radio")
    // Browsers call a required choice wrong before it is made; whether it is, its group says.
    .attr("aria-invalid", "false")
    .attr("id", control_id.clone())
    .attr("name", field.sent_as)
    .attr("value", value)
    .live_checked(move || answer.get() == value);
    let advice = option.advice.as_ref();
    el("div", "cp-choice-field__option")
        .child(control)
        .child(
            el("label", "cp-choice-field__label")
                .attr("for", control_id)
                .text(option.label.as_str()),
        )
        .children(advice.map(|advice| el("div", "cp-choice-field__advice").child(note(advice))))
}
