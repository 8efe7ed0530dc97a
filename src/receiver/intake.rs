//! From a request to a draft: one wire format, as a form or as JSON.

mod body;
mod submission_id;

use std::sync::Arc;

use axum::http::HeaderMap;
use sha2::{Digest, Sha256};

use super::answer::Refusal;
use super::published::{Latest, Published};
use super::store::ShownToCustomer;
use super::upload::{Incoming, LINGER_BYTES, ReceivedFile, Upload};
use crate::base::text::clean_line;
use crate::copy::PageCopy;
use crate::domain::calendar::iso;
use crate::domain::complaint::{
    AttachmentDraft, DateDraft, DatePart, Draft, FieldId, Signals, Submission,
};

use submission_id::submission_id;

/// How many bytes of a request may be anything but files.
pub const FIELD_BYTES: u64 = 1 << 20;

const MAX_VERSION_CHARACTERS: usize = 100;

/// What a request brought, not judged yet.
#[derive(Default)]
pub struct Intake {
    pub draft: Draft,
    /// The draft's attachments, in the same order.
    pub files: Vec<ReceivedFile>,
    pub submission_id: Option<String>,
    pub shown: ShownToCustomer,
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
    match submission_id(headers, form.text(Submission::ID)) {
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
        let mut draft = Draft::default();
        for field in FieldId::ALL {
            draft.set_text(field, self.text(field.name()).to_owned());
        }
        draft.first_complained_on = self.first_complained_on();
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
        let shown_date = |name| iso::parse_date(self.text(name).trim()).map(iso::format_date);
        let version: String = clean_line(self.text(Submission::COPY_VERSION))
            .chars()
            .take(MAX_VERSION_CHARACTERS)
            .collect();
        let shown = ShownToCustomer {
            response_due: shown_date(Submission::RESPONSE_DUE),
            cisas_opens: shown_date(Submission::CISAS_OPENS),
            cisas_opens_regulator: shown_date(Submission::CISAS_OPENS_REGULATOR),
            cisas_closes: shown_date(Submission::CISAS_CLOSES),
            acknowledge_by: shown_date(Submission::ACKNOWLEDGE_BY),
            copy_version: (!version.is_empty()).then_some(version),
        };
        let signals = Signals {
            decoy: self.text(Signals::DECOY).to_owned(),
            // No page sends a time below zero.
            filled_in_seconds: match self.text(Signals::FILLED_IN_SECONDS).trim() {
                negative if negative.starts_with('-') => Some(0),
                seconds => seconds.parse().ok(),
            },
        };
        let content_hash = content_hash(&draft, &self.files);
        Intake {
            draft,
            files: self.files,
            submission_id,
            shown,
            signals,
            content_hash,
        }
    }

    /// A date written whole, else the three boxes of a native form.
    fn first_complained_on(&self) -> DateDraft {
        let name = FieldId::FirstComplainedOn.name();
        let whole = self.text(name).trim();
        if let Some(date) = iso::parse_date(whole) {
            return DateDraft::from_date(date);
        }
        let mut draft = DateDraft::default();
        for part in DatePart::ALL {
            let typed = if whole.is_empty() {
                self.text(&[name, "-", part.name()].concat())
            } else {
                whole
            };
            *draft.part_mut(part) = typed.to_owned();
        }
        draft
    }
}

/// What the customer wrote and attached, in one number; what the page added by itself is left out,
/// because it may differ between two tries.
fn content_hash(draft: &Draft, files: &[ReceivedFile]) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut add = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    };
    for field in FieldId::ALL {
        add(draft.text(field).as_bytes());
    }
    for part in DatePart::ALL {
        add(draft.first_complained_on.part(part).as_bytes());
    }
    for file in files {
        add(file.name().as_bytes());
        add(&file.size().to_be_bytes());
        add(file.sha256());
    }
    hash.finalize().into()
}
