//! What the page asks of the outside. The browser implements it; elsewhere nothing is outside.

use std::future::Future;
use std::pin::Pin;

use chrono::{DateTime, Utc};

use super::later::{LATER_VIEWS, LaterViews};
use crate::copy::PageCopy;
use crate::domain::complaint::{AttachmentDraft, DraftRecord, Progress, Reply, Submission};
use crate::view_model::SavedDraft;

/// An answer that comes later.
pub type Pending<T> = Pin<Box<dyn Future<Output = T>>>;

/// What is drawn only once somebody has done something.
pub trait Views: Send + Sync {
    /// The views, where they are there.
    fn loaded(&self) -> Option<&'static LaterViews>;
    /// Loads them; none where that fails.
    fn load(&self) -> Pending<Option<&'static LaterViews>>;
}

/// What time it is.
pub trait Clock: Send + Sync {
    fn now(&self) -> DateTime<Utc>;
    fn pause(&self, milliseconds: u32) -> Pending<()>;
}

/// The way to the company.
pub trait Transport: Send + Sync {
    /// One try at sending; what went wrong on the way counts as [`Reply::Unanswered`]. It tells how far
    /// it has come, and is broken off when nobody waits for it any more.
    fn post(
        &self,
        page: &'static PageCopy,
        submission: &Submission,
        progress: Box<dyn Fn(Progress)>,
    ) -> Pending<Reply>;
    /// Whether the device says that it has no line. That it has one it may say wrongly.
    fn is_offline(&self) -> bool;
    /// Waits until the device says something else.
    fn line_change(&self) -> Pending<()>;
    /// A random UUID.
    fn new_id(&self) -> String;
    /// A random number from 0 to 1000.
    fn jitter(&self) -> u32;
}

/// Keeps chosen files by the handle of their [`AttachmentDraft`].
pub trait FileShelf: Send + Sync {
    /// Looks at chosen files and keeps them.
    fn add(&self, files: Vec<web_sys::File>) -> Pending<Vec<AttachmentDraft>>;
    /// Looks at kept files again: the handles of those that are gone from the device, or are others now.
    fn lost(&self, files: &[AttachmentDraft]) -> Pending<Vec<u32>>;
    /// Draws kept pictures small, one after the other.
    fn draw(&self, pictures: Vec<(u32, web_sys::HtmlCanvasElement)>);
    fn remove(&self, handle: u32);
}

/// Keeps answers and their files on the device until they are sent, when a person asks for it.
pub trait DraftStore: Send + Sync {
    /// What is kept for an endpoint, the last saved first; what has expired is deleted.
    fn list(&self, endpoint: &'static str, now: DateTime<Utc>) -> Pending<Vec<SavedDraft>>;
    /// Saves answers where they were saved before, or in a place of their own where somebody else has
    /// saved there meanwhile.
    fn save(&self, draft: DraftToSave) -> Pending<Result<Saved, NotSaved>>;
    /// The text that was saved, and the files with it.
    fn open(&self, record: &DraftRecord) -> Pending<Option<(String, Vec<AttachmentDraft>)>>;
    /// Deletes what was saved, unless somebody else has saved there meanwhile.
    fn delete(&self, record: &DraftRecord) -> Pending<()>;
}

/// Answers to be saved, with what is said of them.
#[derive(Clone, Debug)]
pub struct DraftToSave {
    pub endpoint: &'static str,
    /// Where they were saved before.
    pub record: Option<DraftRecord>,
    pub text: String,
    /// The files, by the handles of their drafts.
    pub files: Vec<u32>,
    pub saved_at: DateTime<Utc>,
    pub until: DateTime<Utc>,
}

/// Where answers were saved.
#[derive(Clone, Debug)]
pub struct Saved {
    pub record: DraftRecord,
    /// Whether the files were saved with them.
    pub with_files: bool,
}

/// Nothing can be kept on this device.
#[derive(Clone, Copy, Debug)]
pub struct NotSaved;

/// The tab that the page stands in.
pub trait Tab: Send + Sync {
    /// The end of the tab's address, from its `#`; empty where there is none.
    fn fragment(&self) -> String;
    /// Changes it, without a step in the history.
    fn set_fragment(&self, fragment: &str);
    /// Gives the person a file to keep.
    fn save(&self, name: &str, media_type: &str, text: &str);
}

/// The company's page around this one.
pub trait Host: Send + Sync {
    /// Tells it what has happened in the element that the page is drawn in.
    ///
    /// `false` where it asks not to go on.
    fn tell(&self, root: &web_sys::Element, news: &News) -> bool;
}

/// What the company's page is told: nothing about the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// The page is live.
    Ready,
    /// A self-check came to this.
    Outcome(&'static str),
    /// A complaint is about to be sent, and can still be held back.
    BeforeSubmit,
    /// The company has the complaint, and aims to respond by this date (ISO).
    Submitted {
        reference: String,
        response_due: String,
    },
    /// The complaint could not be sent, for this reason.
    Failed(&'static str),
}

impl News {
    /// The reason of [`News::Failed`] where the person stopped it.
    pub const STOPPED: &str = "stopped";

    /// The name of the event that tells it, and its details: `public/complaints.d.ts` has their types.
    pub fn event(&self) -> (&'static str, Vec<(&'static str, &str)>) {
        match self {
            Self::Ready => ("complaints-ready", Vec::new()),
            Self::Outcome(outcome) => ("complaints-outcome", vec![("outcome", *outcome)]),
            Self::BeforeSubmit => ("complaints-before-submit", Vec::new()),
            Self::Submitted {
                reference,
                response_due,
            } => (
                "complaints-submitted",
                vec![("reference", reference), ("responseDue", response_due)],
            ),
            Self::Failed(reason) => ("complaints-failed", vec![("reason", *reason)]),
        }
    }
}

/// Everything outside, in one prop.
#[derive(Clone, Copy)]
pub struct Ports {
    pub clock: &'static dyn Clock,
    pub transport: &'static dyn Transport,
    pub files: &'static dyn FileShelf,
    pub drafts: &'static dyn DraftStore,
    pub tab: &'static dyn Tab,
    pub host: &'static dyn Host,
    pub views: &'static dyn Views,
}

impl Ports {
    /// No outside at all: for a page that is only rendered.
    pub fn none() -> Self {
        Self {
            clock: &Nothing,
            transport: &Nothing,
            files: &Nothing,
            drafts: &Nothing,
            tab: &Nothing,
            host: &Nothing,
            views: &Nothing,
        }
    }
}

struct Nothing;

impl Views for Nothing {
    fn loaded(&self) -> Option<&'static LaterViews> {
        Some(&LATER_VIEWS)
    }

    fn load(&self) -> Pending<Option<&'static LaterViews>> {
        Box::pin(std::future::ready(self.loaded()))
    }
}

impl Clock for Nothing {
    fn now(&self) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH
    }

    fn pause(&self, _: u32) -> Pending<()> {
        Box::pin(std::future::ready(()))
    }
}

impl Transport for Nothing {
    fn post(
        &self,
        _: &'static PageCopy,
        _: &Submission,
        _: Box<dyn Fn(Progress)>,
    ) -> Pending<Reply> {
        Box::pin(std::future::ready(Reply::Failed))
    }

    fn is_offline(&self) -> bool {
        false
    }

    fn line_change(&self) -> Pending<()> {
        Box::pin(std::future::pending())
    }

    fn new_id(&self) -> String {
        String::new()
    }

    fn jitter(&self) -> u32 {
        0
    }
}

impl FileShelf for Nothing {
    fn add(&self, _: Vec<web_sys::File>) -> Pending<Vec<AttachmentDraft>> {
        Box::pin(std::future::ready(Vec::new()))
    }

    fn lost(&self, _: &[AttachmentDraft]) -> Pending<Vec<u32>> {
        Box::pin(std::future::ready(Vec::new()))
    }

    fn draw(&self, _: Vec<(u32, web_sys::HtmlCanvasElement)>) {}

    fn remove(&self, _: u32) {}
}

impl DraftStore for Nothing {
    fn list(&self, _: &'static str, _: DateTime<Utc>) -> Pending<Vec<SavedDraft>> {
        Box::pin(std::future::ready(Vec::new()))
    }

    fn save(&self, _: DraftToSave) -> Pending<Result<Saved, NotSaved>> {
        Box::pin(std::future::ready(Err(NotSaved)))
    }

    fn open(&self, _: &DraftRecord) -> Pending<Option<(String, Vec<AttachmentDraft>)>> {
        Box::pin(std::future::ready(None))
    }

    fn delete(&self, _: &DraftRecord) -> Pending<()> {
        Box::pin(std::future::ready(()))
    }
}

impl Tab for Nothing {
    fn fragment(&self) -> String {
        String::new()
    }

    fn set_fragment(&self, _: &str) {}

    fn save(&self, _: &str, _: &str, _: &str) {}
}

impl Host for Nothing {
    fn tell(&self, _: &web_sys::Element, _: &News) -> bool {
        true
    }
}
