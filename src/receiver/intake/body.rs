//! The body of a request, a form or JSON: its texts by name, its files as they come.

use axum::http::{HeaderMap, StatusCode, header};

use super::{FIELD_BYTES, Files, Form};
use crate::base::json::{self, Value};
use crate::base::text::{clean_line, count_for_limit};
use crate::copy::PageCopy;
use crate::domain::complaint::{Draft, FieldId, Problem, ProblemKind};
use crate::domain::wire::{PageValue, text_name};
use crate::receiver::answer::Refusal;
use crate::receiver::multipart::{self, MultipartReader, PartHead, Step};
use crate::receiver::upload::{FileUpload, ReceivedFile, Upload, UploadError};

/// How many parts a form may have, known or not.
const MAX_PARTS: usize = 1_000;

const MAX_FILE_NAME_CHARACTERS: usize = 200;

/// Where the content of the part at hand goes.
enum Target {
    Nowhere,
    Text(&'static str, Vec<u8>),
    File(Box<FileUpload>),
}

impl Form<'_> {
    fn refuse(&self, error: UploadError) -> Refusal {
        match error {
            UploadError::TooLarge => Refusal::too_large(&self.latest.page),
            UploadError::Slow => {
                Refusal::new(StatusCode::REQUEST_TIMEOUT, "the body comes too slowly")
            }
            UploadError::Broken => Refusal::malformed("the body breaks off"),
        }
    }

    pub(super) async fn read(
        &mut self,
        headers: &HeaderMap,
        upload: &mut Upload,
    ) -> Result<(), Refusal> {
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
        if name == PageValue::CopyVersion.name() {
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
        let max = field.spec().max_characters;
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
