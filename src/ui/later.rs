//! What is drawn only once somebody has done something. A browser loads it as the second part of the program, soon
//! after the form is live (`src/browser/later.rs`).

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::button::{button, quiet_button};
use super::cisas::result_panel;
use super::derived::Derived;
use super::element::{El, el};
use super::feedback::failed_panel;
use super::form::{check_answers, file_list, receipt, saved_drafts_list};
use super::outside::Pending;
use super::page_state::PageState;
use crate::copy::{FilesCopy, SelfCheckCopy};
use crate::domain::complaint::AttachmentDraft;
use crate::view_model::self_check::Checked;
use crate::view_model::{SavedDraft, Step, Task, anchor};

/// What comes later: views, and what does [`Task`]s.
pub struct LaterViews {
    pub check_answers: fn(PageState) -> El,
    pub receipt: fn(PageState) -> El,
    pub check_result: fn(&'static SelfCheckCopy, PageState, Checked) -> Option<El>,
    pub saved_drafts: fn(PageState, Vec<SavedDraft>) -> Vec<El>,
    pub file_list: fn(&'static FilesCopy, PageState, Vec<AttachmentDraft>) -> El,
    /// Saves the answers and files on this device.
    pub save_draft: fn(PageState),
    /// Does a task, and takes what comes of it.
    pub run: fn(PageState, Task),
    /// Looks at chosen files and keeps them, by the handles of what it gives back.
    pub keep_files: fn(Vec<web_sys::File>) -> Pending<Vec<AttachmentDraft>>,
    /// Draws chosen pictures small, one after the other, each on the canvas beside its handle.
    pub draw_pictures: fn(Vec<(u32, web_sys::HtmlCanvasElement)>),
}

/// All of it, with what the browser has to do.
pub const fn later_views(
    run: fn(PageState, Task),
    keep_files: fn(Vec<web_sys::File>) -> Pending<Vec<AttachmentDraft>>,
    draw_pictures: fn(Vec<(u32, web_sys::HtmlCanvasElement)>),
) -> LaterViews {
    LaterViews {
        check_answers,
        receipt,
        check_result: result_panel,
        saved_drafts: saved_drafts_list,
        file_list,
        save_draft: |state| {
            state.read_controls();
            let (page, now) = (state.page, state.clock());
            state.act_on_saved(|saved, journey| saved.save(journey, page, now));
        },
        run,
        keep_files,
        draw_pictures,
    }
}

/// Whether they are there.
#[derive(Clone, Copy)]
pub enum Later {
    Loading,
    Loaded(&'static LaterViews),
    /// They could not be loaded; asked again, they may be.
    Missing,
}

impl PageState {
    /// Loads what comes later, unless it is there.
    pub fn load_later(&self) {
        let Self { outside, later, .. } = *self;
        if let Later::Loaded(_) = later.get_untracked() {
            return;
        }
        later.set(Later::Loading);
        spawn_local(async move {
            let loaded = (outside.load_views)().await;
            later.try_update(|later| *later = loaded.map_or(Later::Missing, Later::Loaded));
        });
    }

    /// Does what comes later, now or once it is loaded; `None` where it could not be.
    pub fn do_later(&self, act: impl FnOnce(Option<&'static LaterViews>) + 'static) {
        if let Later::Loaded(views) = self.later.get_untracked() {
            return act(Some(views));
        }
        let Self { outside, later, .. } = *self;
        spawn_local(async move {
            let loaded = (outside.load_views)().await;
            if let Some(views) = loaded {
                later.try_update(|later| *later = Later::Loaded(views));
            }
            act(loaded);
        });
    }
}

/// An element with what comes later in it, as soon as it is loaded.
pub fn later_content(
    element: El,
    state: PageState,
    content: impl Fn(&'static LaterViews) -> Vec<El> + 'static,
) -> El {
    element.live(move || match state.later.get() {
        Later::Loaded(views) => content(views),
        Later::Loading | Later::Missing => Vec::new(),
    })
}

/// A step after the first: drawn while the customer is there.
pub fn later_step(id: &'static str, step: Step, state: PageState) -> El {
    let is_hidden = state.is_hidden(step);
    let is_here = Derived::new(move || state.journey.with(|journey| journey.step() == step));
    el("div", "cp-complaint-form__step")
        .attr("id", id)
        .live_flag("hidden", is_hidden)
        .live(move || {
            if !is_here.get() {
                return Vec::new();
            }
            match (state.later.get(), step) {
                (Later::Loaded(views), Step::Receipt) => vec![(views.receipt)(state)],
                (Later::Loaded(views), _) => vec![(views.check_answers)(state)],
                (later, _) => not_loaded(later, step, state),
            }
        })
}

/// What stands in for a step that is not loaded yet, or could not be.
fn not_loaded(later: Later, step: Step, state: PageState) -> Vec<El> {
    let copy = &state.page.sending.failed;
    let is_receipt = step == Step::Receipt;
    let mut parts = Vec::new();
    if let Later::Missing = later {
        if !is_receipt {
            parts.push(failed_panel(copy, "h3", &copy.title, &copy.kept));
        }
        let retry = button("button").text(copy.retry.as_str());
        parts.push(retry.on("click", move |_| state.load_later()));
    } else {
        let label = state.page.check.title.as_str();
        parts.push(el("progress", "cp-sending-status__bar").attr("aria-label", label));
    }
    if !is_receipt {
        let back = quiet_button().text(state.page.check.back.as_str());
        parts.push(back.on("click", move |_| {
            state.act(|journey| journey.change(anchor::FILL))
        }));
    }
    parts
}
