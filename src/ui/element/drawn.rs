//! Elements in a browser: drawn once, or taken over where they stand already, then kept as they are
//! meant to be.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Event, HtmlElement, Node};

use super::{Child, El, Live, Parts, Words};

/// Writes a value where it is shown; none where it is gone.
type Write = Box<dyn Fn(Option<&str>)>;

/// An element as it stands in the page, with all that keeps it up to date until this is dropped.
/// What stands there then, stays.
pub struct Drawn {
    element: Element,
    /// What keeps its attributes, properties and words.
    values: Vec<RenderEffect<Option<String>>>,
    /// What keeps the children that come and go.
    lists: Vec<RenderEffect<()>>,
    handlers: Vec<Handler>,
    children: Vec<Drawn>,
}

/// What happens on an event, until it is dropped.
struct Handler {
    element: Element,
    event: &'static str,
    call: Closure<dyn FnMut(Event)>,
}

impl Drop for Handler {
    fn drop(&mut self) {
        let call = self.call.as_ref().unchecked_ref();
        _ = self
            .element
            .remove_event_listener_with_callback(self.event, call);
    }
}

impl El {
    /// Draws the element into another one, in place of all that stands there but a control, which
    /// stays itself if it is drawn again: what is selected in it, and the way back to what was typed.
    pub fn draw_into(self, parent: &Element, control: Option<Element>) -> Drawn {
        let pen = Pen::new(document(), control);
        let drawn = draw(self, None, &pen);
        replace(parent, &drawn.element);
        drawn
    }

    /// Takes over the element that stands in another one, written as HTML by the same page: its nodes
    /// stay, with what was typed, chosen and opened in them.
    pub fn take_over(self, parent: &Element) -> Drawn {
        let pen = Pen::new(document(), None);
        let mut standing = Standing::in_element(parent);
        let there = standing.element(self.0.tag);
        let drawn = draw(self, there, &pen);
        standing.settle(&drawn.element);
        standing.clear();
        drawn
    }
}

/// Replaces what stands in an element, which keeps its height until that is laid out: WebKit lays a
/// container out before it looks at what is new in it, and would scroll the short page to its top.
fn replace(parent: &Element, drawn: &Element) {
    let parent: &HtmlElement = parent.unchecked_ref();
    let style = parent.style();
    let height = [&parent.offset_height().to_string(), "px"].concat();
    _ = style.set_property("min-height", &height);
    parent.replace_children_with_node_1(drawn);
    parent.offset_height();
    _ = style.remove_property("min-height");
}

/// What elements are made with.
struct Pen {
    document: Document,
    /// A control that is used again where one of its kind and id is drawn.
    control: Option<Element>,
}

impl Pen {
    fn new(document: Document, control: Option<Element>) -> Self {
        Self { document, control }
    }

    fn element(&self, tag: &str, attributes: Vec<(&'static str, Words)>) -> Element {
        let is_here = |control: &&Element| {
            let id = control.id();
            control.local_name() == tag
                && attributes
                    .iter()
                    .any(|(name, value)| *name == "id" && *value == id)
        };
        let element = self.control.as_ref().filter(is_here).cloned();
        let element = element.unwrap_or_else(|| {
            let made = self.document.create_element(tag);
            made.unwrap_or_else(|_| unreachable!())
        });
        for (name, value) in attributes {
            _ = element.set_attribute(name, &value);
        }
        element
    }
}

/// The nodes that stand in an element, one after the other.
struct Standing {
    parent: Element,
    next: Option<Node>,
}

impl Standing {
    fn in_element(parent: &Element) -> Self {
        Self {
            parent: parent.clone(),
            next: parent.first_child(),
        }
    }

    /// The next node, if it is of a kind; else it is left for what comes after.
    fn take<T: JsCast + Clone>(&mut self) -> Option<T> {
        let node = self.next.as_ref()?.dyn_ref::<T>()?.clone();
        self.next = self.next.take()?.next_sibling();
        Some(node)
    }

    fn element(&mut self, tag: &str) -> Option<Element> {
        let next = self.next.as_ref()?.dyn_ref::<Element>()?;
        (next.local_name() == tag).then(|| self.take()).flatten()
    }

    /// Skips the mark between words that stand side by side.
    fn mark(&mut self) {
        _ = self.take::<web_sys::Comment>();
    }

    /// Sees to it that a node stands here: one taken does, any other is put before what is next.
    fn settle(&self, node: &Node) {
        if node.parent_node().as_ref() != Some(&self.parent) {
            _ = self.parent.insert_before(node, self.next.as_ref());
        }
    }

    /// Removes what stands up to the mark that ends children that come and go; gives the mark.
    fn end(&mut self, document: &Document) -> Node {
        let mut end = None;
        while let Some(node) = self.next.take() {
            self.next = node.next_sibling();
            if node.is_instance_of::<web_sys::Comment>() {
                end = Some(node);
                break;
            }
            _ = self.parent.remove_child(&node);
        }
        end.unwrap_or_else(|| {
            let end = document.create_comment("").into();
            self.settle(&end);
            end
        })
    }

    /// Removes whatever is left.
    fn clear(&mut self) {
        while let Some(node) = self.next.take() {
            self.next = node.next_sibling();
            _ = self.parent.remove_child(&node);
        }
    }
}

/// Makes an element, or takes over the one that stands there; its own place is the caller's.
fn draw(element: El, standing: Option<Element>, pen: &Pen) -> Drawn {
    let Parts {
        tag,
        attributes,
        live,
        children,
    } = *element.0;
    let element = standing.unwrap_or_else(|| pen.element(tag, attributes));
    let mut standing = Standing::in_element(&element);
    let mut drawn = Drawn {
        element,
        values: Vec::new(),
        lists: Vec::new(),
        handlers: Vec::new(),
        children: Vec::new(),
    };
    let mut after_words = false;
    for child in children {
        if after_words && child.is_words() {
            standing.mark();
        }
        after_words = child.is_words();
        drawn.add(child, &mut standing, pen);
    }
    // What was typed into a textarea before it was taken over is its own.
    if tag != "textarea" {
        standing.clear();
    }
    for live in live {
        drawn.live(live);
    }
    drawn
}

impl Drawn {
    fn add(&mut self, child: Child, standing: &mut Standing, pen: &Pen) {
        match child {
            Child::El(child) => {
                let there = standing.element(child.0.tag);
                let child = draw(child, there, pen);
                standing.settle(&child.element);
                self.children.push(child);
            }
            Child::Text(words) => {
                if !words.is_empty() && standing.take::<web_sys::Text>().is_none() {
                    standing.settle(&pen.document.create_text_node(&words));
                }
            }
            Child::LiveText(words) => {
                let text = standing.take().unwrap_or_else(|| {
                    let text = pen.document.create_text_node("");
                    standing.settle(&text);
                    text
                });
                let write = move |words: Option<&str>| text.set_data(words.unwrap_or_default());
                self.keep(Box::new(move || Some(words())), Box::new(write));
            }
            Child::Live(children) => {
                let end = standing.end(&pen.document);
                self.lists.push(keep_children(
                    self.element.clone(),
                    end,
                    children,
                    pen.document.clone(),
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
                let call = Closure::wrap(handler);
                _ = element.add_event_listener_with_callback(event, call.as_ref().unchecked_ref());
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

/// Draws the children anew before the end mark whenever what they show has changed.
fn keep_children(
    parent: Element,
    end: Node,
    children: Box<dyn Fn() -> Vec<El>>,
    document: Document,
) -> RenderEffect<()> {
    let pen = Pen::new(document, None);
    let shown: Rc<RefCell<Vec<Drawn>>> = Rc::default();
    RenderEffect::new(move |_| {
        let new: Vec<Drawn> = children()
            .into_iter()
            .map(|child| draw(child, None, &pen))
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
