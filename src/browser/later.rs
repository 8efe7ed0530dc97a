//! The second part of the program, a file of its own: what a page needs once somebody does something with it. It
//! comes by itself as soon as the form is live, so that nobody waits for it; whoever is quicker does.

use std::cell::{Cell, RefCell};

use chrono::{DateTime, Utc};
use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, HtmlCanvasElement};

use super::clock::report;
use super::drafts::BrowserDrafts;
use super::files::{self, BrowserFiles};
use super::transport::BrowserTransport;
use crate::copy::PageCopy;
use crate::domain::complaint::{AttachmentDraft, DraftRecord, Progress, Reply, Submission};
use crate::ui::ports::{
    DraftStore, DraftToSave, FileShelf, NotSaved, Pending, Saved, Transport, Views,
};
use crate::ui::{LATER_VIEWS, LaterViews};
use crate::view_model::SavedDraft;

/// What is in the second part; it crosses the cut by its address.
struct Part {
    transport: &'static dyn Transport,
    files: &'static dyn FileShelf,
    drafts: &'static dyn DraftStore,
    views: &'static LaterViews,
}

static PART: Part = Part {
    transport: &BrowserTransport,
    files: &BrowserFiles,
    drafts: &BrowserDrafts,
    views: &LATER_VIEWS,
};

// The build cuts the program here (`xtask/src/split.rs`): whatever only the function of the second name leads to
// goes into the second part, and the first name calls it there.
#[expect(
    improper_ctypes,
    reason = "both sides are this program, compiled at once"
)]
unsafe extern "C" {
    #[link_name = "__wasm_split_00later00_import_00000000000000000000000000000000_part"]
    fn second_part() -> &'static Part;
}

#[unsafe(export_name = "__wasm_split_00later00_export_00000000000000000000000000000000_part")]
extern "C" fn part() -> &'static Part {
    &PART
}

thread_local! {
    static BRING: RefCell<Option<Function>> = const { RefCell::new(None) };
    static IS_HERE: Cell<bool> = const { Cell::new(false) };
}

/// Takes what gives a promise of the second part.
pub fn comes_by(bring: Function) {
    BRING.replace(Some(bring));
}

/// The second part, or why it cannot be had now. Asked again, it is tried again.
async fn brought() -> Result<&'static Part, JsValue> {
    if !IS_HERE.get() {
        let bring = BRING.with_borrow(Clone::clone).ok_or(JsValue::NULL)?;
        let promise = bring.call0(&JsValue::NULL)?;
        JsFuture::from(Promise::resolve(&promise)).await?;
        IS_HERE.set(true);
    }
    // SAFETY: what `bring` promised has put the second part of this very program into its memory and table; the
    // function takes nothing, and gives what lives as long as the program.
    Ok(unsafe { second_part() })
}

/// The answer of the second part, or another where it cannot be had.
fn ask<T: 'static>(
    question: impl FnOnce(&'static Part) -> Pending<T> + 'static,
    otherwise: impl FnOnce() -> T + 'static,
) -> Pending<T> {
    Box::pin(async move {
        match brought().await {
            Ok(part) => question(part).await,
            Err(why) => {
                report(&why);
                otherwise()
            }
        }
    })
}

/// The outside that the second part has, as the first sees it.
pub struct Later;

impl Views for Later {
    fn loaded(&self) -> Option<&'static LaterViews> {
        None
    }

    fn load(&self) -> Pending<Option<&'static LaterViews>> {
        ask(
            |part| Box::pin(std::future::ready(Some(part.views))),
            || None,
        )
    }
}

impl Transport for Later {
    fn post(
        &self,
        page: &'static PageCopy,
        submission: &Submission,
        progress: Box<dyn Fn(Progress)>,
    ) -> Pending<Reply> {
        let submission = submission.clone();
        ask(
            move |part| part.transport.post(page, &submission, progress),
            || Reply::TryAgain { after: None },
        )
    }

    fn is_offline(&self) -> bool {
        BrowserTransport.is_offline()
    }

    fn line_change(&self) -> Pending<()> {
        BrowserTransport.line_change()
    }

    fn new_id(&self) -> String {
        BrowserTransport.new_id()
    }

    fn jitter(&self) -> u32 {
        BrowserTransport.jitter()
    }
}

impl FileShelf for Later {
    fn add(&self, chosen: Vec<File>) -> Pending<Vec<AttachmentDraft>> {
        let unread = chosen.clone();
        ask(
            |part| part.files.add(chosen),
            || {
                let unread = unread.into_iter().map(|file| files::shelve(file, None));
                unread.collect()
            },
        )
    }

    fn lost(&self, files: &[AttachmentDraft]) -> Pending<Vec<u32>> {
        let files = files.to_vec();
        ask(move |part| part.files.lost(&files), Vec::new)
    }

    fn draw(&self, pictures: Vec<(u32, HtmlCanvasElement)>) {
        spawn_local(ask(
            |part| {
                part.files.draw(pictures);
                Box::pin(std::future::ready(()))
            },
            || (),
        ));
    }

    fn remove(&self, handle: u32) {
        BrowserFiles.remove(handle);
    }
}

impl DraftStore for Later {
    fn list(&self, endpoint: &'static str, now: DateTime<Utc>) -> Pending<Vec<SavedDraft>> {
        ask(move |part| part.drafts.list(endpoint, now), Vec::new)
    }

    fn save(&self, draft: DraftToSave) -> Pending<Result<Saved, NotSaved>> {
        ask(|part| part.drafts.save(draft), || Err(NotSaved))
    }

    fn open(&self, record: &DraftRecord) -> Pending<Option<(String, Vec<AttachmentDraft>)>> {
        let record = record.clone();
        ask(move |part| part.drafts.open(&record), || None)
    }

    fn delete(&self, record: &DraftRecord) -> Pending<()> {
        let record = record.clone();
        ask(move |part| part.drafts.delete(&record), || ())
    }
}
