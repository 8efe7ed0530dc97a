use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, FileList, HtmlElement, HtmlInputElement, HtmlTextAreaElement, NodeList,
    ShadowRoot,
};

use crate::ui::Moment;

/// What a person did with the words and controls that stood here before the page was live.
pub struct Early {
    /// Each answer by the name of its control.
    answers: Vec<(String, String)>,
    files: Option<FileList>,
    /// Which of the details stand open, in their order.
    open: Vec<bool>,
    focus: Option<Focus>,
}

/// The control that had the focus.
struct Focus {
    control: Element,
    /// Finds it, by its id if it has one, and others where it has none.
    selector: String,
    /// Which of those it is.
    index: usize,
}

impl Early {
    /// Looks at what stands in a drawing; nothing is changed.
    pub fn look(root: &Element) -> Self {
        let mut early = Self {
            answers: Vec::new(),
            files: None,
            open: open(root),
            focus: focus(root),
        };
        for control in elements(root.query_selector_all("input, textarea")) {
            if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
                early.answers.push((area.name(), area.value()));
            } else if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
                match input.type_().as_str() {
                    "file" => early.files = input.files(),
                    "radio" | "checkbox" if !input.checked() => {}
                    _ => early.answers.push((input.name(), input.value())),
                }
            }
        }
        early
    }

    /// Gives the answers to the page that takes over.
    pub fn fill(&mut self, moment: &mut Moment) {
        for (name, value) in std::mem::take(&mut self.answers) {
            if !value.is_empty() {
                moment.answer(&name, value);
            }
        }
    }

    /// The control that a person was typing in: only itself, it knows where its caret is.
    pub fn typed_in(&self) -> Option<Element> {
        let control = &self.focus.as_ref()?.control;
        matches!(&*control.local_name(), "input" | "textarea").then(|| control.clone())
    }

    /// Gives back to the page that took over what it does not know: what stood open, the files, the
    /// focus.
    pub fn put_back(&self, root: &Element) {
        for (details, open) in elements(root.query_selector_all("details")).zip(&self.open) {
            if *open {
                _ = details.set_attribute("open", "");
            }
        }
        if let Some(files) = self.files.as_ref().filter(|files| files.length() > 0) {
            choose(root, files);
        }
        self.focus(root);
    }

    /// Puts the focus on the control that had it, or that stands in for it.
    fn focus(&self, root: &Element) {
        let Some(focus) = &self.focus else {
            return;
        };
        // The files' input gave its id to the button that stands in for it.
        let found = elements(root.query_selector_all(&focus.selector)).nth(focus.index);
        if focused(root) == found {
            return;
        }
        if let Some(control) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
            _ = control.focus();
        }
    }
}

/// Chooses files as a person would.
fn choose(root: &Element, files: &FileList) {
    let input = root.query_selector("[type=file]").ok().flatten();
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
    let control = focused(root)?;
    let selector = match control.id() {
        id if id.is_empty() => control.local_name(),
        id => ["#", &id].concat(),
    };
    let index = elements(root.query_selector_all(&selector)).position(|other| other == control)?;
    Some(Focus {
        control,
        selector,
        index,
    })
}

fn open(root: &Element) -> Vec<bool> {
    elements(root.query_selector_all("details"))
        .map(|details| details.has_attribute("open"))
        .collect()
}

fn elements(found: Result<NodeList, wasm_bindgen::JsValue>) -> impl Iterator<Item = Element> {
    let found = found.ok();
    let length = found.as_ref().map_or(0, NodeList::length);
    (0..length).filter_map(move |index| found.as_ref()?.get(index)?.dyn_into().ok())
}
