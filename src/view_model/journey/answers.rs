//! Filling in: each answer as it is given, and the shown problems that it mends.

use chrono::{DateTime, Utc};

use super::{Journey, Stage};
use crate::copy::PageCopy;
use crate::domain::complaint::{AttachmentDraft, DatePart, Draft, FieldId, Problem};
use crate::view_model::{Announcement, Effect, Effects, Fault, QuestionId, Target, Task};

/// What an answer has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// Itself, and nothing else that is shown: most key presses.
    Alone,
    More,
}

impl Journey {
    /// Takes what was typed into a text or choice field.
    pub fn set_text(&mut self, field: FieldId, typed: String, now: DateTime<Utc>) -> Changed {
        if self.is_empty() {
            self.began = Some(now);
        }
        self.set_found_text(field, typed)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.draft == Draft::default()
    }

    /// Takes what stands in a text or choice field, whoever put it there: it tells nothing of when
    /// typing began.
    pub fn set_found_text(&mut self, field: FieldId, typed: String) -> Changed {
        let was_empty = self.is_empty();
        self.draft.set_text(field, typed);
        match &self.stage {
            Stage::Filling { faults } if faults.is_empty() && self.is_empty() == was_empty => {
                Changed::Alone
            }
            Stage::Filling { .. } | Stage::Checking(_) | Stage::Sent(_) => Changed::More,
        }
    }

    /// Takes what was typed into one box of the date.
    pub fn set_date_part(&mut self, part: DatePart, typed: String) {
        *self.draft.first_complained_on.part_mut(part) = typed;
    }

    /// Takes what stands in the honeypot.
    pub fn set_honeypot(&mut self, typed: String) {
        self.honeypot = typed;
    }

    /// Takes answers that were given before the page was live: where they differ from what was kept, the
    /// customer is still filling in.
    pub fn fill_early(&mut self, answer: impl FnOnce(&mut Draft)) {
        let before = self.draft.clone();
        answer(&mut self.draft);
        if self.draft != before {
            self.stage = Stage::default();
        }
    }

    /// Adds chosen files to those chosen before, each in the place of a missing one of its name.
    pub fn add_files(&mut self, files: Vec<AttachmentDraft>) -> Effects {
        let names = files.iter().map(|file| file.name.clone()).collect();
        for file in files {
            self.draft.attach(file);
        }
        vec![Effect::Announce(Announcement::FilesAdded(names))]
    }

    /// Removes a chosen file.
    pub fn remove_file(&mut self, handle: u32) -> Effects {
        let mut files = self.draft.attachments.iter();
        let Some(index) = files.position(|file| file.handle == handle) else {
            return Effects::new();
        };
        let file = self.draft.attachments.remove(index);
        vec![
            Effect::Do(Task::ForgetFiles(vec![handle])),
            Effect::Announce(Announcement::FileRemoved(file.name)),
            Effect::Focus(Target::Question(QuestionId::Field(FieldId::Attachments))),
        ]
    }

    /// Goes back to the form, where the files that cannot be read any more are named.
    pub(super) fn lose_files(
        &mut self,
        lost: &[u32],
        page: &PageCopy,
        now: DateTime<Utc>,
    ) -> Effects {
        for file in &mut self.draft.attachments {
            if lost.contains(&file.handle) {
                file.head = None;
            }
        }
        let mut effects = vec![Effect::Announce(Announcement::Nothing)];
        let found = self.prove(page, now).err().unwrap_or_default();
        effects.extend(self.show(found.into_iter().map(Fault::Found).collect()));
        effects
    }

    /// Takes away the shown problems that a new answer to a field has mended, and shows no new ones.
    ///
    /// What the server said of the field goes too: only the server can say whether it is mended.
    pub fn clear_fixed(&mut self, field: FieldId, page: &PageCopy, now: DateTime<Utc>) {
        if self.faults().is_empty() {
            return;
        }
        let still = self.prove(page, now).err().unwrap_or_default();
        let Stage::Filling { faults } = &mut self.stage else {
            return;
        };
        let mut still: Vec<Option<Problem>> = still.into_iter().map(Some).collect();
        let keep = |fault: Fault| match fault {
            Fault::Server(_) => (fault.field() != Some(field)).then_some(fault),
            Fault::Found(shown) => {
                let same = still.iter_mut().find(|found| {
                    let found = found.as_ref();
                    found.is_some_and(|found| found.is_as_shown(&shown))
                });
                same.and_then(Option::take).map(Fault::Found)
            }
        };
        *faults = std::mem::take(faults)
            .into_iter()
            .filter_map(keep)
            .collect();
    }
}
