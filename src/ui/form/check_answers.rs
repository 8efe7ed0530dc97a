use leptos::prelude::*;

use super::date_list::DateList;
use super::form_state::FormState;
use crate::ui::feedback::SendFailed;
use crate::view_model::{CheckRow, Delivery, anchor, check_rows};

/// Every answer and the computed dates, before anything is sent.
#[component]
pub fn CheckAnswers(form: FormState) -> impl IntoView {
    let copy = &form.page.check;
    let row = move |row: CheckRow| {
        let CheckRow { label, lines, change, change_hidden, target, .. } = row;
        let lines = lines.into_iter().map(|line| view! { <span class="cp-check-answers__line">{line}</span> }).collect_view();
        let go = move |_| form.journey.update(|journey| journey.change(&target));
        view! {
            <div class="cp-check-answers__row">
                <dt class="cp-check-answers__label">{label}</dt>
                <dd class="cp-check-answers__answer" dir="auto">{lines}</dd>
                <dd class="cp-check-answers__action">
                    <button class="cp-check-answers__change" type="button" aria-label=change_hidden on:click=go>{change}</button>
                </dd>
            </div>
        }
    };
    let answers = move || {
        let checked = form.journey.with(|journey| journey.checked.clone());
        checked.map(|checked| {
            let rows = check_rows(form.page, &checked.complaint).into_iter().map(row).collect_view();
            view! {
                <dl class="cp-check-answers__rows">{rows}</dl>
                {checked.dates.map(|dates| view! { <DateList page=form.page dates /> })}
            }
        })
    };
    let busy = move || matches!(form.delivery(), Delivery::Sending | Delivery::Retrying);
    let label = move || match form.delivery() {
        Delivery::Idle => copy.send.as_str(),
        Delivery::Sending | Delivery::Retrying => form.page.sending.sending.as_str(),
        Delivery::Failed => form.page.sending.failed.retry.as_str(),
    };
    let back = move |_| form.journey.update(|journey| journey.change(anchor::FILL));
    view! {
        <div class="cp-check-answers">
            <h3 class="cp-check-answers__title" id=anchor::CHECK tabindex="-1">{copy.title.as_str()}</h3>
            <SendFailed form />
            {answers}
            <p class="cp-check-answers__status" aria-hidden="true">
                {move || (form.delivery() == Delivery::Retrying).then(|| form.page.sending.retrying.as_str())}
            </p>
            <div class="cp-check-answers__buttons">
                <button class="cp-button" type="button" aria-disabled=move || busy().then_some("true") on:click=move |_| form.send()>
                    {label}
                </button>
                <button class="cp-button cp-button--quiet" type="button" disabled=busy on:click=back>{copy.back.as_str()}</button>
            </div>
        </div>
    }
}
