//! What the page needs of the browser at any time. What only a used form needs is [`Task`](crate::view_model::Task)s.

use std::future::{Future, pending, ready};
use std::pin::Pin;

use chrono::{DateTime, Utc};

use super::later::{LaterViews, later_views};
use crate::domain::complaint::AttachmentDraft;
use crate::view_model::News;

/// An answer that comes later.
pub type Pending<T> = Pin<Box<dyn Future<Output = T>>>;

/// Services of the browser.
pub struct Outside {
    pub now: fn() -> DateTime<Utc>,
    /// Waits so many milliseconds.
    pub pause: fn(u32) -> Pending<()>,
    /// Whether the device says that it has no line. That it has one it may say wrongly.
    pub is_offline: fn() -> bool,
    /// Waits until the device says something else.
    pub line_change: fn() -> Pending<()>,
    /// A random UUID.
    pub new_id: fn() -> String,
    /// The end of the tab's address, from its `#`; empty where there is none.
    pub fragment: fn() -> String,
    /// Changes it, without a step in the history.
    pub set_fragment: fn(&str),
    /// Tells the company's page what has happened in the element that the page is drawn in; `false` where it asks
    /// not to go on.
    pub tell: fn(&web_sys::Element, &News) -> bool,
    /// Looks at chosen files and keeps them, by the handles of what it gives back.
    pub keep_files: fn(Vec<web_sys::File>) -> Pending<Vec<AttachmentDraft>>,
    /// The views that are there from the start.
    pub views: Option<&'static LaterViews>,
    /// Loads the views; none where that fails.
    pub load_views: fn() -> Pending<Option<&'static LaterViews>>,
}

/// The views of a page that is only rendered: nothing can be done with it.
static VIEWS: LaterViews = later_views(|_, _| {}, |_| Box::pin(ready(Vec::new())), |_| {});

/// No browser at all: for a page that is only rendered.
pub static NO_BROWSER: Outside = Outside {
    now: || DateTime::UNIX_EPOCH,
    pause: |_| Box::pin(ready(())),
    is_offline: || false,
    line_change: || Box::pin(pending()),
    new_id: String::new,
    fragment: String::new,
    set_fragment: |_| {},
    tell: |_, _| true,
    keep_files: |_| Box::pin(ready(Vec::new())),
    views: Some(&VIEWS),
    load_views: || Box::pin(ready(Some(&VIEWS))),
};
