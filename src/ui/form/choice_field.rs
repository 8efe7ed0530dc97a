use leptos::prelude::*;

use super::field::{FieldNotes, described_by, field_class, invalid};
use super::form_state::FormState;
use crate::copy::{FieldDetail, OptionCopy};
use crate::ui::sections::Note;
use crate::view_model::FieldView;

/// One of several answers, with advice where an answer has some.
#[component]
pub fn ChoiceField(field: FieldView, form: FormState) -> impl IntoView {
    let id = field.id;
    let options: &'static [OptionCopy] = match &field.copy.detail {
        FieldDetail::Options(options) => options,
        _ => &[],
    };
    let option = move |(index, option): (usize, &'static OptionCopy)| {
        let control_id = [id.name(), "-", &index.to_string()].concat();
        let value = option.value.as_str();
        let chosen = move || form.text(id) == value;
        view! {
            <div class="cp-choice-field__option">
                <input
                    class="cp-choice-field__input"
                    type="radio"
                    id=control_id.clone()
                    name=id.name()
                    value=value
                    prop:checked=chosen
                    on:change=move |_| form.set_text(id, value.to_owned())
                />
                <label class="cp-choice-field__label" for=control_id>{option.label.as_str()}</label>
                {option.advice.as_ref().map(|advice| view! {
                    <div class="cp-choice-field__advice"><Note text=advice /></div>
                })}
            </div>
        }
    };
    view! {
        <fieldset
            class=field_class(form, &field)
            data-question
            role="radiogroup"
            aria-describedby=described_by(form, &field)
            aria-invalid=invalid(form, &field)
        >
            <legend class="cp-field__label">{field.label.clone()}</legend>
            <FieldNotes field=field.clone() form />
            <div class="cp-choice-field">{options.iter().enumerate().map(option).collect_view()}</div>
        </fieldset>
    }
}
