use leptos::prelude::*;

use crate::ui::form::FormState;
use crate::view_model::anchor;

/// Every problem of the form with a link to its control; nothing where there is none.
#[component]
pub fn ErrorSummary(form: FormState) -> impl IntoView {
    let title = form.page.form.error_summary.as_str();
    let entry = move |target: String, message: String| {
        let address = ["#", &target].concat();
        let go = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            form.journey.update(|journey| journey.go_to(&target));
        };
        view! { <li><a href=address on:click=go>{message}</a></li> }
    };
    move || {
        let problems = form.journey.with(|journey| journey.problems.clone());
        (!problems.is_empty()).then(|| {
            let entries = problems.into_iter().map(|problem| entry(problem.target, problem.message)).collect_view();
            view! {
                <div class="cp-error-summary" id=anchor::ERROR_SUMMARY role="alert" tabindex="-1">
                    <h4 class="cp-error-summary__title">{title}</h4>
                    <ul class="cp-error-summary__list">{entries}</ul>
                </div>
            }
        })
    }
}
