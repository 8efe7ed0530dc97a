//! The built folder, served as it is, with the headers it should have.

use std::io::ErrorKind;
use std::path::Path;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt as _;
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;

use super::base_path::BasePath;

/// What a page here may load and do.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                          connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
                          frame-ancestors 'self'";

/// What else every answer tells the browser about this site.
pub const SECURITY_HEADERS: [(&str, &str); 3] = [
    ("x-content-type-options", "nosniff"),
    // Not `no-referrer`: with it a form without script posts with the origin `null`.
    ("referrer-policy", "strict-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// What a file says besides: pages of other sites may load it, also those that ask for such a word.
pub const FILE_HEADER: (&str, &str) = ("cross-origin-resource-policy", "cross-origin");

/// The page that shows the complaints page in a frame.
pub const PREVIEW: &str = "/preview.html";
/// What its policy has besides.
pub const PREVIEW_POLICY: &str = "; frame-src 'self'";

/// The types of the files of a built folder, by the ends of their names.
pub const TYPES: [(&str, &[&str]); 7] = [
    ("text/html", &["html"]),
    ("text/css", &["css"]),
    ("text/javascript", &["js", "mjs"]),
    ("application/json", &["json"]),
    ("application/wasm", &["wasm"]),
    ("image/svg+xml", &["svg"]),
    ("text/plain", &["txt", "md", "ts"]),
];

/// How long a browser keeps a file whose name changes with its content.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// How long it keeps any other: it asks each time.
pub const REVALIDATE: &str = "no-cache";

/// The start of the name of a file whose name changes with its content, as a regular expression for
/// other web servers; [`cache_control`] knows the same names.
pub const HASHED_NAME: &str = r"[^/.]*[-_]([0-9a-f]{12,}|[2-7A-Z]{8})([-_][^/.]*)?\.";

/// Adds [`POLICY`] and [`SECURITY_HEADERS`] to the answer for a path; the preview may have frames of
/// this site.
pub fn secure(path: &str, headers: &mut HeaderMap) {
    for (name, value) in SECURITY_HEADERS {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    let policy = HeaderValue::from_static(POLICY);
    let policy = if path.ends_with(PREVIEW) {
        [POLICY, PREVIEW_POLICY]
            .concat()
            .try_into()
            .unwrap_or(policy)
    } else {
        policy
    };
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
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

/// The files of a folder, compressed on the way; one beside another ending in `.br` or `.gz` is the
/// same, compressed before.
#[derive(Clone)]
pub struct Site(Router);

impl Site {
    pub fn new(folder: &Path) -> Self {
        let folder = ServeDir::new(folder)
            .precompressed_br()
            .precompressed_gzip();
        let files = Router::new().fallback(move |request| file(folder.clone(), request));
        Self(files.layer(CompressionLayer::new()))
    }

    /// Answers with a file.
    pub async fn answer(&self, request: Request) -> Response {
        self.0.clone().oneshot(request).await.into_response()
    }
}

async fn file(mut folder: ServeDir, request: Request) -> Response {
    let cache = cache_control(request.uri().path());
    let mut response = match folder.try_call(request).await {
        Ok(response) => response.map(Body::new),
        Err(error) => match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::PermissionDenied => {
                StatusCode::NOT_FOUND
            }
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        }
        .into_response(),
    };
    let found = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let cache = HeaderValue::from_static(if found { cache } else { REVALIDATE });
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, cache);
    let (name, value) = FILE_HEADER;
    headers.insert(
        HeaderName::from_static(name),
        HeaderValue::from_static(value),
    );
    response
}

/// A file whose name changes with its content never changes; of any other the browser asks each time.
fn cache_control(path: &str) -> &'static str {
    let stem = path
        .rsplit('/')
        .next()
        .and_then(|name| name.split('.').next())
        .unwrap_or_default();
    let is_hash = |part: &str| {
        let of_trunk = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        let of_esbuild = |byte| matches!(byte, b'2'..=b'7' | b'A'..=b'Z');
        part.len() >= 12 && part.bytes().all(of_trunk)
            || part.len() == 8 && part.bytes().all(of_esbuild)
    };
    let hashed = stem.split(['-', '_']).skip(1).any(is_hash);
    if hashed { IMMUTABLE } else { REVALIDATE }
}
