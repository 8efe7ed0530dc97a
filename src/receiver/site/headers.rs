//! What every answer tells a browser about this site.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

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
