use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::feedback::LiveRegion;
use super::form::FormState;
use super::ports::Ports;
use super::sections::{HeaderBand, PageSection};
use crate::copy::PageCopy;
use crate::domain::calendar::BankHolidays;
use crate::view_model::{Journey, anchor};

/// The whole page. Its first render depends on the copy alone.
#[component]
pub fn ComplaintsPage(page: &'static PageCopy, holidays: &'static BankHolidays, ports: Ports) -> impl IntoView {
    let journey = RwSignal::new(Journey::new(page));
    let form = FormState { page, holidays, ports, journey };
    let root = NodeRef::<Div>::new();
    follow_focus(root, journey);
    let to_form = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        journey.update(|journey| journey.go_to(anchor::FILL));
    };

    view! {
        <div class="cp-page" node_ref=root lang=page.language.as_str()>
            <HeaderBand copy=&page.header on_action=to_form />
            <div class="cp-page__body">
                {page.sections.iter().map(|section| view! { <PageSection section form /> }).collect_view()}
            </div>
            <LiveRegion journey />
        </div>
    }
}

/// Moves the focus to where the journey last asked for it, once it is drawn.
fn follow_focus(root: NodeRef<Div>, journey: RwSignal<Journey>) {
    Effect::new(move |served: Option<u32>| {
        let (serial, id) = journey.with(|journey| journey.focus.clone());
        if serial != served.unwrap_or(0) {
            request_animation_frame(move || focus(root, &id));
        }
        serial
    });
}

/// Scrolls the control's question into view and focuses the control.
fn focus(root: NodeRef<Div>, id: &str) {
    let Some(root) = root.get_untracked() else { return };
    let find = |selector: String| root.query_selector(&selector).ok().flatten();
    let Some(element) = find(["#", id].concat()) else { return };
    let question = element.closest("[data-question]").ok().flatten();
    question.as_ref().unwrap_or(&element).scroll_into_view();
    if let Some(control) = element.dyn_ref::<web_sys::HtmlElement>() {
        _ = control.focus();
    }
}
