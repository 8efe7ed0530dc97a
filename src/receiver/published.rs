//! What the built folder says: the copy and the bank holidays, read again when their files change.

use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use super::base_path::BasePath;
use super::file_stamp::FileStamp;
use super::log::Log;
use super::mutex::lock;
use super::site::OtherServers;
use crate::base::encoding::decode;
use crate::copy::{self, CopyError, PageCopy};
use crate::domain::calendar::BankHolidays;

/// The copy file's name in the built folder.
const COPY: &str = "complaints.json";
/// The page's name in the built folder.
const PAGE: &str = "index.html";
/// Where the bank holidays are unless the copy file names another file of the built folder.
const BANK_HOLIDAYS: &str = "bank-holidays.json";
/// Where the form posts to unless the copy file names another path of this server.
pub const ENDPOINT: &str = "/complaints/form";
/// Where it posted to before: receipts, bookmarks and pages that are still open lead there.
pub const FORMER_ENDPOINT: &str = "/complaints";

/// The files that the endpoint decides by, kept up to date.
pub struct Published {
    dist: PathBuf,
    base: Arc<BasePath>,
    log: Log,
    files: Mutex<Files>,
}

struct Files {
    copy: Watched<Arc<PageCopy>>,
    /// The copies in other languages, as the main one lists them; one is none until it can be used.
    languages: Vec<Watched<Option<Arc<PageCopy>>>>,
    holidays: Watched<Arc<BankHolidays>>,
    styles: Watched<Option<Arc<str>>>,
}

/// The files as they are at one request: a file that is replaced goes from memory with the last
/// request that began before.
#[derive(Clone)]
pub struct Latest {
    pub page: Arc<PageCopy>,
    pub holidays: Arc<BankHolidays>,
    /// Where the built folder is found.
    pub base: Arc<BasePath>,
    /// The name in the built folder of the page's stylesheet, where it has one.
    pub styles: Option<Arc<str>>,
    /// What a page may reach beside this server.
    pub other_servers: OtherServers,
}

impl Published {
    /// Reads the files of a built folder for the first time.
    ///
    /// # Errors
    ///
    /// A file is missing or has problems: all of them.
    pub fn open(dist: &Path, base: BasePath, log: Log) -> Result<Self, Unusable> {
        let copy = Watched::open(dist.join(COPY), read_copy)?;
        check_case(dist, &copy.value)?;
        let holidays = Watched::open(holidays_path(dist, &copy.value), read_holidays)?;
        let styles = Watched::open(dist.join(PAGE), read_styles)?;
        let files = Files {
            copy,
            languages: Vec::new(),
            holidays,
            styles,
        };
        Ok(Self {
            dist: dist.to_owned(),
            base: Arc::new(base),
            log,
            files: Mutex::new(files),
        })
    }

    /// The files as they are now. One that has become unusable is logged once, and its last good
    /// version holds.
    pub fn latest(&self) -> Latest {
        self.in_language("")
    }

    /// The files as they are now, with the copy in a language; the main copy where there is none in it.
    pub fn in_language(&self, language: &str) -> Latest {
        let mut files = lock(&self.files);
        let Files {
            copy,
            languages,
            holidays,
            styles,
        } = &mut *files;
        copy.refresh(self.dist.join(COPY), self.log);
        holidays.refresh(holidays_path(&self.dist, &copy.value), self.log);
        styles.refresh(self.dist.join(PAGE), self.log);
        self.refresh_languages(&copy.value, languages);
        let mut others = languages.iter().filter_map(|other| other.value.as_ref());
        let copies = std::iter::once(&*copy.value).chain(others.clone().map(|page| &**page));
        let other_servers = OtherServers::of(copies);
        let page = others
            .find(|page| page.language == language)
            .unwrap_or(&copy.value);
        Latest {
            page: Arc::clone(page),
            holidays: Arc::clone(&holidays.value),
            base: Arc::clone(&self.base),
            styles: styles.value.clone(),
            other_servers,
        }
    }
}

impl Published {
    fn refresh_languages(
        &self,
        page: &PageCopy,
        languages: &mut Vec<Watched<Option<Arc<PageCopy>>>>,
    ) {
        let listed: Vec<PathBuf> = page
            .other_languages()
            .filter_map(|entry| inside(&self.dist, &entry.copy.0))
            .collect();
        languages.retain(|other| listed.contains(&other.path));
        for path in listed {
            match languages.iter_mut().find(|other| other.path == path) {
                Some(other) => other.refresh(path, self.log),
                None => languages.push(Watched::open_or_none(path, read_language, self.log)),
            }
        }
    }
}

impl Latest {
    /// The path on this server that the form posts to.
    pub fn endpoint(&self) -> &str {
        let endpoint = self.page.submit.endpoint.as_str();
        let own = endpoint.starts_with('/') && !endpoint.starts_with("//");
        if own {
            endpoint.split(['?', '#']).next().unwrap_or(ENDPOINT)
        } else {
            ENDPOINT
        }
    }

    /// Whether a path leads to the endpoint: with a slash at its end or without, as a proxy leaves it
    /// that takes the base away, and where it is the usual one, under its name of before.
    pub fn is_endpoint(&self, path: &str) -> bool {
        let bare = |path: &str| path.trim_end_matches('/').to_owned();
        let endpoint = self.endpoint();
        let inner = self.base.strip(endpoint).unwrap_or(endpoint);
        let former = if endpoint == ENDPOINT {
            FORMER_ENDPOINT
        } else {
            endpoint
        };
        [endpoint, inner, former].map(bare).contains(&bare(path))
    }

    /// Whether the endpoint and the built folder differ by a slash only: then other web servers
    /// answer what is sent there with a redirect, and it is lost.
    pub fn is_endpoint_the_folder(&self) -> bool {
        let folder = self.base.as_str().trim_end_matches('/');
        !folder.is_empty() && self.endpoint().trim_end_matches('/') == folder
    }
}

/// A file that cannot be used, with everything that is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unusable {
    problems: Vec<String>,
    /// Whether it could not be read at all.
    is_unread: bool,
}

impl Unusable {
    fn log(self, log: Log) {
        for problem in self.problems {
            log.line("unusable", &[("problem", &problem)]);
        }
    }
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problems.join("\n"))
    }
}

impl std::error::Error for Unusable {}

/// Problems start with line and column.
type Read<T> = fn(&str) -> Result<T, Vec<String>>;

struct Watched<T> {
    path: PathBuf,
    /// None when the file is not there.
    stamp: Option<FileStamp>,
    /// The hash of the content that was read last, usable or not; none when it could not be read.
    content: Option<ContentHash>,
    /// As the file was when it could last be used.
    value: T,
    read: Read<T>,
    /// When the file could last not be read at all, though it may be the same: rights come back, and a
    /// process has room for more files later.
    unread: Option<Instant>,
}

/// SHA-256.
type ContentHash = [u8; 32];

/// How long a file is left alone that could not be read.
const UNREAD_PAUSE: Duration = Duration::from_secs(1);

impl<T> Watched<T> {
    fn open(path: PathBuf, read: Read<T>) -> Result<Self, Unusable> {
        let stamp = stamp(&path);
        let bytes = read_bytes(&path)?;
        let content = Some(hash(&bytes));
        let value = parse(&path, bytes, read)?;
        Ok(Self {
            path,
            stamp,
            content,
            value,
            read,
            unread: None,
        })
    }

    fn refresh(&mut self, path: PathBuf, log: Log) {
        let stamp = stamp(&path);
        let is_known = path == self.path && stamp == self.stamp;
        let is_settled = self.unread.is_none_or(|at| at.elapsed() < UNREAD_PAUSE);
        if is_known && is_settled {
            return;
        }
        let bytes = read_bytes(&path);
        let content = bytes.as_deref().ok().map(hash);
        // Of the file, its rights may have changed alone.
        let is_same = path == self.path && content.is_some() && content == self.content;
        (self.path, self.stamp, self.content) = (path, stamp, content);
        if is_same {
            return;
        }
        match bytes.and_then(|bytes| parse(&self.path, bytes, self.read)) {
            Ok(value) => {
                self.unread = None;
                self.value = value;
                log.line("replaced", &[("file", &self.path.display())]);
            }
            Err(unusable) => {
                self.unread = unusable.is_unread.then(Instant::now);
                if !is_known {
                    unusable.log(log);
                }
            }
        }
    }
}

impl<T> Watched<Option<T>> {
    fn open_or_none(path: PathBuf, read: Read<Option<T>>, log: Log) -> Self {
        let stamp = stamp(&path);
        let bytes = read_bytes(&path);
        let content = bytes.as_deref().ok().map(hash);
        let mut unread = None;
        let value = bytes.and_then(|bytes| parse(&path, bytes, read));
        let value = value.unwrap_or_else(|unusable| {
            unread = unusable.is_unread.then(Instant::now);
            unusable.log(log);
            None
        });
        Self {
            path,
            stamp,
            content,
            value,
            read,
            unread,
        }
    }
}

fn stamp(path: &Path) -> Option<FileStamp> {
    Some(FileStamp::of(&fs::metadata(path).ok()?))
}

fn hash(bytes: &[u8]) -> ContentHash {
    Sha256::digest(bytes).into()
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, Unusable> {
    fs::read(path).map_err(|cause| Unusable {
        problems: vec![format!("cannot read {}: {cause}", path.display())],
        is_unread: cause.kind() != ErrorKind::NotFound,
    })
}

fn parse<T>(
    path: &Path,
    bytes: Vec<u8>,
    read: impl FnOnce(&str) -> Result<T, Vec<String>>,
) -> Result<T, Unusable> {
    let place = |problem| format!("{}:{problem}", path.display());
    let text = decode(bytes).map_err(|error| Unusable {
        problems: vec![place(error.to_string())],
        is_unread: false,
    })?;
    read(&text).map_err(|problems| Unusable {
        problems: problems.into_iter().map(place).collect(),
        is_unread: false,
    })
}

fn read_copy(text: &str) -> Result<Arc<PageCopy>, Vec<String>> {
    let page = copy::read(text);
    page.map(Arc::new).map_err(lines)
}

/// Whether the words of the customer's case can be used, which the page brings by itself.
fn check_case(dist: &Path, page: &PageCopy) -> Result<(), Unusable> {
    let address = page.case.as_ref().map(|case| &*case.copy.0);
    let Some(path) = address.and_then(|address| inside(dist, address)) else {
        return Ok(());
    };
    parse(&path, read_bytes(&path)?, |text| {
        let words = copy::read_case(text, page);
        words.map(drop).map_err(lines)
    })
}

fn lines(error: CopyError) -> Vec<String> {
    error.problems.iter().map(ToString::to_string).collect()
}

fn read_language(text: &str) -> Result<Option<Arc<PageCopy>>, Vec<String>> {
    read_copy(text).map(Some)
}

fn read_holidays(text: &str) -> Result<Arc<BankHolidays>, Vec<String>> {
    let holidays = BankHolidays::from_govuk(text);
    holidays
        .map(Arc::new)
        .map_err(|error| vec![error.to_string()])
}

/// The first stylesheet that the page links, which a build leaves at the top of the built folder.
fn read_styles(page: &str) -> Result<Option<Arc<str>>, Vec<String>> {
    let address = page
        .split_once(".css\"")
        .and_then(|(before, _)| before.rsplit_once("href=\""));
    let name = address.and_then(|(_, address)| address.rsplit('/').next());
    Ok(name.map(|name| [name, ".css"].concat().into()))
}

/// The file that the copy names, where it is in the built folder.
fn holidays_path(dist: &Path, page: &PageCopy) -> PathBuf {
    inside(dist, &page.submit.bank_holidays).unwrap_or_else(|| dist.join(BANK_HOLIDAYS))
}

/// The file at an address relative to the copy's, where it is in the built folder.
fn inside(dist: &Path, address: &str) -> Option<PathBuf> {
    let named = Path::new(address.trim_start_matches("./"));
    let inside = named
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    (inside && !address.contains("://")).then(|| dist.join(named))
}
