//! One element type for the whole page.
//!
//! Every `view!` tree has a type of its own, and the machinery behind it is compiled once for each:
//! this page came to 205 KB that way. All elements here are of one type, so that a customer
//! downloads that machinery once.

use std::borrow::Cow;

use leptos::ev::{Custom, Event};
use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::tachys::html::attribute::custom::custom_attribute;
use leptos::tachys::html::element::{custom, input, textarea};
use leptos::tachys::html::event::on;
use leptos::tachys::html::property::prop;
use leptos::tachys::view::iterators::StaticVec;

type Words = Cow<'static, str>;

/// An element to be: its tag, its attributes, what stands in it.
pub struct El {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// An element of a tag and a class; no class where it is empty.
pub fn el(tag: &'static str, class: &'static str) -> El {
    let element = El {
        tag,
        attributes: Vec::new(),
        children: Vec::new(),
    };
    if class.is_empty() {
        element
    } else {
        element.attr("class", class)
    }
}

impl El {
    fn with(mut self, attribute: impl IntoAnyAttribute) -> Self {
        self.attributes.push(attribute.into_any_attr());
        self
    }

    fn push(mut self, child: AnyView) -> Self {
        self.children.push(child);
        self
    }

    /// An attribute that stays.
    pub fn attr(self, name: &'static str, value: impl Into<Words>) -> Self {
        self.with(custom_attribute(name, value.into().into_owned()))
    }

    /// An attribute that comes and goes.
    pub fn live_attr(
        self,
        name: &'static str,
        value: impl Fn() -> Option<String> + Send + 'static,
    ) -> Self {
        let value: Box<dyn FnMut() -> Option<String> + Send> = Box::new(value);
        self.with(custom_attribute(name, value))
    }

    /// An attribute without a value that comes and goes.
    pub fn live_flag(self, name: &'static str, value: impl Fn() -> bool + Send + 'static) -> Self {
        self.live_attr(name, move || value().then(String::new))
    }

    /// The text in an input, kept as the page knows it.
    pub fn live_value(self, value: impl Fn() -> String + Send + 'static) -> Self {
        let value: Box<dyn FnMut() -> String + Send> = Box::new(value);
        self.with(prop("value", value))
    }

    /// Whether a box is ticked, kept as the page knows it.
    pub fn live_checked(self, value: impl Fn() -> bool + Send + 'static) -> Self {
        let value: Box<dyn FnMut() -> bool + Send> = Box::new(value);
        self.with(prop("checked", value))
    }

    /// What happens on an event.
    pub fn on(self, event: &'static str, handler: impl FnMut(Event) + 'static) -> Self {
        let handler: Box<dyn FnMut(Event)> = Box::new(handler);
        self.with(on(Custom::<Event>::new(event), handler))
    }

    /// An element inside.
    pub fn child(self, child: El) -> Self {
        self.push(child.into_view())
    }

    /// Elements inside; none, one or many.
    pub fn children(self, children: impl IntoIterator<Item = El>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// Words inside.
    pub fn text(self, words: impl Into<Words>) -> Self {
        self.push(words.into().into_owned().into_any())
    }

    /// Words inside that change.
    pub fn live_text(self, words: impl Fn() -> String + Send + 'static) -> Self {
        let words: Box<dyn FnMut() -> String + Send> = Box::new(words);
        self.push(words.into_any())
    }

    /// Elements inside that come and go.
    pub fn live(self, children: impl Fn() -> Vec<El> + Send + 'static) -> Self {
        let children: Box<dyn FnMut() -> Vec<AnyView> + Send> =
            Box::new(move || children().into_iter().map(El::into_view).collect());
        self.push(children.into_any())
    }

    fn into_view(self) -> AnyView {
        match self.tag {
            "input" => input().add_any_attr(self.attributes).into_any(),
            // The mark that ends a list of children would be text in here.
            "textarea" => textarea().add_any_attr(self.attributes).into_any(),
            tag => custom(tag)
                .add_any_attr(self.attributes)
                .child(StaticVec::from(self.children))
                .into_any(),
        }
    }
}

impl IntoRender for El {
    type Output = AnyView;

    fn into_render(self) -> AnyView {
        self.into_view()
    }
}
