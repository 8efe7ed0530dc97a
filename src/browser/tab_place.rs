use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, ShadowRoot};

use super::storage::StorageItem;

thread_local! {
    static CLAIMED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// A place in the storage of this tab, no other tag's until it is released.
pub struct TabPlace(String);

impl TabPlace {
    /// The place of a tag, which is the same one when the page is loaded again: of those that send
    /// to one endpoint, each has its own by its order in the page.
    pub fn claim(tag: &Element, endpoint: &str) -> Self {
        let order = order(tag).unwrap_or_default();
        CLAIMED.with_borrow_mut(|claimed| {
            let mut free = (order..).map(|order| [endpoint, " ", &order.to_string()].concat());
            let place = free.find(|place| !claimed.contains(place));
            let place = place.unwrap_or_default();
            claimed.push(place.clone());
            Self(place)
        })
    }

    /// Leaves the place to the next tag.
    pub fn release(&self) {
        CLAIMED.with_borrow_mut(|claimed| claimed.retain(|place| *place != self.0));
    }

    /// What is kept here.
    pub fn item(&self) -> StorageItem {
        StorageItem::in_tab(["complaints ", &self.0].concat())
    }
}

/// How many tags of the same kind stand before this one.
fn order(tag: &Element) -> Option<usize> {
    let root = tag.get_root_node();
    let tags = match root.dyn_ref::<Document>() {
        Some(document) => document.query_selector_all(&tag.local_name()),
        None => root
            .dyn_ref::<ShadowRoot>()?
            .query_selector_all(&tag.local_name()),
    };
    let tags = tags.ok()?;
    (0..tags.length()).position(|index| tags.get(index).as_deref() == Some(tag))
}
