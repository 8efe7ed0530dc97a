//! What a browser may keep of a file, and whether what it kept is still the same.

use std::time::SystemTime;

use axum::http::{HeaderMap, header};
use chrono::{DateTime, Datelike as _, Timelike as _};

use super::coding::Coding;
use crate::receiver::accept::listed;

/// How long a browser keeps a file whose name changes with its content.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// How long it keeps any other: it asks each time.
pub const REVALIDATE: &str = "no-cache";

/// The start of the name of a file whose name changes with its content, as a regular expression for
/// other web servers; [`cache_control`] knows the same names.
pub const HASHED_NAME: &str = r"[^/.]*[-_]([0-9a-f]{12,}|[2-7A-Z]{8})([-_][^/.]*)?\.";

/// A file whose name changes with its content never changes; of any other the browser asks each time.
pub fn cache_control(path: &str) -> &'static str {
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

/// What tells one version of a file in one form from every other: the hash of its content, as archives and
/// images may give all versions one time.
pub fn tag(hash: &str, coding: Option<Coding>) -> String {
    let coding = coding.map_or("", |coding| coding.names().1);
    format!("\"{hash}{coding}\"")
}

/// Whether a browser has this version already. A time alone does not tell: see [`tag`].
pub fn is_known(asked: &HeaderMap, tag: &str) -> bool {
    let mut tags = listed(asked, header::IF_NONE_MATCH);
    tags.any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}

/// A time as HTTP writes it (RFC 9110 section 5.6.7).
pub fn http_date(time: SystemTime) -> String {
    let since = time.duration_since(SystemTime::UNIX_EPOCH);
    let seconds = since.unwrap_or_default().as_secs();
    let time = DateTime::from_timestamp(seconds.try_into().unwrap_or_default(), 0);
    let time = time.unwrap_or_default();
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    // A weekday in English is what chrono writes.
    let (weekday, month) = (time.weekday(), MONTHS[time.month0() as usize]);
    let (day, year) = (time.day(), time.year());
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    format!("{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT")
}
