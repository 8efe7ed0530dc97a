//! Elements in a browser: drawn once, then kept as they are meant to be.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::tachys::view::Mountable;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Event, Node};

use super::{Child, El, Live};

/// Writes a value where it is shown; none where it is gone.
type Write = Box<dyn Fn(Option<&str>)>;

/// An element as it stands in the page, with all that keeps it up to date.
pub struct Drawn {
    element: Element,
    /// What keeps its attributes, properties and words.
    values: Vec<RenderEffect<Option<String>>>,
    /// What keeps the children that come and go.
    lists: Vec<RenderEffect<()>>,
    handlers: Vec<Closure<dyn FnMut(Event)>>,
    children: Vec<Drawn>,
}

impl Render for El {
    type State = Drawn;

    fn build(self) -> Drawn {
        draw(self, &document())
    }

    fn rebuild(self, state: &mut Drawn) {
        let new = self.build();
        _ = state.element.replace_with_with_node_1(&new.element);
        *state = new;
    }
}

impl Mountable for Drawn {
    fn unmount(&mut self) {
        self.element.remove();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        _ = parent.insert_before(&self.element, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = self.element.parent_element();
        if let Some(parent) = &parent {
            child.mount(parent, Some(&self.element));
        }
        parent.is_some()
    }

    fn elements(&self) -> Vec<Element> {
        vec![self.element.clone()]
    }
}

fn draw(element: El, document: &Document) -> Drawn {
    let El {
        tag,
        attributes,
        live,
        children,
    } = element;
    let element = document
        .create_element(tag)
        .unwrap_or_else(|_| unreachable!());
    let mut drawn = Drawn {
        element,
        values: Vec::new(),
        lists: Vec::new(),
        handlers: Vec::new(),
        children: Vec::new(),
    };
    for (name, value) in attributes {
        _ = drawn.element.set_attribute(name, &value);
    }
    for child in children {
        drawn.add(child, document);
    }
    for live in live {
        drawn.live(live);
    }
    drawn
}

impl Drawn {
    fn add(&mut self, child: Child, document: &Document) {
        match child {
            Child::El(child) => {
                let child = draw(child, document);
                _ = self.element.append_child(&child.element);
                self.children.push(child);
            }
            Child::Text(words) => {
                _ = self
                    .element
                    .append_child(&document.create_text_node(&words));
            }
            Child::LiveText(words) => {
                let text = document.create_text_node("");
                _ = self.element.append_child(&text);
                let write = move |words: Option<&str>| text.set_data(words.unwrap_or_default());
                self.keep(Box::new(move || Some(words())), Box::new(write));
            }
            Child::Live(children) => {
                let end: Node = document.create_comment("").into();
                _ = self.element.append_child(&end);
                self.lists.push(keep_children(
                    self.element.clone(),
                    end,
                    children,
                    document.clone(),
                ));
            }
        }
    }

    fn live(&mut self, live: Live) {
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
            Live::On(event, handler) => {
                let handler = Closure::wrap(handler);
                _ = element
                    .add_event_listener_with_callback(event, handler.as_ref().unchecked_ref());
                self.handlers.push(handler);
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

fn set(element: &Element, property: &str, value: JsValue) {
    _ = js_sys::Reflect::set(element, &property.into(), &value);
}

/// Draws the children anew before the end mark whenever what they show has changed.
fn keep_children(
    parent: Element,
    end: Node,
    children: Box<dyn Fn() -> Vec<El>>,
    document: Document,
) -> RenderEffect<()> {
    let shown: Rc<RefCell<Vec<Drawn>>> = Rc::default();
    RenderEffect::new(move |_| {
        let new: Vec<Drawn> = children()
            .into_iter()
            .map(|child| draw(child, &document))
            .collect();
        for old in shown.borrow().iter() {
            old.element.remove();
        }
        for child in &new {
            _ = parent.insert_before(&child.element, Some(&end));
        }
        shown.replace(new);
    })
}
