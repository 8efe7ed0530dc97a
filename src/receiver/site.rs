//! The built folder, served as it is, with the headers it should have.

use std::io::ErrorKind;
use std::path::Path;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt as _;
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;

/// What every answer tells the browser about this site.
pub const SECURITY_HEADERS: [(HeaderName, &str); 4] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
         img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // Not `no-referrer`: with it a form without script posts with the origin `null`.
    (header::REFERRER_POLICY, "strict-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// The page that shows the complaints page in a frame.
const PREVIEW: &str = "/preview.html";

/// Adds [`SECURITY_HEADERS`] to the answer for a path; the preview may have frames of this site.
pub fn secure(path: &str, headers: &mut HeaderMap) {
    for (name, value) in SECURITY_HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let policy = headers.get_mut(header::CONTENT_SECURITY_POLICY);
    if path.ends_with(PREVIEW)
        && let Some(policy) = policy
        && let Ok(with_frames) = [policy.as_bytes(), b"; frame-src 'self'"]
            .concat()
            .try_into()
    {
        *policy = with_frames;
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
    let cache = HeaderValue::from_static(if found { cache } else { "no-cache" });
    response.headers_mut().insert(header::CACHE_CONTROL, cache);
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
    if hashed {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}
