use std::cell::Cell;
use std::rc::Rc;

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::case::case_place;
use super::controls::{Asked, hears, holds};
use super::element::{El, el};
use super::feedback::live_region;
use super::form::takes_files;
use super::page_state::{
    Debounce, Later, Outside, PageState, Typing, check_problems, form_problems,
};
use super::sections::{header_band, section};
use crate::copy::{PageCopy, direction};
use crate::domain::calendar::BankHolidays;
use crate::ui::derived::Derived;
use crate::ui::shared::Shared;
use crate::view_model::self_check::SelfCheck;
use crate::view_model::{Attention, Journey, Place, QuestionId, SavedDrafts, Step};

/// What a page shows at one moment.
#[derive(Clone, Debug, Default)]
pub struct Moment {
    pub journey: Journey,
    pub self_check: SelfCheck,
    pub saved: SavedDrafts,
    pub attention: Attention,
    /// The time, to the minute; none before the page is live.
    pub now: Option<DateTime<Utc>>,
}

impl Moment {
    /// The first: nothing typed, and no time, so that it depends on the copy alone.
    pub fn first() -> Self {
        Self::default()
    }

    /// The state of a page from this moment on.
    ///
    /// `root` is the element that it is drawn in, where there is one: there it comes to life.
    pub fn into_state(
        self,
        page: &'static PageCopy,
        holidays: &'static BankHolidays,
        outside: &'static Outside,
        root: Option<web_sys::Element>,
    ) -> PageState {
        let journey = Shared::new(self.journey);
        let self_check = Shared::new(self.self_check);
        let later = Shared::new(outside.views.map_or(Later::Loading, Later::Loaded));
        PageState {
            form_problems: form_problems(page, journey, later),
            check_problems: check_problems(page, self_check, later),
            page,
            holidays: StoredValue::new(holidays),
            published: StoredValue::new_local(None),
            outside,
            journey,
            typing: Typing::new(),
            counting: Debounce::new(outside),
            self_check,
            saved: Shared::new(self.saved),
            attention: Shared::new(self.attention),
            is_no_file: Shared::new(false),
            now: Shared::new(self.now),
            later,
            waiting: StoredValue::new_local(Vec::new()),
            awaited: Shared::new(None),
            sending: StoredValue::new(None),
            root: StoredValue::new_local(root),
        }
    }

    /// Takes an answer that was given before the page was live.
    pub fn answer(&mut self, asked: Asked, typed: String) {
        match asked {
            Asked::Text(field) => self
                .journey
                .fill_early(|draft| draft.set_text(field, typed)),
            Asked::Part(QuestionId::Field(_), part) => self
                .journey
                .fill_early(|draft| *draft.first_complained_on.part_mut(part) = typed),
            Asked::Part(QuestionId::SelfCheck(date), part) => {
                self.self_check.set_date_part(date, part, typed);
            }
            Asked::Screening(reason) => self.self_check.set_answer(reason, holds(&typed)),
        }
    }
}

/// The level of the page's first heading by the tag's `heading` attribute: 1 to 4, and 1 where it says nothing else.
pub fn heading_level(attribute: Option<&str>) -> usize {
    match attribute {
        Some("2") => 2,
        Some("3") => 3,
        Some("4") => 4,
        _ => 1,
    }
}

/// The whole page, in the state that it is in.
pub fn complaints_page(state: PageState) -> El {
    let page = state.page;
    if let Some(root) = state.root.get_value() {
        follow_focus(root, state);
        state.keep_time();
        state.keep_line();
    }
    let sections = page
        .sections
        .iter()
        .map(|section| self::section(section, state));
    let header = header_band(
        page,
        move || state.act(|journey| journey.go_to_step()),
        move || state.go_to(Place::SelfCheckTitle),
    );
    let is_not_sent = state.is_hidden(Step::Receipt);
    hears(takes_files(el("div", "cp-page"), state), state)
        .live_flag("data-sent", move || !is_not_sent())
        .attr("lang", page.language.as_str())
        .attr("dir", direction(&page.language))
        .child(header)
        .child(
            el("div", "cp-page__body")
                .children(case_place(state))
                .children(sections),
        )
        .child(live_region(state.announced()))
}

/// Moves the focus to where it was last asked for, once that is drawn.
fn follow_focus(root: web_sys::Element, state: PageState) {
    let PageState {
        attention, later, ..
    } = state;
    let request = Derived::new(move || attention.with(|attention| attention.focus));
    let is_missed = Rc::new(Cell::new(false));
    Effect::new(move |followed: Option<u32>| {
        let (serial, target) = request.get();
        // What was not there may have come.
        later.track();
        let (root, is_missed) = (root.clone(), is_missed.clone());
        if serial > 0 && (followed != Some(serial) || is_missed.get()) {
            request_animation_frame(move || {
                let found = target.and_then(|target| focus(&root, &target.id()));
                is_missed.set(found.is_none());
            });
        }
        serial
    });
}

/// Scrolls the control's question into view and focuses the control, where it is there.
fn focus(root: &web_sys::Element, id: &str) -> Option<()> {
    let element = root.query_selector(&["#", id].concat()).ok()??;
    let question = element.closest("[data-question]").ok().flatten();
    question.as_ref().unwrap_or(&element).scroll_into_view();
    if let Some(control) = element.dyn_ref::<web_sys::HtmlElement>() {
        _ = control.focus();
    }
    Some(())
}
