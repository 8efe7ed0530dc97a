use leptos::either::EitherOf6;
use leptos::prelude::*;

use super::choice_field::ChoiceField;
use super::date_field::DateField;
use super::file_field::FileField;
use super::form_state::FormState;
use super::text_area::TextArea;
use super::text_input::TextInput;
use super::tick_field::TickField;
use crate::view_model::{Control, FieldView};

/// One question with its control.
#[component]
pub fn Field(field: FieldView, form: FormState) -> impl IntoView {
    match field.control {
        Control::Line { kind, autocomplete, width } => {
            EitherOf6::A(view! { <TextInput field form kind autocomplete width /> })
        }
        Control::Area { rows, autocomplete } => EitherOf6::B(view! { <TextArea field form rows autocomplete /> }),
        Control::Choice => EitherOf6::C(view! { <ChoiceField field form /> }),
        Control::Tick => EitherOf6::D(view! { <TickField field form /> }),
        Control::Date => EitherOf6::E(view! { <DateField field form /> }),
        Control::Files => EitherOf6::F(view! { <FileField field form /> }),
    }
}

/// The words above a control: its hint, and what is wrong.
#[component]
pub fn FieldNotes(field: FieldView, form: FormState) -> impl IntoView {
    use crate::ui::feedback::ErrorMessage;
    let hint_id = field.hint_id();
    view! {
        {field.copy.hint.as_ref().map(|hint| view! { <p class="cp-field__hint" id=hint_id>{hint.as_str()}</p> })}
        <ErrorMessage form field=field.id />
    }
}

/// The class of a field, marked while it has a problem.
pub fn field_class(form: FormState, field: &FieldView) -> impl Fn() -> &'static str + Send + Sync + use<> {
    let id = field.id;
    move || if form.error(id).is_some() { "cp-field cp-field--error" } else { "cp-field" }
}

/// The ids of what describes a control, as they come and go.
pub fn described_by(form: FormState, field: &FieldView) -> impl Fn() -> Option<String> + Send + Sync + use<> {
    let field = field.clone();
    move || field.described_by(form.error(field.id).is_some())
}

/// Whether a control is marked as wrong.
pub fn invalid(form: FormState, field: &FieldView) -> impl Fn() -> Option<&'static str> + Send + Sync + use<> {
    let id = field.id;
    move || form.error(id).map(|_| "true")
}
