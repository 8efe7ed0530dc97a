use chrono::{DateTime, Utc};
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

/// What a page shows at one moment.
#[derive(Clone, Debug)]
pub struct Moment {
    pub journey: Journey,
    pub self_check: SelfCheck,
    /// The time, to the minute; none before the page is live.
    pub now: Option<DateTime<Utc>>,
}

impl Moment {
    /// The first: nothing typed, and no time, so that it depends on the copy alone.
    pub fn first(page: &'static PageCopy) -> Self {
        Self {
            journey: Journey::new(page),
            self_check: SelfCheck::new(page),
            now: None,
        }
    }
}

/// The whole page, from its first moment on.
///
/// `root` is the element that it is drawn in, where there is one.
pub fn complaints_page(
    page: &'static PageCopy,
    holidays: &'static BankHolidays,
    ports: Ports,
    root: Option<web_sys::Element>,
) -> El {
    complaints_page_at(Moment::first(page), page, holidays, ports, root)
}

/// The whole page, from any moment on.
pub fn complaints_page_at(
    moment: Moment,
    page: &'static PageCopy,
    holidays: &'static BankHolidays,
    ports: Ports,
    root: Option<web_sys::Element>,
) -> El {
    let journey = RwSignal::new(moment.journey);
    let state = PageState {
        page,
        holidays,
        ports,
        journey,
        self_check: RwSignal::new(moment.self_check),
        now: RwSignal::new(moment.now),
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
