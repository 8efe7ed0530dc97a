use chrono::{DateTime, NaiveDate, Utc};

use super::json_object::{JsonObject, instant, kept_value, scalar};
use super::{DATE_BOXES, read_draft, write_draft};
use crate::base::json::{self, Value};
use crate::base::uuid::is_uuid;
use crate::domain::calendar::iso;
use crate::domain::complaint::{AttachmentDraft, Draft, SubmissionId};

/// What a browser keeps of a complaint: of one that is written, the answers; of one that was sent,
/// what its receipt is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    Draft(Box<KeptDraft>),
    Receipt(KeptReceipt),
}

/// Answers, and how far they have come. Of files only the names and sizes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptDraft {
    pub draft: Draft,
    /// When the first answer was typed; none where that was not seen.
    pub began: Option<DateTime<Utc>>,
    /// Whether they were on the way to be sent: checked, and not gone back from.
    pub is_checked: bool,
    /// The id that was used last.
    pub submission_id: Option<SubmissionId>,
    /// Where they are saved on the device too.
    pub record: Option<DraftRecord>,
}

/// A place on the device where answers are saved, as a page knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRecord {
    /// A random UUID in its text form.
    pub id: String,
    /// How often it was saved.
    pub revision: u32,
}

/// A complaint that the company has, without its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptReceipt {
    pub reference: String,
    pub received_at: DateTime<Utc>,
    /// Where it can be opened again, as the endpoint says it.
    pub receipt_url: Option<String>,
    pub complained_on: Option<NaiveDate>,
    /// Whether it is about personal data.
    pub is_about_data: bool,
}

/// More files are not read: nobody chose them one by one.
const MAX_FILES: usize = 1_000;

impl Kept {
    /// The text that a browser keeps.
    pub fn write(&self) -> String {
        let mut json = JsonObject::kept();
        match self {
            Self::Draft(kept) => kept.write(&mut json),
            Self::Receipt(receipt) => json.put("receipt", &receipt.write()),
        }
        json.end()
    }

    /// What a text holds that may come from anywhere: the parts that can be used, or nothing.
    pub fn read(text: &str) -> Option<Self> {
        let value = kept_value(text)?;
        match json::pointer(&value, "/receipt") {
            Some(receipt) => KeptReceipt::read(receipt).map(Self::Receipt),
            None => Some(Self::Draft(Box::new(KeptDraft::read(&value)))),
        }
    }
}

impl KeptDraft {
    pub(super) fn write(&self, json: &mut JsonObject) {
        let mut answers = JsonObject::default();
        for (name, typed) in write_draft(&self.draft) {
            // What was not answered is not written.
            if !typed.is_empty() {
                answers.put_text(kept_name(name), typed);
            }
        }
        json.put("answers", &answers.end());
        let files: Vec<String> = self.draft.attachments.iter().map(write_file).collect();
        json.put("files", &["[", &files.join(","), "]"].concat());
        if let Some(began) = self.began {
            json.put("began", &began.timestamp_millis().to_string());
        }
        if self.is_checked {
            json.put("checked", "1");
        }
        if let Some(SubmissionId { id, content }) = &self.submission_id {
            json.put_text("id", id);
            json.put_text("content", content);
        }
        if let Some(DraftRecord { id, revision }) = &self.record {
            json.put_text("record", id);
            json.put("revision", &revision.to_string());
        }
    }

    pub(super) fn read(value: &Value) -> Self {
        let mut draft = read_draft(|name| {
            let typed = scalar(value, &["/answers/", kept_name(name)].concat());
            typed.unwrap_or_default()
        });
        if let Some(Value::Array(files)) = json::pointer(value, "/files") {
            let files = files.elements.iter().take(MAX_FILES);
            draft.attachments = files.zip(0..).filter_map(read_file).collect();
        }
        let id = |pointer| scalar(value, pointer).filter(|id| is_uuid(id));
        let submission_id = id("/id").and_then(|id| {
            Some(SubmissionId {
                id: id.to_owned(),
                content: scalar(value, "/content")?.to_owned(),
            })
        });
        let record = id("/record").and_then(|id| {
            Some(DraftRecord {
                id: id.to_owned(),
                revision: scalar(value, "/revision")?.parse().ok()?,
            })
        });
        Self {
            draft,
            began: instant(value, "/began"),
            is_checked: scalar(value, "/checked").is_some(),
            submission_id,
            record,
        }
    }
}

/// The name under which an answer is kept: the boxes of the date have short ones.
fn kept_name(name: &'static str) -> &'static str {
    let mut boxes = DATE_BOXES.into_iter();
    let date_box = boxes.find(|(_, known)| *known == name);
    date_box.map_or(name, |(part, _)| part.name())
}

fn write_file(file: &AttachmentDraft) -> String {
    let mut json = JsonObject::default();
    json.put_text("name", &file.name);
    json.put("size", &file.size.to_string());
    json.end()
}

/// A file that is not there: its handle is none that a file can have.
fn read_file((value, index): (&Value, u32)) -> Option<AttachmentDraft> {
    Some(AttachmentDraft {
        handle: u32::MAX - index,
        name: scalar(value, "/name")?.to_owned(),
        size: scalar(value, "/size")?.parse().ok()?,
        head: None,
    })
}

impl KeptReceipt {
    pub(super) fn write(&self) -> String {
        let mut json = JsonObject::default();
        json.put_text("reference", &self.reference);
        let received = self.received_at.timestamp_millis();
        json.put("received", &received.to_string());
        if let Some(address) = &self.receipt_url {
            json.put_text("url", address);
        }
        if let Some(day) = self.complained_on {
            json.put_text("complained", &iso::format_date(day));
        }
        if self.is_about_data {
            json.put("data", "1");
        }
        json.end()
    }

    pub(super) fn read(value: &Value) -> Option<Self> {
        Some(Self {
            reference: scalar(value, "/reference")?.to_owned(),
            received_at: instant(value, "/received")?,
            receipt_url: scalar(value, "/url").map(str::to_owned),
            complained_on: scalar(value, "/complained").and_then(iso::parse_date),
            is_about_data: scalar(value, "/data").is_some(),
        })
    }
}
