use leptos::prelude::*;

use super::email_suggestion::EmailSuggestion;
use super::field::{FieldNotes, described_by, field_class, invalid};
use super::form_state::FormState;
use crate::domain::complaint::FieldId;
use crate::view_model::FieldView;

/// One line of text.
#[component]
pub fn TextInput(
    field: FieldView,
    form: FormState,
    kind: &'static str,
    autocomplete: &'static str,
    width: &'static str,
) -> impl IntoView {
    let id = field.id;
    let name = id.name();
    let input_class = ["cp-text-input cp-text-input--", width].concat();
    let suggestion = (id == FieldId::Email).then(|| view! { <EmailSuggestion field=field.clone() form /> });
    view! {
        <div class=field_class(form, &field) data-question>
            <label class="cp-field__label" for=name>{field.label.clone()}</label>
            <FieldNotes field=field.clone() form />
            <input
                class=input_class
                id=name
                name=name
                type=kind
                autocomplete=autocomplete
                spellcheck=matches!(id, FieldId::Email).then_some("false")
                aria-describedby=described_by(form, &field)
                aria-invalid=invalid(form, &field)
                prop:value=move || form.text(id)
                on:input=move |event| form.set_text(id, event_target_value(&event))
            />
            {suggestion}
        </div>
    }
}
