use chrono::{DateTime, Months, Utc};

use crate::domain::complaint::{AttachmentDraft, Draft};
use crate::domain::wire::{Case, Diary, DiaryEntry};

/// Everything that changes while a customer prepares a case: facts, worded where they are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cases {
    diary: Diary,
    open: Option<OpenCase>,
    notice: Option<DiaryNotice>,
}

/// The case that is being prepared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenCase {
    pub case: Case,
    /// How many were opened before it.
    pub serial: u32,
}

/// What came of a change to the diary, where it does not show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiaryNotice {
    Deleted,
    NotRemembered,
}

impl Cases {
    /// The complaints that the device remembers.
    pub fn diary(&self) -> &[DiaryEntry] {
        &self.diary.0
    }

    pub fn open(&self) -> Option<&OpenCase> {
        self.open.as_ref()
    }

    /// The case that is open.
    pub fn case(&self) -> Option<&Case> {
        self.open.as_ref().map(|open| &open.case)
    }

    pub fn notice(&self) -> Option<DiaryNotice> {
        self.notice
    }

    /// Until when the open case is remembered, where it is.
    pub fn remembered_until(&self) -> Option<DateTime<Utc>> {
        let entry = self.entry(self.case()?.reference()?)?;
        Some(entry.until)
    }

    /// What is remembered of a complaint.
    fn entry(&self, reference: &str) -> Option<&DiaryEntry> {
        let mut diary = self.diary.0.iter();
        diary.find(|entry| entry.case.reference() == Some(reference))
    }

    /// Takes what the device remembers by now; what has expired is forgotten.
    pub fn look(&mut self, mut diary: Diary, now: DateTime<Utc>) {
        diary.0.retain(|entry| entry.until > now);
        self.diary = diary;
    }

    /// What the device is to remember; none where that is nothing.
    pub fn diary_text(&self) -> Option<String> {
        (!self.diary.0.is_empty()).then(|| self.diary.write())
    }

    /// Opens a case in place of another. What is remembered of it is more than a page knows that was loaded again.
    pub fn begin(&mut self, case: Case) {
        let remembered = case.reference().and_then(|its| self.entry(its));
        let case = match remembered {
            Some(DiaryEntry { case: known, .. }) => Case {
                draft: if case.draft == Draft::default() {
                    known.draft.clone()
                } else {
                    case.draft
                },
                letter_on: case.letter_on.or(known.letter_on),
                written: known.written.clone(),
                ..case
            },
            None => case,
        };
        self.reopen(case);
    }

    /// Opens a case as it was before the page was loaded again.
    pub fn reopen(&mut self, case: Case) {
        let serial = self.open.as_ref().map_or(0, |open| open.serial + 1);
        self.open = Some(OpenCase { case, serial });
        self.notice = None;
    }

    /// Opens a case that is remembered.
    pub fn begin_remembered(&mut self, reference: &str) {
        if let Some(entry) = self.entry(reference) {
            self.begin(entry.case.clone());
        }
    }

    pub fn close(&mut self) {
        self.open = None;
        self.notice = None;
    }

    /// Takes what the customer wrote to a question of the application.
    pub fn write(&mut self, question: &str, text: String) {
        let Some(open) = &mut self.open else {
            return;
        };
        let written = &mut open.case.written;
        match written.iter_mut().find(|(id, _)| id == question) {
            Some((_, known)) => *known = text,
            None => written.push((question.to_owned(), text)),
        }
    }

    /// Adds evidence, each file in the place of a missing one of its name.
    pub fn add_files(&mut self, files: Vec<AttachmentDraft>) {
        let Some(open) = &mut self.open else {
            return;
        };
        for file in files {
            open.case.draft.attach(file);
        }
    }

    /// The evidence of the open case.
    pub fn files(&self) -> Vec<AttachmentDraft> {
        let case = self.case();
        case.map_or_else(Vec::new, |case| case.draft.attachments.clone())
    }

    /// Takes away evidence.
    pub fn remove_file(&mut self, handle: u32) {
        if let Some(open) = &mut self.open {
            let files = &mut open.case.draft.attachments;
            files.retain(|file| file.handle != handle);
        }
    }

    /// Remembers the open case for so many months, anew where it is remembered.
    pub fn remember(&mut self, months: u32, now: DateTime<Utc>) {
        let Some(open) = &self.open else {
            return;
        };
        let Some(until) = now.checked_add_months(Months::new(months)) else {
            return;
        };
        let case = open.case.clone();
        self.put(DiaryEntry { case, until });
        self.notice = None;
    }

    /// Brings what is remembered of the open case up to date; whether anything is.
    pub fn update_remembered(&mut self) -> bool {
        let (Some(until), Some(open)) = (self.remembered_until(), &self.open) else {
            return false;
        };
        let case = open.case.clone();
        self.put(DiaryEntry { case, until });
        true
    }

    fn put(&mut self, entry: DiaryEntry) {
        let Some(reference) = entry.case.reference() else {
            return;
        };
        self.take_out(reference);
        self.diary.0.insert(0, entry);
    }

    fn take_out(&mut self, reference: &str) {
        let is_other = |entry: &DiaryEntry| entry.case.reference() != Some(reference);
        self.diary.0.retain(is_other);
    }

    /// Forgets a complaint.
    pub fn forget(&mut self, reference: &str) {
        self.take_out(reference);
        self.notice = Some(DiaryNotice::Deleted);
    }

    /// Takes that the browser remembers nothing.
    pub fn not_remembered(&mut self) {
        self.diary = Diary::default();
        self.notice = Some(DiaryNotice::NotRemembered);
    }
}
