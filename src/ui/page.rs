use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::element::{El, el};
use super::feedback::live_region;
use super::page_state::PageState;
use super::ports::Ports;
use super::sections::{header_band, page_section};
use crate::copy::PageCopy;
use crate::domain::calendar::BankHolidays;
use crate::view_model::Journey;
use crate::view_model::self_check::SelfCheck;

/// The whole page, with nothing typed yet. Its first render depends on the copy alone.
///
/// `root` is the element that it is drawn in, where there is one.
pub fn complaints_page(
    page: &'static PageCopy,
    holidays: &'static BankHolidays,
    ports: Ports,
    root: Option<web_sys::Element>,
) -> El {
    complaints_page_at(Journey::new(page), page, holidays, ports, root)
}

/// The whole page as it is at some point of a journey through it.
pub fn complaints_page_at(
    journey: Journey,
    page: &'static PageCopy,
    holidays: &'static BankHolidays,
    ports: Ports,
    root: Option<web_sys::Element>,
) -> El {
    let journey = RwSignal::new(journey);
    let state = PageState {
        page,
        holidays,
        ports,
        journey,
        self_check: RwSignal::new(SelfCheck::new(page)),
        now: RwSignal::new(None),
    };
    if let Some(root) = root {
        follow_focus(root, journey);
        state.keep_time();
        state.follow_link();
    }
    let sections = page
        .sections
        .iter()
        .map(|section| page_section(section, state));
    el("div", "cp-page")
        .attr("lang", page.language.as_str())
        .child(header_band(&page.header, journey))
        .child(el("div", "cp-page__body").children(sections))
        .child(live_region(journey))
}

/// Moves the focus to where the journey last asked for it, once it is drawn.
fn follow_focus(root: web_sys::Element, journey: RwSignal<Journey>) {
    let request = Memo::new(move |_| journey.with(|journey| journey.focus.clone()));
    Effect::new(move |_| {
        let (serial, id) = request.get();
        let root = root.clone();
        if serial > 0 {
            request_animation_frame(move || focus(&root, &id));
        }
    });
}

/// Scrolls the control's question into view and focuses the control.
fn focus(root: &web_sys::Element, id: &str) {
    let Some(element) = root.query_selector(&["#", id].concat()).ok().flatten() else {
        return;
    };
    let question = element.closest("[data-question]").ok().flatten();
    question.as_ref().unwrap_or(&element).scroll_into_view();
    if let Some(control) = element.dyn_ref::<web_sys::HtmlElement>() {
        _ = control.focus();
    }
}
