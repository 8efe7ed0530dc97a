//! What the endpoint answers: a receipt, or problem details.
//!
//! # Source
//!
//! RFC 9110 (status codes), RFC 9457 (problem details).

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::store::{Receipt, StoreError};
use crate::copy::PageCopy;
use crate::domain::complaint::{Draft, FieldId, FileProblem, Problem, ProblemKind};
use crate::view_model::word_problems;

/// Why a complaint was not taken: for the sender as problem details, for the log with its cause.
#[derive(Clone, Debug)]
pub struct Refusal {
    pub status: StatusCode,
    title: String,
    detail: String,
    errors: Vec<PointedError>,
    cause: Option<String>,
}

/// What is wrong with one answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PointedError {
    /// A JSON Pointer, like `/email`.
    pub pointer: String,
    /// In the copy file's words.
    pub detail: String,
}

impl Refusal {
    /// A refusal in a developer's words: it is not about an answer.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        let title = status.canonical_reason().unwrap_or_default().to_owned();
        Self {
            status,
            title,
            detail: detail.into(),
            errors: Vec::new(),
            cause: None,
        }
    }

    /// A request that does not hold to the form's wire format.
    pub fn malformed(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    /// Failed answers, in the copy file's words.
    pub fn problems(
        status: StatusCode,
        page: &PageCopy,
        draft: &Draft,
        problems: Vec<Problem>,
    ) -> Self {
        let errors = word_problems(page, draft, problems)
            .into_iter()
            .map(|problem| PointedError {
                pointer: problem
                    .field
                    .map(|field| ["/", field.name()].concat())
                    .unwrap_or_default(),
                detail: problem.message,
            });
        Self {
            title: page.form.error_summary.to_string(),
            errors: errors.collect(),
            ..Self::new(status, "")
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
        Self::problems(
            StatusCode::PAYLOAD_TOO_LARGE,
            page,
            &Draft::default(),
            vec![problem],
        )
    }

    /// Why, for the log: which answers failed, but not what they were.
    pub fn why(&self) -> String {
        let pointers: Vec<&str> = self
            .errors
            .iter()
            .map(|error| error.pointer.as_str())
            .collect();
        if pointers.is_empty() {
            self.cause.as_ref().unwrap_or(&self.detail).clone()
        } else {
            pointers.join(",")
        }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        let (status, detail) = if error.is_full() {
            (
                StatusCode::INSUFFICIENT_STORAGE,
                "no room left to keep the complaint: nothing of it was kept",
            )
        } else {
            (
                StatusCode::INTERNAL_SERVER_ERROR,
                "the complaint could not be kept",
            )
        };
        Self {
            cause: Some(error.to_string()),
            ..Self::new(status, detail)
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
    errors: &'a [PointedError],
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let details = ProblemDetails {
            r#type: "about:blank",
            title: &self.title,
            status: self.status.as_u16(),
            detail: &self.detail,
            errors: &self.errors,
        };
        json(self.status, "application/problem+json", &details)
    }
}

impl IntoResponse for Receipt {
    fn into_response(self) -> Response {
        json(StatusCode::CREATED, "application/json", &self)
    }
}

fn json(status: StatusCode, content_type: &'static str, body: &impl Serialize) -> Response {
    // Texts and numbers only: there is nothing that could fail.
    let body = serde_json::to_vec(body).unwrap_or_default();
    let no_store = (header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let content_type = (header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    (status, [content_type, no_store], body).into_response()
}
