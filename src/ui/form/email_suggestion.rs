use leptos::prelude::*;

use super::form_state::FormState;
use crate::copy::FieldDetail;
use crate::domain::complaint::suggest_email;
use crate::view_model::FieldView;

/// The address that was probably meant, to take over with one press.
#[component]
pub fn EmailSuggestion(field: FieldView, form: FormState) -> impl IntoView {
    let id = field.id;
    let words = match &field.copy.detail {
        FieldDetail::Suggestion(words) => Some(words),
        _ => None,
    };
    move || {
        let meant = suggest_email(&form.text(id))?;
        let words = words?.fill(&[("email", &meant)]);
        let accept = move |_| {
            form.set_text(id, meant.clone());
            form.journey.update(|journey| journey.go_to(id.name()));
        };
        Some(view! { <button class="cp-email-suggestion" type="button" on:click=accept>{words}</button> })
    }
}
