use chrono::{DateTime, Days, Utc};

use super::{
    Announcement, DraftToSave, Effect, Effects, Journey, Opened, Place, Saved, SavedDraft,
    SavedStatus, Task,
};
use crate::copy::PageCopy;
use crate::domain::wire::{DraftRecord, Kept};

/// What came of keeping answers, where it was not all that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SavingNotice {
    WithoutFiles,
    NotSaved,
    /// Not even in this tab.
    NotKept,
}

/// What is saved on this device, as far as it was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedDrafts {
    /// The last saved first.
    all: Vec<SavedDraft>,
    notice: Option<SavingNotice>,
    /// Whether it is being saved right now.
    is_saving: bool,
    /// The one that was asked for although other answers stand in the form: asked for again, it
    /// replaces them.
    replacing: Option<DraftRecord>,
}

impl SavedDrafts {
    /// Those that are not the page's own.
    pub fn offered(&self, own: Option<&DraftRecord>) -> Vec<SavedDraft> {
        let others = self.all.iter().filter(|saved| Some(&saved.record) != own);
        others.cloned().collect()
    }

    /// What is said of the page's own; nothing where nothing is saved and nothing failed.
    pub fn status(&self, own: Option<&DraftRecord>) -> Option<SavedStatus> {
        let saved = self.all.iter().find(|saved| Some(&saved.record) == own);
        match (self.notice, saved.cloned()) {
            (Some(SavingNotice::NotSaved), _) => Some(SavedStatus::NotSaved),
            (Some(SavingNotice::WithoutFiles), Some(saved)) => {
                Some(SavedStatus::WithoutFiles(saved))
            }
            (_, Some(saved)) => Some(SavedStatus::Saved(saved)),
            (Some(SavingNotice::NotKept), None) => Some(SavedStatus::NotKept),
            (_, None) => None,
        }
    }

    /// Whether a press on these would replace others in the form.
    pub fn would_replace(&self, record: &DraftRecord) -> bool {
        self.replacing.as_ref() == Some(record)
    }

    /// Takes what is saved on this device, the last saved first.
    pub fn listed(&mut self, all: Vec<SavedDraft>) {
        self.all = all;
    }

    /// Takes that the browser keeps nothing in this tab.
    pub fn not_kept(&mut self) {
        self.notice = Some(SavingNotice::NotKept);
    }

    /// Saves the answers and files on this device.
    pub fn save(
        &mut self,
        journey: &Journey,
        page: &'static PageCopy,
        now: DateTime<Utc>,
    ) -> Effects {
        let Some(Kept::Draft(mut kept)) = journey.kept() else {
            return Effects::new();
        };
        if std::mem::replace(&mut self.is_saving, true) {
            return Effects::new();
        }
        let files = kept.draft.attachments.iter();
        let draft = DraftToSave {
            endpoint: &page.submit.endpoint,
            record: kept.record.take(),
            files: files.map(|file| file.handle).collect(),
            text: Kept::Draft(kept).write(),
            saved_at: now,
            until: now + Days::new(page.facts.draft_days.into()),
        };
        vec![Effect::Do(Task::SaveDraft(draft))]
    }

    /// Takes what came of saving, none where nothing can be kept on this device, and what is saved by now.
    pub fn saved(
        &mut self,
        journey: &mut Journey,
        saved: Option<Saved>,
        all: Vec<SavedDraft>,
    ) -> Effects {
        self.is_saving = false;
        self.all = all;
        self.notice = match saved {
            Some(Saved { record, with_files }) => {
                journey.set_draft_record(Some(record));
                (!with_files).then_some(SavingNotice::WithoutFiles)
            }
            None => Some(SavingNotice::NotSaved),
        };
        let status = self.status(journey.draft_record());
        vec![Effect::Announce(Announcement::Draft(status))]
    }

    /// Goes on with saved answers. Where others stand in the form, only once it is asked for again.
    pub fn open(&mut self, journey: &Journey, record: DraftRecord) -> Effects {
        let is_sure = self.would_replace(&record);
        if !is_sure && journey.has_answers() {
            self.replacing = Some(record);
            return vec![Effect::Announce(Announcement::WouldReplace)];
        }
        vec![Effect::Do(Task::OpenDraft(record))]
    }

    /// Takes the answers that were opened, none where they are gone, and what is saved by now.
    pub fn opened(
        &mut self,
        journey: &mut Journey,
        opened: Option<Opened>,
        all: Vec<SavedDraft>,
        page: &PageCopy,
        now: DateTime<Utc>,
    ) -> Effects {
        self.all = all;
        let Some(Opened {
            record,
            text,
            files,
        }) = opened
        else {
            return Effects::new();
        };
        let Some(Kept::Draft(mut kept)) = Kept::read(&text) else {
            return Effects::new();
        };
        self.replacing = None;
        kept.record = Some(record);
        _ = journey.restart();
        if journey.restore(Kept::Draft(kept)) {
            journey.check_again(page, now);
        }
        _ = journey.add_files(files);
        let mut effects = journey.go_to_step();
        effects.push(Effect::Announce(Announcement::Nothing));
        effects.extend(journey.ask_for_files());
        effects
    }

    /// Deletes saved answers; those in the form stay there. The focus goes there.
    pub fn delete(&self, record: DraftRecord, then: Place) -> Effects {
        let then = Some(then);
        vec![Effect::Do(Task::DeleteDraft { record, then })]
    }

    /// Takes that saved answers are gone, and what is saved by now.
    pub fn deleted(
        &mut self,
        journey: &mut Journey,
        record: &DraftRecord,
        then: Option<Place>,
        all: Vec<SavedDraft>,
    ) -> Effects {
        self.all = all;
        self.notice = None;
        if journey.draft_record() == Some(record) {
            journey.set_draft_record(None);
        }
        let Some(then) = then else {
            return Effects::new();
        };
        vec![
            Effect::Announce(Announcement::DraftDeleted),
            Effect::Focus(then.into()),
        ]
    }
}
