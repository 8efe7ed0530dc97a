//! Elements in a browser: existing nodes are hydrated where they match, the rest is rendered; then both are kept up
//! to date.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement};

use super::existing::{self, Drawing, Siblings};
use super::{Child, El, Live, Parts};

/// Writes a value where it is shown; none where it is gone.
type Write = Box<dyn Fn(Option<&str>)>;

/// An element as it stands in the page, with all that keeps it up to date until this is dropped.
/// What stands there then, stays.
pub struct Drawn {
    element: Element,
    /// What keeps its attributes, properties and words.
    values: Vec<RenderEffect<Option<String>>>,
    /// What keeps the children that come and go.
    list: Option<(RenderEffect<()>, Shown)>,
    handlers: Vec<Handler>,
    children: Vec<Drawn>,
}

/// The children that are shown now.
type Shown = Rc<RefCell<Vec<Drawn>>>;

/// What happens on an event, until it is dropped.
struct Handler {
    element: Element,
    event: &'static str,
    call: Closure<dyn FnMut(Event)>,
}

/// Handlers hear what happens inside before it gets there, and so also events that do not bubble.
const CAPTURE: bool = true;

impl Drop for Handler {
    fn drop(&mut self) {
        let call = self.call.as_ref().unchecked_ref();
        _ = self
            .element
            .remove_event_listener_with_callback_and_bool(self.event, call, CAPTURE);
    }
}

impl El {
    /// Draws the element as all that stands in another one, which is in the page already.
    ///
    /// What stands there and proves to be what would be drawn is adopted: its nodes stay, with what was
    /// typed, chosen and opened in them. The rest is drawn anew.
    pub fn draw_into(self, root: &Element, focused: Option<Element>) -> Drawn {
        let drawing = Drawing {
            document: document(),
            root: Some(root.clone()),
            focused,
        };
        at_its_height(root, || {
            let mut siblings = Siblings::of(root);
            let there = siblings.find(&self.0, &drawing);
            let drawn = draw(self, there, &drawing);
            siblings.place(&drawn.element, &drawing);
            siblings.clear(|_| false);
            drawn
        })
    }
}

/// Changes what stands in an element, which keeps its height until that is laid out: WebKit lays a
/// container out before it looks at what is new in it, and would scroll the short page to its top.
fn at_its_height<T>(element: &Element, change: impl FnOnce() -> T) -> T {
    let html: &HtmlElement = element.unchecked_ref();
    let style = html.style();
    let height = [&html.offset_height().to_string(), "px"].concat();
    _ = style.set_property("min-height", &height);
    let changed = change();
    html.offset_height();
    _ = style.remove_property("min-height");
    changed
}

/// Draws an element, in the one that stands there if there is one; its own place is the caller's.
fn draw(element: El, there: Option<Element>, drawing: &Drawing) -> Drawn {
    let Parts {
        tag,
        attributes,
        live,
        children,
    } = *element.0;
    let element = if let Some(there) = there {
        existing::restore(&there, &attributes, &live);
        there
    } else {
        let made = drawing.document.create_element(tag);
        let made = made.unwrap_or_else(|_| unreachable!());
        for (name, value) in attributes {
            _ = made.set_attribute(name, &value);
        }
        made
    };
    let mut siblings = Siblings::of(&element);
    let mut drawn = Drawn {
        element,
        values: Vec::new(),
        list: None,
        handlers: Vec::new(),
        children: Vec::new(),
    };
    // Else what stands in it is its own: what was typed, or what is live.
    let mut has_content = tag != "textarea";
    for child in children {
        match child {
            Child::El(child) => {
                let there = siblings.find(&child.0, drawing);
                let child = draw(child, there, drawing);
                siblings.place(&child.element, drawing);
                drawn.children.push(child);
            }
            Child::Text(words) => siblings.words(&words, &drawing.document),
        }
    }
    for live in live {
        has_content &= !matches!(live, Live::Text(_) | Live::Children(_));
        drawn.live(live, drawing);
    }
    if has_content {
        siblings.clear(existing::is_foreign_icon);
    }
    drawn
}

impl Drawn {
    /// Sees to it that the element is all that stands in another one, and is whole, whatever others took
    /// out of it or copied in it; whether there was anything.
    pub fn mend_in(&self, root: &Element) -> bool {
        let stands = root.contains(Some(&self.element));
        if !stands {
            root.replace_children_with_node_1(&self.element);
        }
        self.mend() || !stands
    }

    /// Puts back in its place what others took out of the element, and removes their copies of what is
    /// in it: nothing that looks like ours is dead.
    fn mend(&self) -> bool {
        let listed = self.list.as_ref().map(|(_, listed)| listed.borrow());
        let children = || {
            let listed = listed.iter().flat_map(|listed| listed.iter());
            self.children.iter().chain(listed)
        };
        let mut before: Option<&Element> = None;
        let mut is_mended = false;
        let mut next = self.element.first_element_child();
        while let Some(there) = next.take_if(|_| children().next().is_some()) {
            next = there.next_element_sibling();
            if existing::is_like_ours(&there) && !children().any(|child| child.element == there) {
                there.remove();
                is_mended = true;
            }
        }
        for child in children() {
            if !self.element.contains(Some(&child.element)) {
                _ = match before {
                    Some(before) => before.after_with_node_1(&child.element),
                    None => self.element.prepend_with_node_1(&child.element),
                };
                is_mended = true;
            }
            is_mended |= child.mend();
            before = Some(&child.element);
        }
        is_mended
    }

    fn live(&mut self, live: Live, drawing: &Drawing) {
        let element = self.element.clone();
        match live {
            Live::Attribute(name, value) => {
                let write = move |value: Option<&str>| match value {
                    Some(value) => _ = element.set_attribute(name, value),
                    None => _ = element.remove_attribute(name),
                };
                self.keep(value, Box::new(write));
            }
            Live::Value(value) => {
                let write = move |value: Option<&str>| set(&element, "value", value.into());
                self.keep(Box::new(move || Some(value())), Box::new(write));
            }
            Live::Checked(value) => {
                let write =
                    move |value: Option<&str>| set(&element, "checked", value.is_some().into());
                self.keep(Box::new(move || value().then(String::new)), Box::new(write));
            }
            Live::Text(words) => {
                let write = move |words: Option<&str>| element.set_text_content(words);
                self.keep(Box::new(move || Some(words())), Box::new(write));
            }
            Live::Children(children) => {
                let listed = Rc::default();
                let list = keep_children(element, children, Rc::clone(&listed), drawing);
                self.list = Some((list, listed));
            }
            Live::On(event, handler) => {
                let call = Closure::wrap(handler);
                _ = element.add_event_listener_with_callback_and_bool(
                    event,
                    call.as_ref().unchecked_ref(),
                    CAPTURE,
                );
                self.handlers.push(Handler {
                    element,
                    event,
                    call,
                });
            }
        }
    }

    /// Writes a value now, and again whenever it has become another one: one keystroke makes many
    /// of them be asked for, and few of them change.
    fn keep(&mut self, value: Box<dyn Fn() -> Option<String>>, write: Write) {
        self.values
            .push(RenderEffect::new(move |shown: Option<Option<String>>| {
                let value = value();
                if shown.as_ref() != Some(&value) {
                    write(value.as_deref());
                }
                value
            }));
    }
}

/// Sets a property that is another one: writing what stands there already may move the caret.
fn set(element: &Element, property: &str, value: JsValue) {
    let property = property.into();
    if js_sys::Reflect::get(element, &property).as_ref() != Ok(&value) {
        _ = js_sys::Reflect::set(element, &property, &value);
    }
}

/// Draws the children of an element anew whenever what they show has changed.
fn keep_children(
    parent: Element,
    children: Box<dyn Fn() -> Vec<El>>,
    listed: Shown,
    drawing: &Drawing,
) -> RenderEffect<()> {
    let drawing = Drawing {
        document: drawing.document.clone(),
        root: None,
        focused: None,
    };
    RenderEffect::new(move |_| {
        let new: Vec<Drawn> = children()
            .into_iter()
            .map(|child| draw(child, None, &drawing))
            .collect();
        let nodes: js_sys::Array = new.iter().map(|child| &child.element).collect();
        parent.replace_children_with_node(&nodes);
        listed.replace(new);
    })
}
