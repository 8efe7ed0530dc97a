//! What a sender would rather read: a page, or data.
//!
//! # Source
//!
//! RFC 9110 section 12.5.1 (Accept).

use axum::http::{HeaderMap, header};

/// Whether a sender prefers a page to JSON, as a browser does that sends a form by itself. Whoever
/// takes either gets JSON.
pub fn wants_page(headers: &HeaderMap) -> bool {
    let values = headers.get_all(header::ACCEPT).into_iter();
    let ranges: Vec<(String, f32)> = values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(range)
        .collect();
    quality(&ranges, "text", "html") > quality(&ranges, "application", "json")
}

/// A media range and its weight; one that cannot be read weighs nothing.
pub fn range(text: &str) -> (String, f32) {
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
