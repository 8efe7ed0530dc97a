//! The form that a browser sends without script, as `application/x-www-form-urlencoded`.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use tokio::time::timeout;

/// The most bytes of a form: a note of the greatest length, each character of it written out.
const MOST_BYTES: usize = 128 << 10;

/// The fields of a form that was sent.
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads a form to its end.
    ///
    /// # Errors
    ///
    /// It is none, too large, or does not come: the status that says so.
    pub async fn read(
        headers: &HeaderMap,
        body: Body,
        patience: Duration,
    ) -> Result<Self, StatusCode> {
        let kind = headers.get(CONTENT_TYPE).map(|kind| kind.as_bytes());
        let is_form = |kind: &[u8]| {
            let kind = kind.split(|byte| *byte == b';').next().unwrap_or_default();
            let kind = kind.trim_ascii();
            kind.eq_ignore_ascii_case(b"application/x-www-form-urlencoded")
        };
        if !kind.is_some_and(is_form) {
            return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
        }
        let bytes = timeout(patience, to_bytes(body, MOST_BYTES)).await;
        let bytes = bytes.map_err(|_| StatusCode::REQUEST_TIMEOUT)?;
        let bytes = bytes.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
        Ok(Self(form_urlencoded::parse(&bytes).into_owned().collect()))
    }

    /// What was sent under a name; empty where nothing was.
    pub fn get(&self, name: &str) -> &str {
        let mut fields = self.0.iter();
        let found = fields.find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }
}
