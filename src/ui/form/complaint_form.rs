use leptos::prelude::*;

use super::check_answers::CheckAnswers;
use super::field::Field;
use super::form_state::FormState;
use super::receipt::Receipt;
use crate::copy::GroupCopy;
use crate::ui::feedback::ErrorSummary;
use crate::ui::sections::RichText;
use crate::view_model::{FieldView, Step, anchor};

/// The three steps of a complaint; one is shown at a time, none is thrown away.
#[component]
pub fn ComplaintForm(form: FormState) -> impl IntoView {
    let copy = &form.page.form;
    let review = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.review();
    };
    let group = move |group: &'static GroupCopy| {
        let fields = group.fields.iter().filter_map(|field| FieldView::new(form.page, field));
        view! {
            <fieldset class="cp-complaint-form__group">
                <legend class="cp-complaint-form__group-title">{group.title.as_str()}</legend>
                {fields.map(|field| view! { <Field field form /> }).collect_view()}
            </fieldset>
        }
    };
    view! {
        <div class="cp-complaint-form">
            <form
                id="step-fill"
                method="post"
                enctype="multipart/form-data"
                novalidate
                action=form.page.submit.endpoint.as_str()
                hidden=move || form.step() != Step::Fill
                on:submit=review
            >
                <ErrorSummary form />
                <h3 class="cp-complaint-form__title" id=anchor::FILL tabindex="-1">{copy.title.as_str()}</h3>
                <p><RichText rich=&copy.intro /></p>
                {copy.groups.iter().map(group).collect_view()}
                <button class="cp-button" type="submit">{copy.review.as_str()}</button>
            </form>
            <div id="step-check" hidden=move || form.step() != Step::Check>
                <CheckAnswers form />
            </div>
            <div id="step-receipt" hidden=move || form.step() != Step::Receipt>
                <Receipt form />
            </div>
            <p class="cp-complaint-form__help"><RichText rich=&copy.help /></p>
        </div>
    }
}
