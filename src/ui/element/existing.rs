//! Nodes that are in the page before something is rendered there: prerendered ones, perhaps changed by other scripts,
//! and what other scripts and extensions put beside them.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Node, Text};

use super::{Child, Live, Parts, Words};

/// What elements are drawn with.
pub(super) struct Drawing {
    pub document: Document,
    /// Where elements that stand already are looked for, if at all.
    pub root: Option<Element>,
    /// What has the focus: it would lose it if it were moved.
    pub focused: Option<Element>,
}

/// The child nodes of an element, walked from the first to the last while they are hydrated.
pub(super) struct Siblings {
    parent: Element,
    /// The last one that is hydrated.
    last: Option<Node>,
}

impl Siblings {
    pub fn of(parent: &Element) -> Self {
        Self {
            parent: parent.clone(),
            last: None,
        }
    }

    fn next(&self) -> Option<Node> {
        match &self.last {
            Some(last) => last.next_sibling(),
            None => self.parent.first_child(),
        }
    }

    /// The existing element to hydrate: by its id anywhere in the page, else the first sibling that matches.
    pub fn find(&self, parts: &Parts, drawing: &Drawing) -> Option<Element> {
        let root = drawing.root.as_ref()?;
        let is_ours = |found: &Element| {
            found.local_name() == parts.tag && !found.contains(Some(&self.parent))
        };
        if let Some(id) = parts.attribute("id") {
            // Of an element and its copy, the one in use.
            let focused = drawing.focused.clone();
            let focused = focused.filter(|focused| focused.id() == id);
            let by_id = || root.query_selector(&["#", id].concat()).ok().flatten();
            let found = focused.or_else(by_id).filter(is_ours);
            if found.is_some() {
                return found;
            }
        }
        let mut next = self.next();
        while let Some(node) = next {
            next = node.next_sibling();
            let element = node.dyn_ref::<Element>();
            if let Some(found) = element.filter(|element| matches_parts(parts, element)) {
                return Some(found.clone());
            }
        }
        None
    }

    /// Puts a node where the next one is to stand.
    pub fn place(&mut self, node: &Node, drawing: &Drawing) {
        let mut next = self.next();
        while let Some(other) =
            next.take_if(|next| next != node && !next.is_instance_of::<Element>())
        {
            next = other.next_sibling();
            _ = self.parent.remove_child(&other);
        }
        let in_use = |focused: &Element| node.contains(Some(focused));
        if drawing.focused.as_ref().is_some_and(in_use)
            && node.parent_node().as_ref() == Some(&self.parent)
        {
            // What has the focus stays, and the others move.
            while let Some(other) = next.take_if(|next| next != node) {
                next = other.next_sibling();
                _ = self.parent.append_child(&other);
            }
        } else if next.as_ref() != Some(node) {
            _ = self.parent.insert_before(node, next.as_ref());
        }
        self.last = Some(node.clone());
    }

    /// Sees to it that words stand here.
    pub fn words(&mut self, words: &str, document: &Document) {
        let next = self.next();
        let there = next.as_ref().and_then(|next| next.dyn_ref::<Text>());
        let text = if let Some(there) = there {
            if there.data() != words {
                there.set_data(words);
            }
            there.clone()
        } else {
            let text = document.create_text_node(words);
            _ = self.parent.insert_before(&text, next.as_ref());
            text
        };
        self.last = Some(text.into());
    }

    /// Removes whatever comes after, but for elements that may stay.
    pub fn clear(&self, may_stay: impl Fn(&Element) -> bool) {
        let mut next = self.next();
        while let Some(node) = next {
            next = node.next_sibling();
            if !node.dyn_ref::<Element>().is_some_and(&may_stay) {
                _ = self.parent.remove_child(&node);
            }
        }
    }
}

/// Whether an element that is not ours may stay beside ours: the icon of a password manager, which has no text and
/// would be put back at once.
pub(super) fn is_foreign_icon(element: &Element) -> bool {
    let tag = element.local_name();
    (tag.contains('-') || matches!(&*tag, "div" | "span"))
        && element.has_attributes()
        && !is_like_ours(element)
        && element
            .text_content()
            .is_none_or(|words| words.trim().is_empty())
}

/// Whether an element looks as if it were ours.
pub(super) fn is_like_ours(element: &Element) -> bool {
    element.class_name().starts_with("cp-")
}

/// Whether an existing element can be hydrated: same tag, same static attributes, and the same text where it has
/// nothing else.
fn matches_parts(parts: &Parts, element: &Element) -> bool {
    if element.local_name() != parts.tag {
        return false;
    }
    let is_written = |(name, value): &(&str, Words)| match element.get_attribute(name) {
        // Others add classes of their own.
        Some(there) if *name == "class" => has_all(&there, value),
        there => there.as_deref() == Some(&**value),
    };
    if !parts.attributes.iter().all(is_written) {
        return false;
    }
    // A tag alone proves nothing of an element in which others have written.
    if parts.attributes.is_empty()
        && !foreign_attributes(element, parts.attributes.as_slice(), &parts.live).is_empty()
    {
        return false;
    }
    match parts.children.as_slice() {
        [Child::Text(words)] => element.text_content().as_deref() == Some(&**words),
        _ => true,
    }
}

fn has_all(there: &str, classes: &str) -> bool {
    there == classes
        || classes
            .split(' ')
            .all(|class| there.split_ascii_whitespace().any(|one| one == class))
}

/// Attributes that other scripts added to an element of ours; not `data-…`, and not those that a person's use of it
/// changes.
fn foreign_attributes(
    element: &Element,
    written: &[(&'static str, Words)],
    live: &[Live],
) -> Vec<String> {
    let names = element.get_attribute_names();
    if names.length() as usize <= written.len() {
        return Vec::new();
    }
    let is_other = |name: &String| {
        let is_live = |live: &Live| matches!(live, Live::Attribute(live, _) if live == name);
        !(name.starts_with("data-")
            || matches!(&**name, "open" | "value" | "checked")
            || written.iter().any(|(written, _)| written == name)
            || live.iter().any(is_live))
    };
    names
        .iter()
        .filter_map(|name| name.as_string())
        .filter(is_other)
        .collect()
}

/// Sets the static attributes of an existing element, and removes foreign ones.
pub(super) fn restore(element: &Element, written: &[(&'static str, Words)], live: &[Live]) {
    for (name, value) in written {
        if element.get_attribute(name).as_deref() != Some(value) {
            _ = element.set_attribute(name, value);
        }
    }
    for name in foreign_attributes(element, written, live) {
        _ = element.remove_attribute(&name);
    }
}
