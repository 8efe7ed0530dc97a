use leptos::prelude::*;

use crate::domain::complaint::FieldId;
use crate::ui::form::FormState;

/// What is wrong with an answer, beside its control; nothing where it is right.
#[component]
pub fn ErrorMessage(form: FormState, field: FieldId) -> impl IntoView {
    let prefix = form.page.form.error_prefix.as_str();
    move || {
        form.error(field).map(|message| {
            view! {
                <p class="cp-error-message" id=[field.name(), "-error"].concat()>
                    <span class="cp-visually-hidden">{prefix} " "</span>
                    {message}
                </p>
            }
        })
    }
}
