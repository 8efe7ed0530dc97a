use chrono::Days;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::PageState;
use crate::domain::complaint::{DraftRecord, Kept};
use crate::ui::ports::DraftToSave;
use crate::view_model::{Journey, SavingNotice};

impl PageState {
    /// Whether something is typed that could be saved.
    pub fn has_answers(&self) -> bool {
        self.journey
            .with(|journey| matches!(journey.kept(), Some(Kept::Draft(_))))
    }

    /// Looks at what is saved on this device.
    pub fn look_for_saved(&self) {
        let state = *self;
        spawn_local(async move { state.list_saved().await });
    }

    async fn list_saved(self) {
        let Self { ports, saved, .. } = self;
        let now = ports.clock.now();
        let all = ports.drafts.list(&self.page.submit.endpoint, now).await;
        saved.try_update(|saved| saved.all = all);
    }

    /// Saves the answers and files on this device.
    pub fn save_draft(&self) {
        self.read_controls();
        let state = *self;
        let Self {
            ports,
            journey,
            saved,
            ..
        } = state;
        let Some(Kept::Draft(mut kept)) = journey.with_untracked(Journey::kept) else {
            return;
        };
        let was_saving = saved.try_update(|saved| std::mem::replace(&mut saved.is_saving, true));
        if was_saving != Some(false) {
            return;
        }
        let now = ports.clock.now();
        let days = Days::new(state.page.facts.draft_days.into());
        let draft = DraftToSave {
            endpoint: &state.page.submit.endpoint,
            record: kept.record.take(),
            files: kept
                .draft
                .attachments
                .iter()
                .map(|file| file.handle)
                .collect(),
            text: Kept::Draft(kept).write(),
            saved_at: now,
            until: now + days,
        };
        spawn_local(async move {
            let notice = match ports.drafts.save(draft).await {
                Ok(done) => {
                    journey.try_update(|journey| journey.draft_record = Some(done.record));
                    (!done.with_files).then_some(SavingNotice::WithoutFiles)
                }
                Err(_) => Some(SavingNotice::NotSaved),
            };
            state.list_saved().await;
            saved.try_update(|saved| {
                saved.notice = notice;
                saved.is_saving = false;
            });
            let status = state.saved_status();
            journey.try_update(|journey| journey.announcement = status.unwrap_or_default());
        });
    }

    /// What is said of the answers that are saved, or cannot be.
    pub fn saved_status(&self) -> Option<String> {
        let own = self
            .journey
            .try_with(|journey| journey.draft_record.clone())?;
        self.saved
            .try_with(|saved| saved.status(self.page, own.as_ref()))?
    }

    /// Goes on with answers that are saved on this device. Where others stand in the form, only once
    /// it is asked for again.
    pub fn open_saved(&self, record: DraftRecord) {
        self.read_controls();
        let state = *self;
        let Self { journey, saved, .. } = state;
        let is_sure = saved.with_untracked(|saved| saved.replacing.as_ref() == Some(&record));
        if !is_sure && untrack(|| state.has_answers()) {
            saved.update(|saved| saved.replacing = Some(record));
            let words = state.page.drafts.replace.to_string();
            return journey.update(|journey| journey.announcement = words);
        }
        spawn_local(async move {
            let opened = state.ports.drafts.open(&record).await;
            if let Some((text, files)) = opened
                && let Some(Kept::Draft(mut kept)) = Kept::read(&text)
            {
                kept.record = Some(record);
                let now = state.ports.clock.now();
                saved.try_update(|saved| saved.replacing = None);
                journey.try_update(|journey| {
                    journey.restart();
                    journey.restore(Kept::Draft(kept), state.holidays, now);
                    journey.add_files(files, now);
                    journey.go_to_step();
                    journey.announcement = String::new();
                    journey.ask_for_files();
                });
            }
            state.list_saved().await;
        });
    }

    /// Deletes answers that are saved on this device; those in the form stay there. The focus goes to
    /// an element, by its id.
    pub fn delete_saved(&self, record: DraftRecord, then: &'static str) {
        let state = *self;
        spawn_local(async move {
            state.ports.drafts.delete(&record).await;
            state.list_saved().await;
            state.saved.try_update(|saved| saved.notice = None);
            state.journey.try_update(|journey| {
                if journey.draft_record.as_ref() == Some(&record) {
                    journey.draft_record = None;
                }
                journey.announcement = state.page.drafts.deleted.to_string();
                journey.go_to(then);
            });
        });
    }
}
