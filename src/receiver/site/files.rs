//! The files of the built folder: found by their paths, and kept in memory until they change.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use axum::body::Bytes;
use sha2::{Digest, Sha256};

use super::coding::{Coding, compressed};
use crate::receiver::file_stamp::FileStamp;
use crate::receiver::mutex::lock;
use crate::receiver::reference::hex;

/// The files of a folder. What is asked for often is kept in memory with its compressed forms, until
/// the file changes; one beside another ending in `.br` or `.gz` is the same, compressed before.
pub struct Files {
    /// Where it is found at each request: it may be a link that leads to another release by then.
    folder: PathBuf,
    kept: Mutex<HashMap<PathBuf, CachedFile>>,
}

/// A file as it was when it was read.
#[derive(Clone)]
struct CachedFile {
    stamp: FileStamp,
    hash: ContentHash,
    /// None of a file that is read each time.
    forms: Option<Arc<Forms>>,
}

/// The content of a file, and its compressed forms once they were asked for.
struct Forms {
    plain: Bytes,
    brotli: OnceLock<Option<Bytes>>,
    gzip: OnceLock<Option<Bytes>>,
}

/// The SHA-256 of a file's content, in hexadecimal digits.
pub type ContentHash = Arc<str>;

/// A file as it is sent.
pub struct Content {
    pub bytes: Bytes,
    /// How the bytes are compressed.
    pub coding: Option<Coding>,
    /// Of the content before it was compressed.
    pub hash: ContentHash,
}

/// Files larger than this, in bytes, are read each time.
const MOST_KEPT_BYTES: u64 = 4 << 20;
/// How many files are kept; beyond, all of them are forgotten.
const MOST_KEPT: usize = 256;

impl Files {
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            kept: Mutex::default(),
        }
    }

    /// The file at a path of the site, which may be percent-encoded; none outside the folder, none that
    /// is hidden.
    pub fn find(&self, path: &str) -> Option<(PathBuf, FileStamp)> {
        let path = decoded(path).filter(|path| !path.contains("//"))?;
        let (folders, name) = path
            .strip_prefix('/')?
            .rsplit_once('/')
            .unwrap_or(("", path.strip_prefix('/')?));
        let root = self.folder.canonicalize().ok()?;
        let mut file = root.clone();
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
            real.is_ok_and(|real| real.starts_with(&root))
        };
        if (is_link || !folders.is_empty()) && !is_inside() {
            return None;
        }
        Some((file, FileStamp::of(&metadata)))
    }

    /// The hash of a file's content, where it was read before.
    pub fn hash(&self, path: &Path, stamp: FileStamp) -> Option<ContentHash> {
        self.cached(path, stamp).map(|cached| cached.hash)
    }

    /// A file, where it is kept as it is asked for.
    pub fn at_hand(
        &self,
        path: &Path,
        stamp: FileStamp,
        coding: Option<Coding>,
    ) -> Option<Content> {
        let CachedFile { hash, forms, .. } = self.cached(path, stamp)?;
        let forms = forms?;
        let bytes = match coding {
            None => forms.plain.clone(),
            Some(coding) => forms.compressed(coding).get()?.clone()?,
        };
        Some(Content {
            bytes,
            coding,
            hash,
        })
    }

    /// Reads a file and compresses it, unless it is too short for that.
    pub fn read(
        &self,
        path: &Path,
        stamp: FileStamp,
        coding: Option<Coding>,
    ) -> io::Result<Content> {
        let cached = self.cached(path, stamp);
        let cached = cached.and_then(|cached| Some((cached.hash, cached.forms?)));
        let (hash, forms) = match cached {
            Some(cached) => cached,
            None => {
                let plain = Bytes::from(fs::read(path)?);
                let hash = ContentHash::from(hex(&Sha256::digest(&plain)));
                let forms = Arc::new(Forms {
                    plain,
                    brotli: OnceLock::new(),
                    gzip: OnceLock::new(),
                });
                let cached = CachedFile {
                    stamp,
                    hash: Arc::clone(&hash),
                    forms: (stamp.length <= MOST_KEPT_BYTES).then(|| Arc::clone(&forms)),
                };
                let mut all = lock(&self.kept);
                if all.len() >= MOST_KEPT {
                    all.clear();
                }
                all.insert(path.to_owned(), cached);
                (hash, forms)
            }
        };
        let bytes = coding.and_then(|coding| {
            let form = forms.compressed(coding);
            form.get_or_init(|| compressed(path, &forms.plain, coding))
                .clone()
        });
        Ok(Content {
            coding: coding.filter(|_| bytes.is_some()),
            bytes: bytes.unwrap_or_else(|| forms.plain.clone()),
            hash,
        })
    }

    fn cached(&self, path: &Path, stamp: FileStamp) -> Option<CachedFile> {
        let kept = lock(&self.kept);
        kept.get(path).filter(|kept| kept.stamp == stamp).cloned()
    }
}

impl Forms {
    fn compressed(&self, coding: Coding) -> &OnceLock<Option<Bytes>> {
        match coding {
            Coding::Brotli => &self.brotli,
            Coding::Gzip => &self.gzip,
        }
    }
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
