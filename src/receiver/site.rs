//! The built folder, served as it is, with the headers it should have.

use std::collections::HashMap;
use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::SystemTime;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Datelike as _, Timelike as _};
use tokio::task::spawn_blocking;

use super::accept::range;
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

/// The files of a folder. What is asked for often is kept in memory with its compressed forms, until
/// the file changes; one beside another ending in `.br` or `.gz` is the same, compressed before.
#[derive(Clone)]
pub struct Site(Arc<Files>);

struct Files {
    /// Without symbolic links in it.
    folder: PathBuf,
    kept: Mutex<HashMap<PathBuf, Arc<Kept>>>,
}

/// A file as it was when it was read.
struct Kept {
    stamp: Stamp,
    plain: Bytes,
    brotli: OnceLock<Option<Bytes>>,
    gzip: OnceLock<Option<Bytes>>,
}

/// When a file was last changed, and how long it was then.
type Stamp = (SystemTime, u64);

/// Files larger than this, in bytes, are read each time.
const MOST_KEPT_BYTES: u64 = 4 << 20;
/// Files of fewer bytes are sent as they are.
const LEAST_COMPRESSED: usize = 32;
/// How many files are kept; beyond, all of them are forgotten.
const MOST_KEPT: usize = 256;

/// How a body is compressed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Coding {
    Brotli,
    Gzip,
}

impl Coding {
    /// Its name in HTTP, and the ending of files that are compressed so.
    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Brotli => ("br", ".br"),
            Self::Gzip => ("gzip", ".gz"),
        }
    }
}

impl Site {
    pub fn new(folder: &Path) -> Self {
        Self(Arc::new(Files {
            folder: folder.canonicalize().unwrap_or_else(|_| folder.to_owned()),
            kept: Mutex::default(),
        }))
    }

    /// Whether a file stands at a path.
    pub fn has(&self, path: &str) -> bool {
        self.0.find(path).is_some()
    }

    /// Answers with a file.
    pub async fn answer(&self, request: Request) -> Response {
        let mut response = match self.0.find(request.uri().path()) {
            Some((path, stamp)) => self.file(&path, stamp, request.headers()).await,
            None => StatusCode::NOT_FOUND.into_response(),
        };
        let status = response.status();
        let found = status.is_success() || status == StatusCode::NOT_MODIFIED;
        let cache = if found {
            cache_control(request.uri().path())
        } else {
            REVALIDATE
        };
        let (name, value) = FILE_HEADER;
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
        response
    }

    async fn file(&self, path: &Path, stamp: Stamp, asked: &HeaderMap) -> Response {
        let kind = media_type(path);
        let coding = is_compressible(kind).then(|| preferred(asked)).flatten();
        let tag = tag(stamp, coding);
        let mut response = if is_known(asked, &tag, stamp.0) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let (files, path) = (Arc::clone(&self.0), path.to_owned());
            let read = match files.at_hand(&path, stamp, coding) {
                Some(bytes) => Ok((bytes, coding)),
                None => spawn_blocking(move || files.read(&path, stamp, coding))
                    .await
                    .map_err(io::Error::other)
                    .flatten(),
            };
            match read {
                Ok((bytes, coding)) => {
                    let mut response = Body::from(bytes).into_response();
                    if let Some(coding) = coding {
                        let (name, _) = coding.names();
                        let headers = response.headers_mut();
                        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
                    }
                    response
                }
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    return StatusCode::NOT_FOUND.into_response();
                }
                Err(_) => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            }
        };
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        if is_compressible(kind) {
            headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
        }
        let changed = http_date(stamp.0);
        for (name, value) in [(header::ETAG, tag), (header::LAST_MODIFIED, changed)] {
            if let Ok(value) = value.try_into() {
                headers.insert(name, value);
            }
        }
        response
    }
}

impl Files {
    /// The file at a path of the site, which may be percent-encoded; none outside the folder, none that
    /// is hidden.
    fn find(&self, path: &str) -> Option<(PathBuf, Stamp)> {
        let path = decoded(path).filter(|path| !path.contains("//"))?;
        let (folders, name) = path
            .strip_prefix('/')?
            .rsplit_once('/')
            .unwrap_or(("", path.strip_prefix('/')?));
        let mut file = self.folder.clone();
        for folder in folders.split('/').filter(|_| !folders.is_empty()) {
            file.push(plain_name(folder)?);
        }
        file.push(if name.is_empty() {
            "index.html"
        } else {
            plain_name(name)?
        });
        let metadata = fs::metadata(&file).ok().filter(fs::Metadata::is_file)?;
        // A link may lead to another file of the folder, not out of it.
        let is_link = fs::symlink_metadata(&file).is_ok_and(|link| !link.is_file());
        let is_inside = || {
            let real = file.canonicalize();
            real.is_ok_and(|real| real.starts_with(&self.folder))
        };
        if (is_link || !folders.is_empty()) && !is_inside() {
            return None;
        }
        let changed = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        Some((file, (changed, metadata.len())))
    }

    /// The bytes of a file, where they are kept.
    fn at_hand(&self, path: &Path, stamp: Stamp, coding: Option<Coding>) -> Option<Bytes> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = kept.get(path).filter(|kept| kept.stamp == stamp)?;
        match coding {
            None => Some(kept.plain.clone()),
            Some(Coding::Brotli) => kept.brotli.get()?.clone(),
            Some(Coding::Gzip) => kept.gzip.get()?.clone(),
        }
    }

    /// Reads a file and compresses it, unless it is too short for that.
    fn read(
        &self,
        path: &Path,
        stamp: Stamp,
        coding: Option<Coding>,
    ) -> io::Result<(Bytes, Option<Coding>)> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept.get(path).filter(|kept| kept.stamp == stamp).cloned();
        drop(kept);
        let kept = match known {
            Some(kept) => kept,
            None => {
                let kept = Arc::new(Kept {
                    stamp,
                    plain: fs::read(path)?.into(),
                    brotli: OnceLock::new(),
                    gzip: OnceLock::new(),
                });
                if stamp.1 <= MOST_KEPT_BYTES {
                    let mut all = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
                    if all.len() >= MOST_KEPT {
                        all.clear();
                    }
                    all.insert(path.to_owned(), Arc::clone(&kept));
                }
                kept
            }
        };
        let compressed = match coding {
            None => None,
            Some(Coding::Brotli) => kept
                .brotli
                .get_or_init(|| compressed(path, &kept.plain, Coding::Brotli))
                .clone(),
            Some(Coding::Gzip) => kept
                .gzip
                .get_or_init(|| compressed(path, &kept.plain, Coding::Gzip))
                .clone(),
        };
        Ok(match compressed {
            Some(bytes) => (bytes, coding),
            None => (kept.plain.clone(), None),
        })
    }
}

/// The compressed form of a file: from beside it, else made here; none of what is too short for that.
fn compressed(path: &Path, plain: &[u8], coding: Coding) -> Option<Bytes> {
    if plain.len() < LEAST_COMPRESSED {
        return None;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(coding.names().1);
    if let Ok(bytes) = fs::read(beside) {
        return Some(bytes.into());
    }
    let mut bytes = Vec::new();
    match coding {
        Coding::Brotli => {
            let parameters = brotli::enc::BrotliEncoderParams {
                quality: 9,
                ..Default::default()
            };
            brotli::BrotliCompress(&mut &*plain, &mut bytes, &parameters).ok()?;
        }
        Coding::Gzip => {
            let mut encoder = flate2::write::GzEncoder::new(bytes, flate2::Compression::best());
            encoder.write_all(plain).ok()?;
            bytes = encoder.finish().ok()?;
        }
    }
    Some(bytes.into())
}

/// A name that leads nowhere else, and is not hidden.
fn plain_name(name: &str) -> Option<&str> {
    let is_plain =
        !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', '\0', ':']);
    is_plain.then_some(name)
}

/// A path without its percent-encoding.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first == b'%' {
            let digits = std::str::from_utf8(after.get(..2)?).ok()?;
            bytes.push(
                u8::from_str_radix(digits, 16)
                    .ok()
                    .filter(|_| !digits.starts_with('+'))?,
            );
            rest = &after[2..];
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).ok()
}

fn media_type(path: &Path) -> &'static str {
    let ending = path.extension().and_then(|ending| ending.to_str());
    let ending = ending.unwrap_or_default().to_ascii_lowercase();
    let known = TYPES.into_iter().chain(MORE_TYPES);
    let mut found = known.filter(|(_, endings)| endings.contains(&ending.as_str()));
    found
        .next()
        .map_or("application/octet-stream", |(kind, _)| kind)
}

fn is_compressible(kind: &str) -> bool {
    kind.starts_with("text/")
        || ["application/json", "application/wasm", "image/svg+xml"].contains(&kind)
}

/// The best compression that a browser takes.
fn preferred(asked: &HeaderMap) -> Option<Coding> {
    let values = asked.get_all(header::ACCEPT_ENCODING).into_iter();
    let ranges: Vec<(String, f32)> = values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(range)
        .collect();
    let takes = |coding: &Coding| {
        let of = |wanted| ranges.iter().find(|(name, _)| name == wanted);
        let range = of(coding.names().0).or_else(|| of("*"));
        range.is_some_and(|(_, weight)| *weight > 0.0)
    };
    [Coding::Brotli, Coding::Gzip].into_iter().find(takes)
}

/// What tells one version of a file in one form from every other.
fn tag((changed, length): Stamp, coding: Option<Coding>) -> String {
    let since = changed.duration_since(SystemTime::UNIX_EPOCH);
    let nanoseconds = since.unwrap_or_default().as_nanos();
    let coding = coding.map_or("", |coding| coding.names().1);
    format!("\"{nanoseconds:x}-{length:x}{coding}\"")
}

/// Whether a browser has this version already.
fn is_known(asked: &HeaderMap, tag: &str, changed: SystemTime) -> bool {
    if asked.contains_key(header::IF_NONE_MATCH) {
        let values = asked.get_all(header::IF_NONE_MATCH).into_iter();
        let mut tags = values
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(str::trim);
        return tags.any(|known| known == "*" || known.trim_start_matches("W/") == tag);
    }
    let since = asked.get(header::IF_MODIFIED_SINCE);
    since.is_some_and(|since| since.as_bytes() == http_date(changed).as_bytes())
}

/// A time as HTTP writes it (RFC 9110 section 5.6.7).
fn http_date(time: SystemTime) -> String {
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
