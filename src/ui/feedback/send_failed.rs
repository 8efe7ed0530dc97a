use leptos::prelude::*;

use crate::ui::form::FormState;
use crate::ui::sections::RichText;
use crate::view_model::{Delivery, anchor};

/// What happened, that nothing is lost, and what to do, when a complaint could not be sent.
#[component]
pub fn SendFailed(form: FormState) -> impl IntoView {
    let copy = &form.page.sending.failed;
    move || {
        (form.delivery() == Delivery::Failed).then(|| {
            view! {
                <div class="cp-send-failed">
                    <h4 class="cp-send-failed__title" id=anchor::FAILED tabindex="-1">{copy.title.as_str()}</h4>
                    <p>{copy.kept.as_str()}</p>
                    <p><RichText rich=&copy.next /></p>
                </div>
            }
        })
    }
}
