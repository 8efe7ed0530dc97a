//! What every answer of the desk is made of.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::receiver::site::SECURITY_HEADERS;

/// No script at all, nothing of others, in no frame.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// A page.
pub fn html(status: StatusCode, html: String) -> Response {
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    (status, [(header::CONTENT_TYPE, kind)], html).into_response()
}

/// The way to another page, so that loading it again sends nothing again.
pub fn see(path: &str) -> Response {
    let location = [(header::LOCATION, path.to_owned())];
    (StatusCode::SEE_OTHER, location).into_response()
}

/// Adds what every answer tells a browser. It is kept nowhere, unless it says otherwise.
pub fn secure(headers: &mut HeaderMap) {
    let own = [
        ("content-security-policy", POLICY),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        // Other websites learn nothing. With `no-referrer`, browsers would not say where a form comes from.
        ("referrer-policy", "same-origin"),
        ("x-robots-tag", "noindex"),
    ];
    for (name, value) in SECURITY_HEADERS.into_iter().chain(own) {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
}
