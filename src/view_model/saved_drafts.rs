use chrono::{DateTime, Utc};

use super::dates::in_words;
use crate::copy::{PageCopy, SavedSlots, Template};
use crate::domain::calendar::london;
use crate::domain::complaint::DraftRecord;

/// Answers that are saved on this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedDraft {
    pub record: DraftRecord,
    pub saved_at: DateTime<Utc>,
    /// They are deleted at the first visit from then on.
    pub until: DateTime<Utc>,
}

impl SavedDraft {
    /// Says when they were saved and until when they are kept.
    pub fn say(&self, page: &PageCopy, words: &Template<SavedSlots>) -> String {
        let until = page.words.date(london::london_date(self.until));
        words.fill(&[("saved", &in_words(page, self.saved_at)), ("until", &until)])
    }
}

/// What came of keeping answers, where it was not all that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SavingNotice {
    WithoutFiles,
    NotSaved,
    /// Not even in this tab.
    NotKept,
}

/// What is saved on this device, as far as it was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedDrafts {
    /// The last saved first.
    pub all: Vec<SavedDraft>,
    pub notice: Option<SavingNotice>,
    /// Whether it is being saved right now.
    pub is_saving: bool,
    /// The one that was asked for although other answers stand in the form: asked for again, it
    /// replaces them.
    pub replacing: Option<DraftRecord>,
}

impl SavedDrafts {
    /// Those that are not the page's own.
    pub fn offered(&self, own: Option<&DraftRecord>) -> Vec<SavedDraft> {
        let others = self.all.iter().filter(|saved| Some(&saved.record) != own);
        others.cloned().collect()
    }

    /// What is said of the page's own: where it is saved, or why it is not.
    pub fn status(&self, page: &PageCopy, own: Option<&DraftRecord>) -> Option<String> {
        let words = &page.drafts;
        let saved = self.all.iter().find(|saved| Some(&saved.record) == own);
        match (self.notice, saved) {
            (Some(SavingNotice::NotSaved), _) => Some(words.not_saved.to_string()),
            (Some(SavingNotice::WithoutFiles), Some(saved)) => {
                Some(saved.say(page, &words.saved_without_files))
            }
            (_, Some(saved)) => Some(saved.say(page, &words.saved)),
            (Some(SavingNotice::NotKept), None) => Some(words.not_kept.to_string()),
            (_, None) => None,
        }
    }
}
