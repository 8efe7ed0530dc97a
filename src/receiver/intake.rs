//! From a request to a draft: one wire format, as a form or as JSON.

mod body;
mod submission_id;

use std::sync::Arc;

use axum::http::HeaderMap;
use sha2::{Digest, Sha256};

use super::answer::Refusal;
use super::published::{Latest, Published};
use super::upload::{Incoming, LINGER_BYTES, ReceivedFile, Upload};
use crate::copy::PageCopy;
use crate::domain::complaint::{
    AttachmentDraft, DateDraft, DatePart, Draft, FieldId, FieldKind, Signals,
};
use crate::domain::wire::{PageValue, Shown, read_draft};

use submission_id::submission_id;

/// How many bytes of a request may be anything but files.
pub const FIELD_BYTES: u64 = 1 << 20;

/// What a request brought, not judged yet.
#[derive(Default)]
pub struct Intake {
    pub draft: Draft,
    /// The draft's attachments, in the same order.
    pub files: Vec<ReceivedFile>,
    pub submission_id: Option<String>,
    pub shown: Shown,
    pub signals: Signals,
    pub content_hash: [u8; 32],
}

/// The most bytes that a request's body may have.
///
/// A form sent without script is read further, for the answers in it: they are to stand in the page
/// that says which files are too large.
pub fn body_limit(page: &PageCopy, wants_page: bool) -> u64 {
    let limit = page
        .facts
        .attachments
        .total_bytes
        .saturating_add(FIELD_BYTES);
    if wants_page {
        limit.max(LINGER_BYTES)
    } else {
        limit
    }
}

/// The most bytes of a request that are read, with the attachments that a copy file allows.
pub fn most_body_bytes(page: &PageCopy) -> u64 {
    body_limit(page, true)
}

/// What becomes of the files in a request.
pub enum Files {
    /// They are written to this folder.
    Kept(Arc<Incoming>),
    /// They are counted: the complaint is not taken, but its answers are given back.
    Counted(Arc<Incoming>),
}

/// Reads a request to its end, its files as said. `latest` goes over to the words that the form
/// was written in.
///
/// # Errors
///
/// The request does not hold to the wire format, is too large or breaks off; a file cannot be written.
pub async fn read(
    headers: &HeaderMap,
    upload: &mut Upload,
    published: &Published,
    latest: &mut Latest,
    files: Files,
) -> Result<Intake, Refusal> {
    let mut form = Form::new(published, latest, files);
    form.read(headers, upload).await?;
    match submission_id(headers, form.text(PageValue::SubmissionId.name())) {
        Ok(submission_id) => Ok(form.into_intake(submission_id)),
        Err(refusal) => Err(refusal.with(form.draft(), None)),
    }
}

/// The answers and files of a request, as they come.
struct Form<'a> {
    published: &'a Published,
    /// In the words that the form was written in, once they are known.
    latest: &'a mut Latest,
    kept_in: Files,
    /// Each name at most once.
    texts: Vec<(&'static str, String)>,
    text_bytes: u64,
    files: Vec<ReceivedFile>,
}

impl<'a> Form<'a> {
    fn new(published: &'a Published, latest: &'a mut Latest, kept_in: Files) -> Self {
        Self {
            published,
            latest,
            kept_in,
            texts: Vec::new(),
            text_bytes: 0,
            files: Vec::new(),
        }
    }

    fn text(&self, name: &str) -> &str {
        self.texts
            .iter()
            .find(|(known, _)| *known == name)
            .map_or("", |(_, text)| text)
    }

    /// The answers as typed.
    fn draft(&self) -> Draft {
        let mut draft = read_draft(|name| self.text(name));
        // Whoever says when they complained before says that they did.
        if draft.text(FieldId::ComplainedBefore).is_empty()
            && draft.first_complained_on != DateDraft::default()
        {
            draft.set_text(FieldId::ComplainedBefore, "yes".to_owned());
        }
        let drafts = (0..)
            .zip(&self.files)
            .map(|(handle, file)| AttachmentDraft {
                handle,
                name: file.name().to_owned(),
                size: file.size(),
                head: Some(file.head().to_vec()),
            });
        draft.attachments = drafts.collect();
        draft
    }

    fn into_intake(self, submission_id: Option<String>) -> Intake {
        let draft = self.draft();
        let shown = Shown::read(|name| self.text(name));
        let signals = Signals::read(|name| self.text(name));
        let content_hash = self.content_hash(&draft);
        Intake {
            draft,
            files: self.files,
            submission_id,
            shown,
            signals,
            content_hash,
        }
    }

    /// What the customer wrote and attached, in one number; what the page added by itself is left out, because it
    /// may differ between two tries.
    fn content_hash(&self, draft: &Draft) -> [u8; 32] {
        let mut hash = Sha256::new();
        let mut add = |bytes: &[u8]| {
            hash.update((bytes.len() as u64).to_be_bytes());
            hash.update(bytes);
        };
        for field in FieldId::ALL {
            // A date counts as it was sent, in one text or in boxes.
            let is_date = field.spec().kind == FieldKind::Date;
            let whole = self.text(field.name());
            add(if is_date { whole } else { draft.text(field) }.as_bytes());
        }
        for part in DatePart::ALL {
            add(draft.first_complained_on.part(part).as_bytes());
        }
        for file in &self.files {
            add(file.name().as_bytes());
            add(&file.size().to_be_bytes());
            add(file.sha256());
        }
        hash.finalize().into()
    }
}
