use leptos::prelude::*;

use super::field::{FieldNotes, described_by, field_class};
use super::form_state::FormState;
use crate::copy::FieldDetail;
use crate::domain::complaint::{DatePart, ProblemKind};
use crate::view_model::FieldView;

/// A date in three boxes.
#[component]
pub fn DateField(field: FieldView, form: FormState) -> impl IntoView {
    let id = field.id;
    let FieldDetail::Parts(words) = &field.copy.detail else { return None };
    let part = move |part: DatePart| {
        let (label, class) = match part {
            DatePart::Day => (&words.day, "cp-text-input cp-text-input--two"),
            DatePart::Month => (&words.month, "cp-text-input cp-text-input--month"),
            DatePart::Year => (&words.year, "cp-text-input cp-text-input--four"),
        };
        let control_id = [id.name(), "-", part.name()].concat();
        let typed = move |event| {
            let now = form.ports.clock.now();
            form.journey.update(|journey| journey.set_date_part(part, event_target_value(&event), now));
        };
        view! {
            <div class="cp-date-field__part">
                <label class="cp-date-field__label" for=control_id.clone()>{label.as_str()}</label>
                <input
                    class=class
                    id=control_id.clone()
                    name=control_id
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    aria-invalid=move || is_wrong(form, part).then_some("true")
                    prop:value=move || form.journey.with(|journey| journey.draft.first_complained_on.part(part).to_owned())
                    on:input=typed
                />
            </div>
        }
    };
    Some(view! {
        <fieldset class=field_class(form, &field) data-question role="group" aria-describedby=described_by(form, &field)>
            <legend class="cp-field__label">{field.label.clone()}</legend>
            <FieldNotes field=field.clone() form />
            <div class="cp-date-field">{DatePart::ALL.map(part).collect_view()}</div>
        </fieldset>
    })
}

/// Whether a box is among the wrong parts of the date: the one named, or all where none is.
fn is_wrong(form: FormState, part: DatePart) -> bool {
    form.journey.with(|journey| {
        journey.problems.iter().any(|shown| match &shown.kind {
            ProblemKind::Date(problem) => problem.wrong_part().is_none_or(|wrong| wrong == part),
            _ => false,
        })
    })
}
