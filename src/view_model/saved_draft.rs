use chrono::{DateTime, Utc};

use super::in_words;
use crate::copy::{PageCopy, SavedSlots, Template};
use crate::domain::calendar::london;
use crate::domain::complaint::AttachmentDraft;
use crate::domain::wire::DraftRecord;

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

/// Answers to be saved, with what is said of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftToSave {
    /// Where complaints of the same page are sent.
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    pub record: DraftRecord,
    /// Whether the files were saved with them.
    pub with_files: bool,
}

/// Saved answers that were opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    pub record: DraftRecord,
    pub text: String,
    pub files: Vec<AttachmentDraft>,
}

/// What is said of the page's own answers: where they are saved, or why they are not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SavedStatus {
    Saved(SavedDraft),
    WithoutFiles(SavedDraft),
    NotSaved,
    NotKept,
}

impl SavedStatus {
    pub fn words(&self, page: &PageCopy) -> String {
        let words = &page.drafts;
        match self {
            Self::Saved(saved) => saved.say(page, &words.saved),
            Self::WithoutFiles(saved) => saved.say(page, &words.saved_without_files),
            Self::NotSaved => words.not_saved.to_string(),
            Self::NotKept => words.not_kept.to_string(),
        }
    }
}
