//! The files of the built folder: found by their paths, and kept in memory until they change.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::SystemTime;

use axum::body::Bytes;

use super::coding::{Coding, compressed};
use crate::receiver::mutex::lock;

/// The files of a folder. What is asked for often is kept in memory with its compressed forms, until
/// the file changes; one beside another ending in `.br` or `.gz` is the same, compressed before.
pub struct Files {
    /// Without symbolic links in it.
    folder: PathBuf,
    kept: Mutex<HashMap<PathBuf, Arc<CachedFile>>>,
}

/// A file as it was when it was read.
struct CachedFile {
    stamp: Stamp,
    plain: Bytes,
    brotli: OnceLock<Option<Bytes>>,
    gzip: OnceLock<Option<Bytes>>,
}

/// When a file was last changed, and how long it was then.
pub type Stamp = (SystemTime, u64);

/// Files larger than this, in bytes, are read each time.
const MOST_KEPT_BYTES: u64 = 4 << 20;
/// How many files are kept; beyond, all of them are forgotten.
const MOST_KEPT: usize = 256;

impl Files {
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.canonicalize().unwrap_or_else(|_| folder.to_owned()),
            kept: Mutex::default(),
        }
    }

    /// The file at a path of the site, which may be percent-encoded; none outside the folder, none that
    /// is hidden.
    pub fn find(&self, path: &str) -> Option<(PathBuf, Stamp)> {
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
    pub fn at_hand(&self, path: &Path, stamp: Stamp, coding: Option<Coding>) -> Option<Bytes> {
        let kept = lock(&self.kept);
        let kept = kept.get(path).filter(|kept| kept.stamp == stamp)?;
        match coding {
            None => Some(kept.plain.clone()),
            Some(Coding::Brotli) => kept.brotli.get()?.clone(),
            Some(Coding::Gzip) => kept.gzip.get()?.clone(),
        }
    }

    /// Reads a file and compresses it, unless it is too short for that.
    pub fn read(
        &self,
        path: &Path,
        stamp: Stamp,
        coding: Option<Coding>,
    ) -> io::Result<(Bytes, Option<Coding>)> {
        let kept = lock(&self.kept);
        let known = kept.get(path).filter(|kept| kept.stamp == stamp).cloned();
        drop(kept);
        let kept = match known {
            Some(kept) => kept,
            None => {
                let kept = Arc::new(CachedFile {
                    stamp,
                    plain: fs::read(path)?.into(),
                    brotli: OnceLock::new(),
                    gzip: OnceLock::new(),
                });
                if stamp.1 <= MOST_KEPT_BYTES {
                    let mut all = lock(&self.kept);
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
