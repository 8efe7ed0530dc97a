use leptos::prelude::*;

use super::field::{FieldNotes, described_by, field_class, invalid};
use super::form_state::FormState;
use crate::view_model::FieldView;

/// A box to tick.
#[component]
pub fn TickField(field: FieldView, form: FormState) -> impl IntoView {
    let id = field.id;
    let name = id.name();
    let ticked = move |event: leptos::ev::Event| {
        form.set_text(id, if event_target_checked(&event) { "yes" } else { "" }.to_owned());
    };
    view! {
        <div class=field_class(form, &field) data-question>
            <FieldNotes field=field.clone() form />
            <div class="cp-tick-field">
                <input
                    class="cp-tick-field__input"
                    type="checkbox"
                    id=name
                    name=name
                    value="yes"
                    aria-describedby=described_by(form, &field)
                    aria-invalid=invalid(form, &field)
                    prop:checked=move || form.text(id) == "yes"
                    on:change=ticked
                />
                <label class="cp-tick-field__label" for=name>{field.label.clone()}</label>
            </div>
        </div>
    }
}
