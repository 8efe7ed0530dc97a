//! What a request must be before anything of it is looked at.
//!
//! # Source
//!
//! RFC 9112 sections 3.2 (Host) and 6.1 (Transfer-Encoding).

use axum::http::{HeaderMap, HeaderValue, StatusCode, Version, header};

/// Why a request is refused whatever it asks for, with the status that says so.
pub fn fault(version: Version, headers: &HeaderMap) -> Option<(StatusCode, &'static str)> {
    let hosts = headers.get_all(header::HOST).into_iter().count();
    if hosts > 1 || (hosts == 0 && version == Version::HTTP_11) {
        return Some((StatusCode::BAD_REQUEST, "expected one Host header\n"));
    }
    let mut codings = headers.get_all(header::TRANSFER_ENCODING).into_iter();
    let is_chunked = |value: &HeaderValue| value.as_bytes().eq_ignore_ascii_case(b"chunked");
    if !codings.all(is_chunked) {
        let why = "expected no Transfer-Encoding but chunked\n";
        return Some((StatusCode::NOT_IMPLEMENTED, why));
    }
    None
}
