//! One element type for the whole page.
//!
//! Leptos is used for its signals, memos and effects and the runtime behind them; what stands in the page is plain data
//! with closures in it, which one piece of code draws, takes over from the prerendered page and keeps up to date.
//!
//! Every `view!` tree has a type of its own, and the machinery behind it is compiled once for each. The same 147 elements
//! of this page, written with `view!` and every type erased, came to 67.8 KB of wasm (brotli, release settings, Leptos
//! 0.8.23) instead of 44.4 KB, and to 81.7 KB with Leptos' hydration; for the whole page that would be about 27 KB more,
//! 21 KB of them before the form is live.

#[cfg(target_arch = "wasm32")]
mod drawn;
#[cfg(target_arch = "wasm32")]
mod existing;
#[cfg(not(target_arch = "wasm32"))]
mod html;

#[cfg(target_arch = "wasm32")]
pub use drawn::Drawn;

use std::borrow::Cow;

use leptos::ev::Event;

/// The headings from the first level down.
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

type Words = Cow<'static, str>;

/// An element to be: its tag, its attributes, what stands in it, and what changes.
///
/// In a box, and built by calls that are not inlined, because a page is hundreds of them: each hands
/// on one pointer.
pub struct El(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Vec<(&'static str, Words)>,
    live: Vec<Live>,
    /// What stands in it and stays; nothing where its content is live.
    children: Vec<Child>,
}

#[cfg(target_arch = "wasm32")]
impl Parts {
    fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| &**value)
    }
}

/// What changes about an element, or happens to it.
enum Live {
    Attribute(&'static str, Box<dyn Fn() -> Option<String>>),
    Value(Box<dyn Fn() -> String>),
    Checked(Box<dyn Fn() -> bool>),
    /// All that stands in it: words, never a text node beside others, which translators take away.
    Text(Box<dyn Fn() -> String>),
    /// All that stands in it: elements.
    Children(Box<dyn Fn() -> Vec<El>>),
    #[cfg_attr(
        not(target_arch = "wasm32"),
        expect(dead_code, reason = "nothing happens to HTML")
    )]
    On(&'static str, Box<dyn FnMut(Event)>),
}

/// What stands in an element.
enum Child {
    El(El),
    Text(Words),
}

/// An element of a tag and a class; no class where it is empty.
#[inline(never)]
pub fn el(tag: &'static str, class: &'static str) -> El {
    let mut attributes = Vec::new();
    if !class.is_empty() {
        attributes.push(("class", class.into()));
    }
    El(Box::new(Parts {
        tag,
        attributes,
        live: Vec::new(),
        children: Vec::new(),
    }))
}

impl El {
    #[inline(never)]
    fn with(mut self, live: Live) -> Self {
        self.0.live.push(live);
        self
    }

    #[inline(never)]
    fn set(mut self, name: &'static str, value: Words) -> Self {
        self.0.attributes.push((name, value));
        self
    }

    /// An attribute that stays.
    pub fn attr(self, name: &'static str, value: impl Into<Words>) -> Self {
        self.set(name, value.into())
    }

    /// An attribute that comes and goes.
    pub fn live_attr(
        self,
        name: &'static str,
        value: impl Fn() -> Option<String> + 'static,
    ) -> Self {
        self.with(Live::Attribute(name, Box::new(value)))
    }

    /// An attribute without a value that comes and goes.
    pub fn live_flag(self, name: &'static str, value: impl Fn() -> bool + 'static) -> Self {
        self.live_attr(name, move || value().then(String::new))
    }

    /// The text in an input, kept as the page knows it.
    pub fn live_value(self, value: impl Fn() -> String + 'static) -> Self {
        self.with(Live::Value(Box::new(value)))
    }

    /// Whether a box is ticked, kept as the page knows it.
    pub fn live_checked(self, value: impl Fn() -> bool + 'static) -> Self {
        self.with(Live::Checked(Box::new(value)))
    }

    /// What happens on an event.
    pub fn on(self, event: &'static str, handler: impl FnMut(Event) + 'static) -> Self {
        self.with(Live::On(event, Box::new(handler)))
    }

    /// An element inside.
    #[inline(never)]
    pub fn child(mut self, child: El) -> Self {
        self.0.children.push(Child::El(child));
        self
    }

    /// Elements inside; none, one or many.
    pub fn children(self, children: impl IntoIterator<Item = El>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// Words inside.
    pub fn text(self, words: impl Into<Words>) -> Self {
        self.words(words.into())
    }

    /// Adds to the words before them: HTML knows no border between two runs of text.
    #[inline(never)]
    fn words(mut self, words: Words) -> Self {
        match self.0.children.last_mut() {
            Some(Child::Text(before)) => before.to_mut().push_str(&words),
            _ if words.is_empty() => {}
            _ => self.0.children.push(Child::Text(words)),
        }
        self
    }

    /// Words that change, and are all that stands inside.
    pub fn live_text(self, words: impl Fn() -> String + 'static) -> Self {
        self.with(Live::Text(Box::new(words)))
    }

    /// The element with every heading in it this many levels lower, what comes later included; none is below `h6`.
    pub fn lower_headings(mut self, levels: usize) -> Self {
        if levels == 0 {
            return self;
        }
        let tag = HEADINGS.iter().position(|tag| *tag == self.0.tag);
        if let Some(level) = tag {
            self.0.tag = HEADINGS[(level + levels).min(HEADINGS.len() - 1)];
        }
        let lower = |child| match child {
            Child::El(child) => Child::El(child.lower_headings(levels)),
            words @ Child::Text(_) => words,
        };
        self.0.children = self.0.children.into_iter().map(lower).collect();
        let lower_live = |live| match live {
            Live::Children(children) => Live::Children(Box::new(move || {
                let lower = |child: El| child.lower_headings(levels);
                children().into_iter().map(lower).collect()
            })),
            other => other,
        };
        self.0.live = self.0.live.into_iter().map(lower_live).collect();
        self
    }

    /// Elements that come and go, and are all that stands inside.
    pub fn live(self, children: impl Fn() -> Vec<El> + 'static) -> Self {
        self.with(Live::Children(Box::new(children)))
    }
}
