//! What leaves the desk as a file: what a customer sent, never shown by a browser, and the list as CSV.

use std::io;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tokio::sync::mpsc;

use super::list::Filter;
use super::start::Desk;
use crate::domain::calendar::{iso, london};
use crate::receiver::csv_rows::write_csv;
use crate::receiver::inbox::{Inbox, ReceivedAttachment, Summary};

/// A file that a customer sent, to be saved.
pub fn file(attachment: &ReceivedAttachment, content: Vec<u8>) -> Response {
    saved("application/octet-stream", &attachment.name, content)
}

impl Desk {
    /// The complaints of a filter as CSV, the oldest first, as they are read: they may be more than memory holds.
    pub(super) fn csv(
        self: &Arc<Self>,
        inbox: Box<dyn Inbox>,
        mut summaries: Vec<Summary>,
        filter: Filter,
        bom: bool,
    ) -> Response {
        let today = london::london_date(self.now());
        summaries.retain(|summary| filter.takes(summary, today));
        self.log
            .line("exported", &[("complaints", &summaries.len())]);
        let (send, receive) = mpsc::channel(2);
        let log = self.log;
        tokio::task::spawn_blocking(move || {
            let written = write_csv(inbox.as_ref(), &summaries, bom, |rows| {
                send.blocking_send(Ok(Bytes::from(rows))).is_ok()
            });
            if let Err(error) = written {
                log.line("unreadable", &[("why", &error)]);
                // What has come so far does not pass for the whole.
                _ = send.blocking_send(Err(io::Error::other(error)));
            }
        });
        let rows = stream::unfold(receive, async |mut receive| {
            let rows: io::Result<Bytes> = receive.recv().await?;
            Some((rows, receive))
        });
        let name = format!(
            "complaints-{}-{}.csv",
            filter.name(),
            iso::format_date(today)
        );
        saved("text/csv; charset=utf-8", &name, Body::from_stream(rows))
    }
}

/// An answer that a browser saves under a name.
fn saved(kind: &'static str, name: &str, content: impl Into<Body>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, disposition(name)),
    ];
    (headers, content.into()).into_response()
}

/// Under which name a browser saves an answer: once in ASCII for those that know nothing else, once as it is.
///
/// # Source
///
/// RFC 6266; RFC 8187, before it RFC 5987.
fn disposition(name: &str) -> HeaderValue {
    let name: String = name.chars().map(harmless).collect();
    let plain = |c: char| {
        if c.is_ascii() && c != '"' && c != '%' {
            c
        } else {
            '_'
        }
    };
    let ascii: String = name.chars().map(plain).collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => {
                encoded.push(char::from(byte));
            }
            other => encoded.push_str(&format!("%{other:02X}")),
        }
    }
    let value = format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{encoded}");
    value
        .try_into()
        .unwrap_or(HeaderValue::from_static("attachment"))
}

/// A character of a file name; an underscore for one that separates folders, controls, or turns the direction in
/// which the ending is read.
fn harmless(character: char) -> char {
    let turns = matches!(character, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    let separates = matches!(character, '/' | '\\' | ':');
    if character.is_control() || turns || separates {
        '_'
    } else {
        character
    }
}
