//! What the endpoint answers a script: a receipt, or problem details.
//!
//! # Source
//!
//! RFC 9110 (status codes), RFC 9457 (problem details).

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::store::{Receipt, StoreError};
use super::upload::FileError;
use crate::copy::PageCopy;
use crate::domain::complaint::{Draft, FieldId, FileProblem, Problem, ProblemKind};
use crate::view_model::{Fault, FaultView, fault_views};

/// In how many seconds another program will be done with the inbox, as a guess.
const BUSY_SECONDS: u32 = 10;

/// Why a complaint was not taken: for the sender as problem details or as a page, for the log with
/// its cause.
#[derive(Clone, Debug)]
pub struct Refusal {
    pub status: StatusCode,
    title: String,
    detail: String,
    /// Failed answers, in page order; none where it is not about an answer.
    pub problems: Vec<FaultView>,
    cause: Option<String>,
    /// The answers, where all of them could be read.
    pub answers: Option<Box<Answers>>,
    /// In how many seconds it may be tried again, where that is known.
    pub retry_after: Option<u32>,
}

/// The answers of a complaint that was not taken.
#[derive(Clone, Debug)]
pub struct Answers {
    pub draft: Draft,
    pub submission_id: Option<String>,
}

/// What is wrong with one answer, as problem details have it.
#[derive(Serialize)]
struct PointedError<'a> {
    /// A JSON Pointer, like `/email`.
    pointer: String,
    /// In the copy file's words.
    detail: &'a str,
}

impl Refusal {
    /// A refusal in a developer's words: it is not about an answer.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        let title = status.canonical_reason().unwrap_or_default().to_owned();
        Self {
            status,
            title,
            detail: detail.into(),
            problems: Vec::new(),
            cause: None,
            answers: None,
            retry_after: None,
        }
    }

    /// A request that does not hold to the form's wire format.
    pub fn malformed(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    /// Failed answers, in the copy file's words.
    pub fn problems(page: &PageCopy, draft: &Draft, problems: Vec<Problem>) -> Self {
        let too_large = |problem: &Problem| {
            let kind = FileProblem::TotalTooLarge;
            matches!(problem.kind, ProblemKind::File { problem, .. } if problem == kind)
        };
        let status = if problems.iter().any(too_large) {
            StatusCode::PAYLOAD_TOO_LARGE
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        let faults = problems.into_iter().map(Fault::Found).collect();
        Self {
            title: page.form.error_summary.to_string(),
            ..Self::new(status, "").about(page, draft, faults)
        }
    }

    /// The same about these answers.
    fn about(self, page: &PageCopy, draft: &Draft, faults: Vec<Fault>) -> Self {
        Self {
            problems: fault_views(page, draft, &faults),
            ..self
        }
    }

    /// A body over the limit: the files are too large.
    pub fn too_large(page: &PageCopy) -> Self {
        let kind = ProblemKind::File {
            index: None,
            problem: FileProblem::TotalTooLarge,
        };
        let problem = Problem {
            field: FieldId::Attachments,
            kind,
        };
        Self::problems(page, &Draft::default(), vec![problem])
    }

    /// Another complaint was received under this one's submission id.
    pub fn conflict(page: &PageCopy) -> Self {
        let fault = Fault::said(None, page.plain_page.sent_before.to_string());
        let detail = "another complaint was received under this submission id";
        let refusal = Self::new(StatusCode::UNPROCESSABLE_ENTITY, detail);
        refusal.about(page, &Draft::default(), vec![fault])
    }

    /// A page may not post here: its customer reads what helps, its owner why.
    pub fn not_from_here(page: &PageCopy, why: &str) -> Self {
        let words = page.plain_page.not_from_here.as_ref();
        let fault = words.map(|words| Fault::said(None, words.to_string()));
        let detail = "pages of this origin may not post here";
        let refusal = Self {
            cause: Some(why.to_owned()),
            ..Self::new(StatusCode::FORBIDDEN, detail)
        };
        refusal.about(page, &Draft::default(), fault.into_iter().collect())
    }

    /// More complaints from one address than are taken; after a while one more is.
    pub fn too_many(wait: Duration) -> Self {
        let seconds = u32::try_from(wait.as_secs() + 1).unwrap_or(u32::MAX);
        let detail =
            format!("too many complaints from this address: try again in {seconds} seconds");
        Self {
            retry_after: Some(seconds),
            ..Self::new(StatusCode::TOO_MANY_REQUESTS, detail)
        }
    }

    /// The refusal of a complaint whose answers were read.
    pub fn with(self, draft: Draft, submission_id: Option<String>) -> Self {
        let answers = Answers {
            draft,
            submission_id,
        };
        Self {
            answers: Some(Box::new(answers)),
            ..self
        }
    }

    /// Why, for the log: which answers failed, but not what they were.
    pub fn why(&self) -> String {
        let said = self.cause.as_ref().unwrap_or(&self.detail);
        if said.is_empty() {
            let pointers: Vec<String> = self.problems.iter().map(pointer).collect();
            pointers.join(",")
        } else {
            said.clone()
        }
    }
}

/// The JSON Pointer to the answer that a problem is about; empty for the whole.
fn pointer(problem: &FaultView) -> String {
    problem
        .field
        .map(|field| ["/", field.name()].concat())
        .unwrap_or_default()
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        let (status, detail) = if error.is_full() {
            (
                StatusCode::INSUFFICIENT_STORAGE,
                "no room left to keep the complaint: nothing of it was kept",
            )
        } else if error.is_busy() {
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "another program is changing the inbox: nothing of the complaint was kept",
            )
        } else if error.is_away() {
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the inbox cannot be reached: nothing of the complaint was kept",
            )
        } else if error.is_cut_off() {
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the inbox was lost at the last step: send the complaint again under the same submission id",
            )
        } else if error.is_moved() {
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the inbox was moved: nothing of the complaint was kept",
            )
        } else {
            (
                StatusCode::INTERNAL_SERVER_ERROR,
                "the complaint could not be kept",
            )
        };
        let is_for_now = status == StatusCode::SERVICE_UNAVAILABLE;
        Self {
            cause: Some(error.to_string()),
            retry_after: is_for_now.then_some(BUSY_SECONDS),
            ..Self::new(status, detail)
        }
    }
}

impl From<FileError> for Refusal {
    fn from(error: FileError) -> Self {
        match error {
            FileError::Crowded => Self {
                retry_after: Some(BUSY_SECONDS),
                ..Self::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "more files are on their way than there is room for: nothing of the complaint was kept",
                )
            },
            FileError::Io(cause) => cause.into(),
        }
    }
}

impl From<std::io::Error> for Refusal {
    fn from(error: std::io::Error) -> Self {
        StoreError::Io(error).into()
    }
}

#[derive(Serialize)]
struct ProblemDetails<'a> {
    r#type: &'static str,
    title: &'a str,
    status: u16,
    #[serde(skip_serializing_if = "str::is_empty")]
    detail: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [PointedError<'a>],
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let error = |problem| PointedError {
            pointer: pointer(problem),
            detail: &problem.message,
        };
        let errors: Vec<PointedError> = self.problems.iter().map(error).collect();
        let details = ProblemDetails {
            r#type: "about:blank",
            title: &self.title,
            status: self.status.as_u16(),
            detail: &self.detail,
            errors: &errors,
        };
        json(self.status, "application/problem+json", &details)
    }
}

/// A receipt, and where it can be opened again.
#[derive(Serialize)]
struct LinkedReceipt<'a> {
    #[serde(flatten)]
    receipt: &'a Receipt,
    receipt_url: &'a str,
}

/// The answer to a complaint that was received.
pub fn received(receipt: &Receipt, receipt_url: &str) -> Response {
    let receipt = LinkedReceipt {
        receipt,
        receipt_url,
    };
    json(StatusCode::CREATED, "application/json", &receipt)
}

fn json(status: StatusCode, content_type: &'static str, body: &impl Serialize) -> Response {
    // Texts and numbers only: there is nothing that could fail.
    let body = serde_json::to_vec(body).unwrap_or_default();
    let no_store = (header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let content_type = (header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    (status, [content_type, no_store], body).into_response()
}
