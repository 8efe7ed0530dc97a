use super::{AttachmentDraft, DateDraft, FieldId};

/// The answers as typed, right or wrong. Nothing a person typed is ever changed here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    texts: [String; FieldId::ALL.len()],
    pub first_complained_on: DateDraft,
    pub attachments: Vec<AttachmentDraft>,
}

impl Draft {
    /// The names of files that must be chosen again.
    pub fn missing_files(&self) -> Vec<String> {
        let missing = self.attachments.iter().filter(|file| file.is_missing());
        missing.map(|file| file.name.clone()).collect()
    }

    /// Adds a chosen file, in the place of a missing one of its name.
    pub fn attach(&mut self, file: AttachmentDraft) {
        let is_same = |old: &&mut AttachmentDraft| old.is_missing() && old.name == file.name;
        match self.attachments.iter_mut().find(is_same) {
            Some(missing) => *missing = file,
            None => self.attachments.push(file),
        }
    }

    /// The typed answer of a text or choice field; a ticked box is `yes`.
    pub fn text(&self, field: FieldId) -> &str {
        &self.texts[field as usize]
    }

    /// Replaces the answer of a text or choice field.
    pub fn set_text(&mut self, field: FieldId, typed: String) {
        self.texts[field as usize] = typed;
    }

    /// Whether the person says that they have complained about this before.
    pub fn complained_before(&self) -> bool {
        self.text(FieldId::ComplainedBefore) == "yes"
    }
}
