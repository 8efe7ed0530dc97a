use leptos::prelude::*;

use super::field::{FieldNotes, described_by, field_class, invalid};
use super::form_state::FormState;
use crate::copy::FieldDetail;
use crate::view_model::{FieldView, count_message};

/// Several lines of text, with a count below where the copy has words for one.
#[component]
pub fn TextArea(field: FieldView, form: FormState, rows: &'static str, autocomplete: &'static str) -> impl IntoView {
    let id = field.id;
    let name = id.name();
    let count = match &field.copy.detail {
        FieldDetail::Count(words) => Some(move || count_message(words, &form.text(id), id.max_characters())),
        _ => None,
    };
    let announce = count.map(|count| announce_after_pause(form, count));
    let typed = move |event| {
        form.set_text(id, event_target_value(&event));
        if let Some(announce) = &announce {
            announce();
        }
    };
    view! {
        <div class=field_class(form, &field) data-question>
            <label class="cp-field__label" for=name>{field.label.clone()}</label>
            <FieldNotes field=field.clone() form />
            <textarea
                class="cp-text-area"
                id=name
                name=name
                rows=rows
                autocomplete=autocomplete
                aria-describedby=described_by(form, &field)
                aria-invalid=invalid(form, &field)
                prop:value=move || form.text(id)
                on:input=typed
            ></textarea>
            {count.map(|count| view! { <p class="cp-text-area__count" aria-hidden="true">{count}</p> })}
        </div>
    }
}

/// How long typing rests before a count is read out, in milliseconds.
const PAUSE: u32 = 1_500;

/// Puts a text into the live region once typing has rested.
fn announce_after_pause(form: FormState, text: impl Fn() -> String + Copy + 'static) -> impl Fn() {
    let strokes = StoredValue::new(0_u32);
    move || {
        let stroke = strokes.try_update_value(|strokes| {
            *strokes += 1;
            *strokes
        });
        leptos::task::spawn_local(async move {
            form.ports.clock.pause(PAUSE).await;
            if strokes.try_get_value() == stroke && stroke.is_some() {
                let text = untrack(text);
                form.journey.try_update(|journey| journey.announcement = text);
            }
        });
    }
}
