//! Does what the page cannot do by itself, and tells it what came of it: all of it is in the second part of the
//! program.

use futures_util::future::abortable;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{clock, drafts, files, line, random, tab, transport};
use crate::domain::complaint::{Reply, Submission};
use crate::ui::PageState;
use crate::view_model::{Journey, SavedDraft, Task};

/// Does a task.
pub fn run(state: PageState, task: Task) {
    match task {
        Task::Try(submission) => set_out(state, try_once(state, submission)),
        Task::Pause(milliseconds) => set_out(state, async move {
            clock::pause(milliseconds).await;
            let (page, now) = (state.page, clock::now());
            state.act(|journey| journey.pause_over(page, now));
        }),
        Task::Abandon => {
            let abort = state.sending.try_with_value(Clone::clone);
            if let Some(abort) = abort.flatten() {
                abort.abort();
            }
        }
        Task::ForgetFiles(handles) => handles.into_iter().for_each(files::remove),
        Task::ListDrafts => {
            state.do_later(move |views| {
                if let Some(views) = views {
                    views.outside.case.look_for_case(state);
                }
            });
            spawn_local(async move {
                let all = saved(state).await;
                state.saved.try_update(|saved| saved.listed(all));
            });
        }
        Task::SaveDraft(draft) => spawn_local(async move {
            let came = drafts::save(draft).await;
            let all = saved(state).await;
            state.act_on_saved(|saved, journey| saved.saved(journey, came, all));
        }),
        Task::OpenDraft(record) => spawn_local(async move {
            let opened = drafts::open(record).await;
            let all = saved(state).await;
            let (page, now) = (state.page, clock::now());
            state.act_on_saved(|saved, journey| saved.opened(journey, opened, all, page, now));
        }),
        Task::DeleteDraft { record, then } => spawn_local(async move {
            drafts::delete(&record).await;
            let all = saved(state).await;
            state.act_on_saved(|saved, journey| saved.deleted(journey, &record, then, all));
        }),
        Task::SaveFile(file) => tab::save(file),
    }
}

/// What is saved on this device for the page's endpoint.
async fn saved(state: PageState) -> Vec<SavedDraft> {
    drafts::list(&state.page.submit.endpoint, clock::now()).await
}

/// Begins what can be abandoned. It does not end with the page: what is on its way arrives.
fn set_out(state: PageState, step: impl Future<Output = ()> + 'static) {
    let (step, abort) = abortable(step);
    state
        .sending
        .try_update_value(|sending| *sending = Some(abort));
    spawn_local(async move { _ = step.await });
}

/// Sends once, unless a chosen file is gone from the device or is another one now.
async fn try_once(state: PageState, submission: Box<Submission>) {
    let lost = files::lost(submission.complaint.attachments()).await;
    let reply = if lost.is_empty() {
        let progress = move |progress| {
            let step = |journey: &mut Journey| {
                let effects = journey.progressed(progress, clock::now());
                (effects.is_some(), effects)
            };
            let effects = state.journey.try_maybe_update(step).flatten();
            state.run(effects.unwrap_or_default());
        };
        transport::post(state.page, &submission, Box::new(progress)).await
    } else {
        Reply::FilesGone(lost)
    };
    // The page may be gone by now: what became of it is asked when it is sent again.
    let Some(data) = state.data_if_there() else {
        return;
    };
    let (jitter, offline, now) = (random::jitter(), line::is_offline(), clock::now());
    state.act(|journey| journey.replied(reply, jitter, offline, data, now));
}
