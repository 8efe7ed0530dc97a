use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, FileList, HtmlElement, HtmlInputElement, HtmlTextAreaElement, NodeList,
    ShadowRoot,
};

use crate::ui::{Asked, Moment, read};

/// What a person did with the words and controls that stood here before they are drawn.
pub struct Early {
    answers: Vec<(Asked, String)>,
    files: Option<FileList>,
    /// The details in their order: their summaries, and whether they stand open.
    details: Vec<(String, bool)>,
    focus: Option<Focus>,
}

/// The element that had the focus.
struct Focus {
    element: Element,
    /// Finds it, by its name or id if it has one, and others where it has none.
    selector: String,
    /// Which of those it is.
    index: usize,
    /// Where its selection starts and ends, in a control that tells.
    selection: Option<(u32, u32)>,
}

impl Early {
    /// Looks at what stands in a drawing; nothing is changed.
    pub fn look(root: &Element) -> Self {
        let files = elements(root, "[type=file]")
            .filter_map(|input| input.dyn_into::<HtmlInputElement>().ok()?.files());
        Self {
            answers: read(root, |_| String::new()),
            files: files.filter(|files| files.length() > 0).last(),
            details: elements(root, "details")
                .map(|details| (summary(&details), details.has_attribute("open")))
                .collect(),
            focus: focus(root),
        }
    }

    /// Gives the answers to the page that takes over.
    pub fn fill(&mut self, moment: &mut Moment) {
        for (asked, typed) in std::mem::take(&mut self.answers) {
            moment.answer(asked, typed);
        }
    }

    /// What has the focus.
    pub fn focused(&self) -> Option<Element> {
        self.focus.as_ref().map(|focus| focus.element.clone())
    }

    /// Gives back to the page that took over what it does not know: what stood open, the files, the
    /// focus.
    pub fn put_back(&self, root: &Element) {
        let all: Vec<Element> = elements(root, "details").collect();
        for (index, details) in all.iter().enumerate() {
            let words = summary(details);
            let mut same = self
                .details
                .iter()
                .filter(|(known, _)| *known == words)
                .peekable();
            // In other words they stand in the same order.
            let is_open = match same.peek() {
                Some(_) => same.any(|(_, open)| *open),
                None if all.len() == self.details.len() => self.details[index].1,
                None => false,
            };
            _ = details.toggle_attribute_with_force("open", is_open);
        }
        if let Some(files) = &self.files {
            choose(root, files);
        }
        self.focus(root);
    }

    /// Puts the focus on the element that had it, or that stands in for it.
    fn focus(&self, root: &Element) {
        let Some(focus) = &self.focus else {
            return;
        };
        // The files' input gave its id to the button that stands in for it.
        let found = elements(root, &focus.selector).nth(focus.index);
        let found = found.or_else(|| {
            let element = &focus.element;
            let stays = root.contains(Some(element));
            stays
                .then(|| element.clone())
                .or_else(|| elements(root, &focus.selector).next())
        });
        if focused(root) == found {
            return;
        }
        if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
            _ = element.focus();
            focus.select(&element);
        }
    }
}

impl Focus {
    fn select(&self, control: &HtmlElement) {
        let Some((start, end)) = self.selection else {
            return;
        };
        if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
            _ = area.set_selection_range(start, end);
        } else if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
            _ = input.set_selection_range(start, end);
        }
    }
}

/// Chooses files as a person would.
fn choose(root: &Element, files: &FileList) {
    let input = elements(root, "[type=file]").next();
    if let Some(input) = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) {
        input.set_files(Some(files));
        if let Ok(chosen) = Event::new("change") {
            _ = input.dispatch_event(&chosen);
        }
    }
}

fn focused(root: &Element) -> Option<Element> {
    let shadow: ShadowRoot = root.get_root_node().dyn_into().ok()?;
    shadow.active_element()
}

fn focus(root: &Element) -> Option<Focus> {
    let element = focused(root)?;
    let is_files = element.matches("[type=file]").unwrap_or_default();
    let name = element.get_attribute("name").filter(|_| !is_files);
    let selector = match (name, element.id()) {
        (Some(name), _) => ["[name='", &name, "']"].concat(),
        (None, id) if id.is_empty() => element.local_name(),
        (None, id) => ["#", &id].concat(),
    };
    let index = elements(root, &selector).position(|other| other == element)?;
    let selection = if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        area.selection_start().ok().zip(area.selection_end().ok())
    } else {
        let input = element.dyn_ref::<HtmlInputElement>();
        input.and_then(|input| input.selection_start().ok().zip(input.selection_end().ok()))
    };
    Some(Focus {
        selection: selection.and_then(|(start, end)| start.zip(end)),
        element,
        selector,
        index,
    })
}

fn summary(details: &Element) -> String {
    let summary = details.query_selector("summary").ok().flatten();
    summary
        .and_then(|summary| summary.text_content())
        .unwrap_or_default()
}

fn elements(root: &Element, selector: &str) -> impl Iterator<Item = Element> {
    let found = root.query_selector_all(selector).ok();
    let length = found.as_ref().map_or(0, NodeList::length);
    (0..length).filter_map(move |index| found.as_ref()?.get(index)?.dyn_into().ok())
}
