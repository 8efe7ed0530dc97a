//! The built folder, served as it is, with the headers it should have.

mod caching;
mod coding;
mod files;
mod headers;
mod media_type;
mod policy;

use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tokio::task::spawn_blocking;

use super::base_path::BasePath;
use super::file_stamp::FileStamp;
use caching::{cache_control, http_date, is_known, tag};
use coding::{Coding, preferred};
use files::{Content, Files};
use media_type::{is_compressible, media_type};

pub use caching::{HASHED_NAME, IMMUTABLE, REVALIDATE};
pub use headers::{FILE_HEADER, PREVIEW, SECURITY_HEADERS, secure};
pub use media_type::TYPES;
pub use policy::OtherServers;

/// A built folder that is served.
#[derive(Clone)]
pub struct Site(Arc<Files>);

impl Site {
    pub fn new(folder: &Path) -> Self {
        Self(Arc::new(Files::new(folder)))
    }

    /// Whether a file stands at a path.
    pub fn has(&self, path: &str) -> bool {
        self.0.find(path).is_some()
    }

    /// Answers with a file.
    pub async fn answer(&self, request: Request) -> Response {
        let mut response = match self.0.find(request.uri().path()) {
            Some((path, stamp)) => self.file(&path, stamp, request.headers()).await,
            None => StatusCode::NOT_FOUND.into_response(),
        };
        let status = response.status();
        let found = status.is_success() || status == StatusCode::NOT_MODIFIED;
        let cache = if found {
            cache_control(request.uri().path())
        } else {
            REVALIDATE
        };
        let (name, value) = FILE_HEADER;
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
        response
    }

    async fn file(&self, path: &Path, stamp: FileStamp, asked: &HeaderMap) -> Response {
        let kind = media_type(path);
        let coding = is_compressible(kind).then(|| preferred(asked)).flatten();
        let hash = self.0.hash(path, stamp);
        let known = hash
            .map(|hash| tag(&hash, coding))
            .filter(|tag| is_known(asked, tag));
        let (tag, mut response) = match known {
            Some(tag) => (tag, StatusCode::NOT_MODIFIED.into_response()),
            None => {
                let content = match self.content(path, stamp, coding).await {
                    Ok(content) => content,
                    Err(error) if error.kind() == ErrorKind::NotFound => {
                        return StatusCode::NOT_FOUND.into_response();
                    }
                    Err(_) => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
                };
                let tag = tag(&content.hash, coding);
                let response = if is_known(asked, &tag) {
                    StatusCode::NOT_MODIFIED.into_response()
                } else {
                    sent(content)
                };
                (tag, response)
            }
        };
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        if is_compressible(kind) {
            headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
        }
        let changed = http_date(stamp.changed);
        for (name, value) in [(header::ETAG, tag), (header::LAST_MODIFIED, changed)] {
            if let Ok(value) = value.try_into() {
                headers.insert(name, value);
            }
        }
        response
    }

    async fn content(
        &self,
        path: &Path,
        stamp: FileStamp,
        coding: Option<Coding>,
    ) -> io::Result<Content> {
        if let Some(content) = self.0.at_hand(path, stamp, coding) {
            return Ok(content);
        }
        let (files, path) = (Arc::clone(&self.0), path.to_owned());
        spawn_blocking(move || files.read(&path, stamp, coding))
            .await
            .map_err(io::Error::other)
            .flatten()
    }
}

/// Answers with all of a file.
fn sent(content: Content) -> Response {
    let mut response = Body::from(content.bytes).into_response();
    if let Some(coding) = content.coding {
        let (name, _) = coding.names();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    response
}

/// Takes the base away from the path of an address; what is outside it stays as it is, as a proxy
/// leaves it that took the base away itself.
pub fn take_away(base: &BasePath, address: &mut Uri) {
    let Some(inner) = base.strip(address.path()) else {
        return;
    };
    let query = address
        .query()
        .map_or(String::new(), |query| ["?", query].concat());
    if let Ok(inner) = [inner, &query].concat().parse() {
        *address = inner;
    }
}
