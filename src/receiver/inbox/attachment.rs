use std::fmt;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::receiver::reference::hex;
use crate::receiver::store::{make_folder, write_new};

/// A file that came with a complaint.
#[derive(Clone, Debug)]
pub struct ReceivedAttachment {
    /// From 1, in the order sent.
    pub number: i64,
    /// As the sender calls it.
    pub name: String,
    pub bytes: i64,
    /// In hexadecimal digits.
    pub sha256: String,
    pub(in crate::receiver) content: Content,
}

/// Where the content of a file is kept.
#[derive(Clone)]
pub enum Content {
    File(PathBuf),
    Database(Arc<dyn ReadContent>),
}

/// Reads the content of one file from a database.
pub trait ReadContent: Send + Sync {
    /// # Errors
    ///
    /// The database cannot be read, or has it no more.
    fn read(&self) -> io::Result<Vec<u8>>;
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Database(_) => f.write_str("in the database"),
        }
    }
}

impl ReceivedAttachment {
    /// Where it is kept, in words.
    pub fn place(&self) -> String {
        self.content.to_string()
    }

    /// Copies the file into a folder, which is made when it is not there, and says where it went.
    ///
    /// Its name there is its number and what is harmless of its own name; a file of that name is
    /// never written over, and the same file there is as good as saved.
    ///
    /// # Errors
    ///
    /// It cannot be read or written, or is not what was received.
    pub fn save(&self, folder: &Path) -> io::Result<PathBuf> {
        let content = self.read()?;
        make_folder(folder)?;
        let path = folder.join(self.harmless_name());
        match write_new(&path, &content) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                let is_same = fs::read(&path).is_ok_and(|there| there == content);
                let other = format!("another file is there: {}", path.display());
                is_same
                    .then_some(())
                    .ok_or(io::Error::new(error.kind(), other))?;
            }
            written => written?,
        }
        Ok(path)
    }

    /// Its content, proved to be what was received.
    ///
    /// # Errors
    ///
    /// It cannot be read, or is not what was received.
    pub fn read(&self) -> io::Result<Vec<u8>> {
        let content = match &self.content {
            Content::File(path) => fs::read(path)?,
            Content::Database(database) => database.read()?,
        };
        if hex(&Sha256::digest(&content)) != self.sha256 {
            return Err(io::Error::other(
                "its content on disk is not what was received",
            ));
        }
        Ok(content)
    }

    /// Its number and what is harmless of its name.
    pub fn harmless_name(&self) -> String {
        format!("{}-{}", self.number, harmless_name(&self.name))
    }
}

/// A file name without anything that a file system or a shell may take amiss; the ending stays.
fn harmless_name(name: &str) -> String {
    const MAX_CHARACTERS: usize = 60;
    let harmless = |c: char| {
        if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') {
            c
        } else {
            '_'
        }
    };
    let characters: Vec<char> = name.chars().map(harmless).collect();
    characters[characters.len().saturating_sub(MAX_CHARACTERS)..]
        .iter()
        .collect()
}
