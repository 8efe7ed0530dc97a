//! Which type a file has, by the end of its name.

use std::path::Path;

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

/// The types of other files that a company may put beside them.
const MORE_TYPES: [(&str, &[&str]); 10] = [
    ("image/png", &["png"]),
    ("image/jpeg", &["jpg", "jpeg"]),
    ("image/gif", &["gif"]),
    ("image/webp", &["webp"]),
    ("image/x-icon", &["ico"]),
    ("font/woff", &["woff"]),
    ("font/woff2", &["woff2"]),
    ("application/pdf", &["pdf"]),
    ("application/xml", &["xml"]),
    ("application/manifest+json", &["webmanifest"]),
];

/// The type of a file.
pub fn media_type(path: &Path) -> &'static str {
    let ending = path.extension().and_then(|ending| ending.to_str());
    let ending = ending.unwrap_or_default().to_ascii_lowercase();
    let known = TYPES.into_iter().chain(MORE_TYPES);
    let mut found = known.filter(|(_, endings)| endings.contains(&ending.as_str()));
    found
        .next()
        .map_or("application/octet-stream", |(kind, _)| kind)
}

/// Whether files of a type get smaller by compression.
pub fn is_compressible(kind: &str) -> bool {
    kind.starts_with("text/")
        || ["application/json", "application/wasm", "image/svg+xml"].contains(&kind)
}
