//! What every answer tells a browser about this site.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use super::policy::OtherServers;

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

/// Adds the content security policy and [`SECURITY_HEADERS`] to the answer for a path.
pub fn secure(path: &str, others: &OtherServers, headers: &mut HeaderMap) {
    for (name, value) in SECURITY_HEADERS {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    let policy = if path.ends_with(PREVIEW) {
        others.preview_policy()
    } else {
        others.policy()
    };
    // An origin is ASCII without spaces, so this is always a header's value.
    if let Ok(policy) = policy.try_into() {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
}
