use leptos::prelude::*;

use super::date_list::DateList;
use super::form_state::FormState;
use crate::ui::sections::RichText;
use crate::view_model::anchor;

/// Proof that the company has the complaint, and what happens next.
#[component]
pub fn Receipt(form: FormState) -> impl IntoView {
    let copy = &form.page.receipt;
    let restart = move |_| form.journey.update(|journey| journey.restart());
    move || {
        let receipt = form.journey.with(|journey| journey.receipt.clone());
        receipt.map(|receipt| {
            view! {
                <div class="cp-receipt">
                    <div class="cp-receipt__panel">
                        <h3 class="cp-receipt__title" id=anchor::RECEIPT tabindex="-1">{copy.title.as_str()}</h3>
                        <p class="cp-receipt__label">{copy.reference.as_str()}</p>
                        <p class="cp-receipt__reference" id="reference">{receipt.reference}</p>
                    </div>
                    <p>{copy.reference_note.as_str()}</p>
                    <p>{copy.received.as_str()} " " {receipt.received}</p>
                    <DateList page=form.page dates=receipt.dates />
                    <h4 class="cp-receipt__subtitle">{copy.next_title.as_str()}</h4>
                    <ul class="cp-bullet-list">
                        {receipt.next.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}
                    </ul>
                    <p><RichText rich=&copy.contact /></p>
                    <div class="cp-receipt__buttons">
                        <button class="cp-button" type="button" on:click=|_| print_page()>{copy.print.as_str()}</button>
                        <button class="cp-button cp-button--quiet" type="button" on:click=restart>{copy.another.as_str()}</button>
                    </div>
                </div>
            }
        })
    }
}

fn print_page() {
    if let Some(window) = web_sys::window() {
        _ = window.print();
    }
}
