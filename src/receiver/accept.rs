//! What a sender takes, and would rather read.
//!
//! # Source
//!
//! RFC 9110 sections 5.6.1 (lists) and 12.5.1 (Accept).

use axum::http::{HeaderMap, HeaderName, header};

/// Whether a sender prefers a page to JSON, as a browser does that sends a form by itself. Whoever
/// takes either gets JSON.
pub fn wants_page(headers: &HeaderMap) -> bool {
    let ranges = ranges(headers, header::ACCEPT);
    quality(&ranges, "text", "html") > quality(&ranges, "application", "json")
}

/// What a header names, each with its weight.
pub fn ranges(headers: &HeaderMap, name: HeaderName) -> Vec<(String, f32)> {
    listed(headers, name).map(range).collect()
}

/// The entries of a header that is a list, of all its lines.
pub fn listed(headers: &HeaderMap, name: HeaderName) -> impl Iterator<Item = &str> {
    let lines = headers.get_all(name).into_iter();
    let lines = lines.filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).map(str::trim)
}

/// A range and its weight; one that cannot be read weighs nothing.
fn range(text: &str) -> (String, f32) {
    let mut parts = text.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default().to_ascii_lowercase();
    let weight = parts
        .filter_map(|part| part.split_once('='))
        .find(|(key, _)| key.trim().eq_ignore_ascii_case("q"))
        .map_or(Ok(1.0), |(_, weight)| weight.trim().parse());
    (name, weight.unwrap_or(0.0))
}

/// The weight of a type: of its own range, else of one with a star.
fn quality(ranges: &[(String, f32)], kind: &str, subtype: &str) -> f32 {
    [[kind, "/", subtype], [kind, "/", "*"], ["*", "/", "*"]]
        .iter()
        .find_map(|wanted| {
            let wanted = wanted.concat();
            let (_, weight) = ranges.iter().find(|(name, _)| *name == wanted)?;
            Some(*weight)
        })
        .unwrap_or(0.0)
}
