use futures_util::future::{AbortHandle, abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::PageState;
use crate::domain::complaint::Progress;
use crate::ui::ports::News;
use crate::view_model::{Journey, Next};

impl PageState {
    /// Sends what was checked, again and again until it is settled or stopped, or the page is gone.
    pub fn send(&self) {
        let state = *self;
        let Self {
            page,
            ports,
            journey,
            ..
        } = state;
        let under_way = journey.with_untracked(|journey| journey.delivery.is_under_way());
        if under_way || !state.tell(&News::BeforeSubmit) {
            return;
        }
        let (now, new_id) = (ports.clock.now(), || ports.transport.new_id());
        let Some(Some(submission)) =
            journey.try_update(|journey| journey.start_sending(new_id, now))
        else {
            return;
        };
        let record = journey.with_untracked(|journey| journey.draft_record.clone());
        let (sending, stop) = abortable(async move {
            let mut attempt = 0;
            let failure = loop {
                if ports.transport.is_offline() {
                    journey.try_update(|journey| journey.set_offline(true));
                    attempt = 0;
                    ports.transport.line_change().await;
                    continue;
                }
                attempt += 1;
                let now = ports.clock.now();
                let begun = journey.try_update(|journey| journey.begin_try(now));
                if begun.is_none() {
                    return;
                }
                let files = submission.complaint.attachments();
                let lost = ports.files.lost(files).await;
                if !lost.is_empty() {
                    let now = ports.clock.now();
                    journey.try_update(|journey| journey.lose_files(&lost, now));
                    break Some("refused");
                }
                let progress = Box::new(move |progress| state.progressed(progress));
                let reply = ports.transport.post(page, &submission, progress);
                let reply = reply.await;
                let failure = reply.failure();
                let (jitter, now) = (ports.transport.jitter(), ports.clock.now());
                let next = journey.try_update(|journey| {
                    journey.set_offline(ports.transport.is_offline());
                    journey.settle(reply, attempt, jitter, now)
                });
                match next {
                    Some(Next::TryAfter(pause)) => ports.clock.pause(pause).await,
                    Some(Next::TryOnline) => {}
                    Some(Next::Done) => break failure,
                    None => return,
                }
            };
            if let Some(reason) = failure {
                state.tell(&News::Failed(reason));
                return;
            }
            for file in submission.complaint.attachments() {
                ports.files.remove(file.handle);
            }
            if let Some(record) = record {
                ports.drafts.delete(&record).await;
            }
            let receipt = journey.try_with_untracked(|journey| journey.receipt.clone());
            if let Some(receipt) = receipt.flatten() {
                let due = receipt.dates.map(|dates| dates.response_due.iso);
                state.tell(&News::Submitted {
                    reference: receipt.reference,
                    response_due: due.unwrap_or_default(),
                });
            }
        });
        state.sending.set_value(Some(stop));
        // Not cancelled with the page: what is on its way arrives.
        spawn_local(async move { _ = sending.await });
    }

    fn progressed(&self, progress: Progress) {
        let now = self.ports.clock.now();
        let show = |journey: &mut Journey| (journey.progressed(progress, now), ());
        _ = self.journey.try_maybe_update(show);
    }

    /// Stops sending.
    pub fn stop(&self) {
        if self.journey.try_update(Journey::stop) != Some(true) {
            return;
        }
        self.sending
            .with_value(|stop| stop.iter().for_each(AbortHandle::abort));
        self.tell(&News::Failed(News::STOPPED));
    }
}
