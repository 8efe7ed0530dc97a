use super::question::{described, notes, question, required};
use crate::copy::{FieldDetail, OptionCopy};
use crate::ui::element::{El, el};
use crate::ui::page_state::PageState;
use crate::ui::sections::note;
use crate::view_model::FieldView;

/// One of several answers, with advice where an answer has some.
pub fn choice_field(field: FieldView, state: PageState) -> El {
    let options: &'static [OptionCopy] = match &field.copy.detail {
        FieldDetail::Options(options) => options,
        _ => &[],
    };
    let options = options
        .iter()
        .enumerate()
        .map(|(index, option)| self::option(&field, index, option, state));
    described(
        question("fieldset", field.question, state),
        field.question,
        state,
    )
    .attr("role", "radiogroup")
    .child(el("legend", "cp-field__label").text(field.label.clone()))
    .children(notes(field.question, state))
    .child(el("div", "cp-choice-field").children(options))
}

fn option(view: &FieldView, index: usize, option: &'static OptionCopy, state: PageState) -> El {
    let (copy, field) = (view.copy, view.id);
    let control_id = [field.name(), "-", &index.to_string()].concat();
    let value = option.value.as_str();
    let control = required(el("input", "cp-choice-field__input"), copy.presence, state)
        .attr("type", "radio")
        // Browsers call a required choice wrong before it is made; whether it is, its group says.
        .attr("aria-invalid", "false")
        .attr("id", control_id.clone())
        .attr("name", view.sent_as)
        .attr("value", value)
        .live_checked(move || state.text(field) == value);
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
