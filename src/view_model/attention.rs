//! Where a person's attention is led: the focus, and what the live region says.

use super::{DeliveryStatus, SavedStatus, Target, count_words, progress_words, sending_words};
use crate::copy::PageCopy;
use crate::domain::complaint::{FieldId, Progress};

/// What the page last asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attention {
    /// What takes the focus, and how often that was asked: 0 before it first was.
    pub focus: (u32, Option<Target>),
    pub announcement: Announcement,
}

impl Attention {
    /// Asks for the focus to go there.
    pub fn focus_on(&mut self, target: Target) {
        self.focus = (self.focus.0 + 1, Some(target));
    }
}

/// Something to be said in the live region: the fact, as it was then.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Announcement {
    #[default]
    Nothing,
    /// How sending goes.
    Sending {
        status: DeliveryStatus,
        is_offline: bool,
        progress: Option<Progress>,
    },
    /// How many characters were typed into a counted box.
    Count {
        field: FieldId,
        characters: usize,
    },
    FilesAdded(Vec<String>),
    FileRemoved(String),
    /// These files must be chosen again.
    FilesMissing(Vec<String>),
    /// What was dropped is no file.
    NoFile,
    /// What came of saving the answers.
    Draft(Option<SavedStatus>),
    DraftDeleted,
    /// Saved answers would replace those in the form: asked for again, they do.
    WouldReplace,
}

impl Announcement {
    /// The sentence; empty where there is nothing to say.
    pub fn words(&self, page: &'static PageCopy) -> String {
        let files = |words: &dyn Fn(&crate::copy::FilesCopy) -> String| {
            page.file_words().map(words).unwrap_or_default()
        };
        match self {
            Self::Nothing => String::new(),
            Self::Sending {
                progress: Some(progress),
                ..
            } => progress_words(page, *progress),
            // The focus reads this one out.
            Self::Sending {
                status: DeliveryStatus::Stopped,
                ..
            } => String::new(),
            Self::Sending {
                status: DeliveryStatus::Sending,
                ..
            } => page.sending.sending.to_string(),
            Self::Sending {
                status, is_offline, ..
            } => sending_words(page, *status, *is_offline).to_owned(),
            Self::Count { field, characters } => count_words(page, *field, *characters),
            Self::FilesAdded(names) => files(&|words| {
                let said = names.iter().map(|name| words.added.fill(&[("file", name)]));
                said.collect::<Vec<_>>().join(", ")
            }),
            Self::FileRemoved(name) => files(&|words| words.removed.fill(&[("file", name)])),
            Self::FilesMissing(names) => super::choose_again(page, names),
            Self::NoFile => {
                files(&|words| words.not_a_file.as_deref().unwrap_or_default().to_owned())
            }
            Self::Draft(status) => status
                .as_ref()
                .map(|status| status.words(page))
                .unwrap_or_default(),
            Self::DraftDeleted => page.drafts.deleted.to_string(),
            Self::WouldReplace => page.drafts.replace.to_string(),
        }
    }
}
