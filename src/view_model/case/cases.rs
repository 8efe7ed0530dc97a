use chrono::{DateTime, Months, Utc};

use crate::domain::complaint::AttachmentDraft;
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

    pub fn notice(&self) -> Option<DiaryNotice> {
        self.notice
    }

    /// Until when the open case is remembered, where it is.
    pub fn remembered_until(&self) -> Option<DateTime<Utc>> {
        let reference = self.open_reference()?;
        let mut diary = self.diary.0.iter();
        let entry = diary.find(|entry| entry.is_of(reference))?;
        Some(entry.until)
    }

    fn open_reference(&self) -> Option<&str> {
        let receipt = self.open.as_ref()?.case.receipt.as_ref()?;
        Some(&receipt.reference)
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
        let reference = case
            .receipt
            .as_ref()
            .map(|receipt| receipt.reference.clone());
        let mut diary = self.diary.0.iter();
        let remembered =
            diary.find(|entry| reference.as_deref().is_some_and(|its| entry.is_of(its)));
        let case = match remembered {
            Some(entry) => Case {
                draft: if case.draft == Default::default() {
                    entry.case.draft.clone()
                } else {
                    case.draft
                },
                letter_on: case.letter_on.or(entry.case.letter_on),
                written: entry.case.written.clone(),
                ..case
            },
            None => case,
        };
        let serial = self.open.as_ref().map_or(0, |open| open.serial + 1);
        self.open = Some(OpenCase { case, serial });
        self.notice = None;
    }

    /// Opens a case that is remembered.
    pub fn begin_remembered(&mut self, reference: &str) {
        let mut diary = self.diary.0.iter();
        if let Some(entry) = diary.find(|entry| entry.is_of(reference)) {
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
        let Some(receipt) = &entry.case.receipt else {
            return;
        };
        let reference = receipt.reference.clone();
        self.diary.0.retain(|entry| !entry.is_of(&reference));
        self.diary.0.insert(0, entry);
    }

    /// Forgets a complaint.
    pub fn forget(&mut self, reference: &str) {
        self.diary.0.retain(|entry| !entry.is_of(reference));
        self.notice = Some(DiaryNotice::Deleted);
    }

    /// Takes that the browser remembers nothing.
    pub fn not_remembered(&mut self) {
        self.diary = Diary::default();
        self.notice = Some(DiaryNotice::NotRemembered);
    }
}

impl DiaryEntry {
    /// Whether it is of the complaint with this reference.
    fn is_of(&self, reference: &str) -> bool {
        let receipt = self.case.receipt.as_ref();
        receipt.is_some_and(|receipt| receipt.reference == reference)
    }
}
