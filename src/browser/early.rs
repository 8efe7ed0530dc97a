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

/// The control that had the focus, and what was selected in it.
struct Focus {
    id: String,
    selection: Option<(u32, u32)>,
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

    /// Puts the focus on the control that has it still, or that stands in for the one that had it.
    fn focus(&self, root: &Element) {
        let Some(Focus { id, selection }) = &self.focus else {
            return;
        };
        // The files' input gave its id to the button that stands in for it.
        let found = root.query_selector(&["#", id].concat()).ok().flatten();
        if focused(root) == found {
            return;
        }
        let Some(control) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) else {
            return;
        };
        _ = control.focus();
        if let Some((start, end)) = *selection {
            if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
                _ = area.set_selection_range(start, end);
            } else if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
                // Not every kind of input has a selection.
                _ = input.set_selection_range(start, end);
            }
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
    let id = control.id();
    let selection = if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
        area.selection_start().ok().zip(area.selection_end().ok())
    } else {
        control
            .dyn_ref::<HtmlInputElement>()
            .and_then(|input| input.selection_start().ok().zip(input.selection_end().ok()))
    };
    let selection = selection.and_then(|(start, end)| start.zip(end));
    (!id.is_empty()).then_some(Focus { id, selection })
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
