//! What stands in the controls is what is checked, sent and kept, whoever put it there: a person, a
//! browser, a password manager that tells nobody.

#[cfg(target_arch = "wasm32")]
use leptos::prelude::{GetValue, untrack};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, HtmlTextAreaElement};

use super::element::El;
use super::page_state::PageState;
use crate::domain::cisas::OutsideReason;
use crate::domain::complaint::{DatePart, FieldId};
use crate::view_model::{Place, QuestionId};

/// What a control asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Text(FieldId),
    /// One box of a date.
    Part(QuestionId, DatePart),
    /// Yes or no.
    Screening(OutsideReason),
}

impl Asked {
    /// What the controls of a name ask for.
    pub fn of(name: &str) -> Option<Self> {
        if let Some(field) = FieldId::from_name(name) {
            return Some(Self::Text(field));
        }
        if let Some((question, part)) = name.rsplit_once('-') {
            let mut dates = QuestionId::DATES.into_iter();
            let question = dates.find(|date| date.name() == question);
            if let (Some(question), Some(part)) = (question, DatePart::from_name(part)) {
                return Some(Self::Part(question, part));
            }
        }
        let mut reasons = OutsideReason::ALL.into_iter();
        let reason = reasons.find(|reason| screening_name(*reason) == name);
        reason.map(Self::Screening)
    }

    /// What a control asks for, by its id, which begins with that, else by its name: a company may send it
    /// under another.
    fn by(control: &Element) -> Option<Self> {
        let id = control.id();
        Self::of(&id)
            .or_else(|| Self::of(id.rsplit_once('-')?.0))
            .or_else(|| Self::of(&control.get_attribute("name")?))
    }
}

/// The name of a screening question's controls.
pub fn screening_name(reason: OutsideReason) -> String {
    ["cisas-", reason.name()].concat()
}

/// The answers that stand in the controls inside an element and are other than those known.
///
/// Of several controls that ask for the same, such as the options of a choice, or a control and its
/// copy, the first one counts that says something else.
#[cfg(target_arch = "wasm32")]
pub fn read(root: &Element, known: impl Fn(Asked) -> String) -> Vec<(Asked, String)> {
    let mut answers: Vec<(Asked, String, String)> = Vec::new();
    let controls = root.query_selector_all("input, textarea").ok();
    let length = controls.as_ref().map_or(0, web_sys::NodeList::length);
    for index in 0..length {
        let control = controls.as_ref().and_then(|controls| controls.get(index));
        let control: Option<Element> = control.and_then(|control| control.dyn_into().ok());
        let asked = control.as_ref().and_then(Asked::by);
        let (Some(asked), Some(typed)) = (asked, control.as_ref().and_then(typed)) else {
            continue;
        };
        let known_one = answers.iter_mut().find(|(same, ..)| *same == asked);
        match (known_one, typed) {
            (None, typed) => answers.push((asked, typed.unwrap_or_default(), known(asked))),
            (Some((_, first, known)), Some(typed)) if first.is_empty() || first == known => {
                *first = typed;
            }
            _ => {}
        }
    }
    answers.retain(|(_, typed, known)| typed != known);
    let answers = answers.into_iter();
    answers.map(|(asked, typed, _)| (asked, typed)).collect()
}

/// The answer in a control, none in one that is not chosen; nothing where it takes no answer in words.
fn typed(control: &Element) -> Option<Option<String>> {
    if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
        return Some(Some(area.value()));
    }
    let input = control.dyn_ref::<HtmlInputElement>()?;
    match &*input.type_() {
        "file" | "hidden" => None,
        "radio" | "checkbox" if !input.checked() => Some(None),
        _ => Some(Some(input.value())),
    }
}

/// A page that hears what is typed, chosen and pressed in it.
///
/// It hears all of its controls, and copies that others make of them, in one place; and it acts on the
/// press of a button itself, because a page in a sandbox may submit no form.
pub fn hears(page: El, state: PageState) -> El {
    page.on("input", move |event| {
        if let Some(control) = target(&event)
            && let (Some(asked), Some(typed)) = (Asked::by(&control), typed(&control))
        {
            state.answer(asked, typed.unwrap_or_default());
        }
    })
    // Whoever fills a control and tells of that alone may have filled others.
    .on("change", move |_| state.read_controls())
    .on("click", move |event| {
        let pressed = target(&event).and_then(|pressed| pressed.closest("[type=submit]").ok()?);
        if let Some(form) = pressed.and_then(|pressed| pressed.closest("form").ok()?) {
            submit(&event, &form, state);
        }
    })
    .on("submit", move |event| {
        if let Some(form) = target(&event) {
            submit(&event, &form, state);
        }
    })
}

fn submit(event: &Event, form: &Element, state: PageState) {
    event.prevent_default();
    // A field of the form that is sent as "id" would answer for the property.
    if form.get_attribute("id").as_deref() == Some(Place::SelfCheck.name()) {
        state.check();
    } else {
        state.review();
    }
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

impl PageState {
    /// Takes what was typed into a control.
    fn answer(&self, asked: Asked, typed: String) {
        match asked {
            Asked::Text(field) => {
                self.set_text(field, typed);
                self.announce_count(field);
            }
            Asked::Part(..) | Asked::Screening(_) => self.found(asked, typed),
        }
    }

    /// Takes what stands in a control.
    fn found(&self, asked: Asked, typed: String) {
        match asked {
            Asked::Text(field) => self.set_found_text(field, typed),
            Asked::Part(question, part) => self.set_date_part(question, part, typed),
            Asked::Screening(reason) => self.self_check.update(|check| {
                check.set_answer(reason, holds(&typed));
            }),
        }
    }

    /// The answer of a control, as the page knows it.
    #[cfg(target_arch = "wasm32")]
    fn known(&self, asked: Asked) -> String {
        match asked {
            Asked::Text(field) => self.answer_to(field).get(),
            Asked::Part(question, part) => self.date_answer_to(question).part(part),
            Asked::Screening(reason) => {
                let known = self.self_check.with(|check| check.answer(reason));
                let known = known.map(|holds| if holds { "yes" } else { "no" });
                known.unwrap_or_default().to_owned()
            }
        }
    }

    /// Reads all controls anew: before anything is checked, saved or kept, and before the language
    /// changes. What is seen is what is sent, whether anybody told of it or not.
    pub fn read_controls(&self) {
        #[cfg(target_arch = "wasm32")]
        if let Some(root) = self.root.try_get_value().flatten() {
            for (asked, typed) in untrack(|| read(&root, |asked| self.known(asked))) {
                self.found(asked, typed);
            }
        }
    }
}

/// What the value of a screening question's control says.
pub fn holds(value: &str) -> Option<bool> {
    match value {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}
