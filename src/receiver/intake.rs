//! From a request to a draft: one wire format, as a form or as JSON.

use std::sync::Arc;

use axum::http::{HeaderMap, StatusCode, header};
use sha2::{Digest, Sha256};

use super::answer::Refusal;
use super::multipart::{self, MultipartReader, PartHead, Step};
use super::published::{Latest, Published};
use super::store::ShownToCustomer;
use super::upload::{FileUpload, Incoming, LINGER_BYTES, ReceivedFile, Upload, UploadError};
use crate::copy::PageCopy;
use crate::domain::calendar::iso;
use crate::domain::complaint::{
    AttachmentDraft, DateDraft, DatePart, Draft, FieldId, Problem, ProblemKind, Signals, Submission,
};
use crate::domain::json::{self, Value};
use crate::domain::text::{clean_line, count_for_limit};

/// How many bytes of a request may be anything but files.
pub const FIELD_BYTES: u64 = 1 << 20;

/// How many parts a form may have, known or not.
const MAX_PARTS: usize = 1_000;

const MAX_KEY_CHARACTERS: usize = 100;
const MAX_FILE_NAME_CHARACTERS: usize = 200;
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
    match form.key(headers) {
        Ok(submission_id) => Ok(form.into_intake(submission_id)),
        Err(refusal) => Err(refusal.with(form.draft(), None)),
    }
}

/// The header's key; quotes around it, as a structured field has them, are not part of it.
fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, Refusal> {
    let mut values = headers.get_all("idempotency-key").into_iter();
    let Some(value) = values.next() else {
        return Ok(None);
    };
    if values.next().is_some() {
        return Err(Refusal::malformed("more than one Idempotency-Key"));
    }
    let value = value.to_str().unwrap_or("\u{fffd}").trim();
    let bare = value
        .strip_prefix('"')
        .and_then(|value| value.strip_suffix('"'))
        .unwrap_or(value);
    submission_id(bare)
}

/// A key that can be kept: none when it is empty.
fn submission_id(key: &str) -> Result<Option<String>, Refusal> {
    let holds = key.len() <= MAX_KEY_CHARACTERS && key.bytes().all(|byte| byte.is_ascii_graphic());
    match key {
        "" => Ok(None),
        _ if holds => Ok(Some(key.to_owned())),
        _ => Err(Refusal::malformed(
            "a submission id is 1 to 100 visible ASCII characters, best a UUID",
        )),
    }
}

/// The name of a part or key that is a single text, as the program's own string.
fn text_name(name: &str) -> Option<&'static str> {
    const FIRST_COMPLAINED_ON_PARTS: [&str; 3] = [
        "first_complained_on-day",
        "first_complained_on-month",
        "first_complained_on-year",
    ];
    const SET_BY_THE_PAGE: [&str; 9] = [
        Submission::ID,
        Submission::RESPONSE_DUE,
        Submission::CISAS_OPENS,
        Submission::CISAS_OPENS_REGULATOR,
        Submission::CISAS_CLOSES,
        Submission::ACKNOWLEDGE_BY,
        Submission::COPY_VERSION,
        Signals::DECOY,
        Signals::FILLED_IN_SECONDS,
    ];
    let fields = FieldId::ALL
        .into_iter()
        .filter(|field| *field != FieldId::Attachments)
        .map(FieldId::name);
    fields
        .chain(FIRST_COMPLAINED_ON_PARTS)
        .chain(SET_BY_THE_PAGE)
        .find(|known| *known == name)
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

/// Where the content of the part at hand goes.
enum Target {
    Nowhere,
    Text(&'static str, Vec<u8>),
    File(Box<FileUpload>),
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

    fn refuse(&self, error: UploadError) -> Refusal {
        match error {
            UploadError::TooLarge => Refusal::too_large(&self.latest.page),
            UploadError::Slow => {
                Refusal::new(StatusCode::REQUEST_TIMEOUT, "the body comes too slowly")
            }
            UploadError::Broken => Refusal::malformed("the body breaks off"),
        }
    }

    async fn read(&mut self, headers: &HeaderMap, upload: &mut Upload) -> Result<(), Refusal> {
        let content_type = headers
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let is_encoded = headers
            .get_all(header::CONTENT_ENCODING)
            .into_iter()
            .any(|value| !value.as_bytes().eq_ignore_ascii_case(b"identity"));
        if is_encoded {
            let detail = "the body is compressed: send it as it is";
            return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail));
        }
        let kind = content_type
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        match kind.as_str() {
            _ if upload.is_announced_too_large() => Err(Refusal::too_large(&self.latest.page)),
            "multipart/form-data" => {
                let boundary = multipart::boundary(content_type)
                    .ok_or_else(|| Refusal::malformed("multipart/form-data without a boundary"))?;
                self.read_multipart(upload, &boundary).await
            }
            "application/json" => self.read_json(upload).await,
            _ => {
                let detail = "expected multipart/form-data or application/json";
                Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail))
            }
        }
    }

    async fn read_multipart(&mut self, upload: &mut Upload, boundary: &str) -> Result<(), Refusal> {
        let mut reader = MultipartReader::new(boundary);
        let mut target = Target::Nowhere;
        let mut parts = 0;
        loop {
            match reader
                .next()
                .map_err(|error| Refusal::malformed(error.to_string()))?
            {
                Step::More => match upload.piece().await.map_err(|error| self.refuse(error))? {
                    Some(bytes) => reader.push(&bytes),
                    None => {
                        return Err(Refusal::malformed(
                            "the form ends without its last boundary",
                        ));
                    }
                },
                Step::Part(head) => {
                    self.end_part(std::mem::replace(&mut target, Target::Nowhere))
                        .await?;
                    parts += 1;
                    if parts > MAX_PARTS {
                        return Err(Refusal::malformed(format!("more than {MAX_PARTS} parts")));
                    }
                    target = self.begin_part(head)?;
                }
                Step::Content(bytes) => match &mut target {
                    Target::Nowhere => {}
                    Target::Text(name, text) => {
                        self.text_bytes += bytes.len() as u64;
                        text.extend_from_slice(&bytes);
                        if self.text_bytes > FIELD_BYTES {
                            return Err(self.text_too_long(name, text));
                        }
                    }
                    Target::File(file) => file.write(&bytes).await?,
                },
                Step::End => break,
            }
        }
        self.end_part(target).await?;
        // What follows means nothing, but a sender that may send it all sees the answer.
        while upload
            .piece()
            .await
            .map_err(|error| self.refuse(error))?
            .is_some()
        {}
        Ok(())
    }

    fn begin_part(&self, head: PartHead) -> Result<Target, Refusal> {
        let PartHead { name, file_name } = head;
        if name == FieldId::Attachments.name() {
            let Some(file_name) = file_name else {
                return Err(Refusal::malformed(
                    "attachments: expected a file, found a text",
                ));
            };
            let limits = self.latest.page.facts.attachments;
            // What is too much is counted; its content is not kept.
            let so_far: u64 = self.files.iter().map(ReceivedFile::size).sum();
            let (incoming, limit) = match &self.kept_in {
                Files::Kept(incoming) if self.files.len() < limits.files => (
                    incoming,
                    limits
                        .file_bytes
                        .min(limits.total_bytes.saturating_sub(so_far)),
                ),
                Files::Kept(incoming) | Files::Counted(incoming) => (incoming, 0),
            };
            let file = FileUpload::begin(incoming, own_name(&file_name), limit)?;
            return Ok(Target::File(Box::new(file)));
        }
        match (text_name(&name), file_name) {
            (Some(name), Some(_)) => Err(Refusal::malformed(format!(
                "{name}: expected a text, found a file"
            ))),
            (Some(name), None) => {
                self.expect_first(name)?;
                Ok(Target::Text(name, Vec::new()))
            }
            (None, _) => Ok(Target::Nowhere),
        }
    }

    async fn end_part(&mut self, target: Target) -> Result<(), Refusal> {
        match target {
            Target::Nowhere => {}
            Target::Text(name, text) => match String::from_utf8(text) {
                Ok(text) => self.take(name, text),
                Err(_) => return Err(Refusal::malformed(format!("{name}: not UTF-8"))),
            },
            Target::File(file) => {
                let file = file.finish().await?;
                // A form sends an empty file without a name where none was chosen.
                if !(file.name().is_empty() && file.size() == 0) {
                    self.files.push(file);
                }
            }
        }
        Ok(())
    }

    async fn read_json(&mut self, upload: &mut Upload) -> Result<(), Refusal> {
        let mut body = Vec::new();
        while let Some(bytes) = upload.piece().await.map_err(|error| self.refuse(error))? {
            body.extend_from_slice(&bytes);
            if body.len() as u64 > FIELD_BYTES {
                return Err(Refusal::new(
                    StatusCode::PAYLOAD_TOO_LARGE,
                    "more than 1 MiB of JSON",
                ));
            }
        }
        let body =
            std::str::from_utf8(&body).map_err(|_| Refusal::malformed("the body is not UTF-8"))?;
        let value = json::parse(body).map_err(|error| Refusal::malformed(error.to_string()))?;
        let Value::Object(object) = &value else {
            return Err(Refusal::malformed(
                "expected an object {…} of names and texts",
            ));
        };
        for property in &object.properties {
            let name = property.name.as_str();
            let is_empty =
                matches!(&property.value, Value::Array(array) if array.elements.is_empty());
            if name == FieldId::Attachments.name() && !is_empty {
                return Err(Refusal::malformed(
                    "attachments: files travel in multipart/form-data only",
                ));
            }
            let Some(name) = text_name(name) else {
                continue;
            };
            self.expect_first(name)?;
            let text = match &property.value {
                Value::Null { .. } => "",
                Value::Bool { value: true, .. } => "yes",
                Value::Bool { .. } => "no",
                other => json::scalar(other).ok_or_else(|| {
                    let json::Position { line, column } = json::Position::of(body, other.offset());
                    Refusal::malformed(format!("{line}:{column} {name}: expected a text"))
                })?,
            };
            self.take(name, text.to_owned());
        }
        Ok(())
    }

    fn take(&mut self, name: &'static str, text: String) {
        if name == Submission::COPY_VERSION {
            *self.latest = self.published.in_language(PageCopy::language_of(&text));
        }
        self.texts.push((name, text));
    }

    fn expect_first(&self, name: &str) -> Result<(), Refusal> {
        match self.texts.iter().any(|(earlier, _)| *earlier == name) {
            true => Err(Refusal::malformed(format!("{name}: more than one value"))),
            false => Ok(()),
        }
    }

    /// An answer so long that it is not read to its end.
    fn text_too_long(&self, name: &str, text: &[u8]) -> Refusal {
        let Some(field) = FieldId::from_name(name) else {
            let detail = format!("{name}: too long");
            return Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, detail);
        };
        let max = field.max_characters();
        let count = count_for_limit(&String::from_utf8_lossy(text), max);
        let over = count.saturating_sub(max);
        let problem = Problem {
            field,
            kind: ProblemKind::TooLong { max, over },
        };
        let mut refusal = Refusal::problems(&self.latest.page, &Draft::default(), vec![problem]);
        refusal.status = StatusCode::PAYLOAD_TOO_LARGE;
        refusal
    }

    fn text(&self, name: &str) -> &str {
        self.texts
            .iter()
            .find(|(known, _)| *known == name)
            .map_or("", |(_, text)| text)
    }

    /// The submission id of the header, of the body, or of both.
    fn key(&self, headers: &HeaderMap) -> Result<Option<String>, Refusal> {
        let in_header = idempotency_key(headers)?;
        let in_body = submission_id(self.text(Submission::ID))?;
        if in_header.is_some() && in_body.is_some() && in_header != in_body {
            return Err(Refusal::malformed(
                "Idempotency-Key and submission_id differ",
            ));
        }
        Ok(in_header.or(in_body))
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

/// The last part of a path, in one line, not too long; the ending stays.
fn own_name(sent: &str) -> String {
    let name = clean_line(sent.rsplit(['/', '\\']).next().unwrap_or_default());
    let over = name
        .chars()
        .count()
        .saturating_sub(MAX_FILE_NAME_CHARACTERS);
    match name.rsplit_once('.') {
        Some((stem, ending)) if over > 0 && over < stem.chars().count() => {
            let kept: String = stem.chars().take(stem.chars().count() - over).collect();
            [&kept, ".", ending].concat()
        }
        _ => name.chars().take(MAX_FILE_NAME_CHARACTERS).collect(),
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
