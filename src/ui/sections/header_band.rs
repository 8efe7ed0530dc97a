use leptos::prelude::*;

use super::RichText;
use crate::copy::{HeaderCopy, PromiseCopy};
use crate::view_model::anchor;

/// The band at the top: what the page is, and what the company promises.
#[component]
pub fn HeaderBand(copy: &'static HeaderCopy, on_action: impl FnMut(leptos::ev::MouseEvent) + 'static) -> impl IntoView {
    let promise = |promise: &'static PromiseCopy| {
        view! {
            <li class="cp-header-band__promise">
                <span class="cp-header-band__icon" aria-hidden="true">{promise.icon.as_str()}</span>
                " "
                {promise.text.as_str()}
            </li>
        }
    };
    view! {
        <div class="cp-header-band">
            <div class="cp-header-band__inner">
                <p class="cp-header-band__tagline">{copy.tagline.as_str()}</p>
                <h1 class="cp-header-band__title">{copy.title.as_str()}</h1>
                <p class="cp-header-band__intro"><RichText rich=&copy.intro /></p>
                <ul class="cp-header-band__promises">{copy.promises.iter().map(promise).collect_view()}</ul>
                <a class="cp-header-band__action" href=["#", anchor::FILL].concat() on:click=on_action>{copy.action.as_str()}</a>
            </div>
        </div>
    }
}
