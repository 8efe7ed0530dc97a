//! The built folder, as the command line reads and completes it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::manifest::Manifest;
use super::{CliError, read_text};
use crate::copy::{self, PageCopy};

/// A folder that the build has made.
pub struct Built {
    folder: PathBuf,
    /// What the build says of it.
    pub manifest: Manifest,
}

impl Built {
    /// Looks into a folder.
    ///
    /// # Errors
    ///
    /// It has no manifest, or another program's.
    pub fn open(folder: PathBuf) -> Result<Self, CliError> {
        let manifest = Manifest::read(&folder).map_err(|error| {
            let path = folder.join(Manifest::FILE);
            CliError::unreadable(format!(
                "cannot read {}: {error}: expected a folder that ./x build made with this version",
                path.display()
            ))
        })?;
        Ok(Self { folder, manifest })
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The names of the files with an ending, in order.
    pub fn names(&self, ending: &str) -> Result<Vec<String>, CliError> {
        let mut names = names(&self.folder)?;
        names.retain(|name| name.ends_with(ending));
        names.sort();
        Ok(names)
    }

    pub fn read(&self, name: &str) -> Result<String, CliError> {
        read_text(&self.path(name))
    }

    pub fn read_bytes(&self, name: &str) -> Result<Vec<u8>, CliError> {
        let path = self.path(name);
        fs::read(&path).map_err(|error| CliError::file(&path, &error))
    }

    /// Writes a file as a whole or not at all.
    pub fn write(&self, name: &str, content: &[u8]) -> Result<(), CliError> {
        let path = self.path(name);
        write_whole(&path, content).map_err(|error| {
            CliError::unreadable(format!("cannot write {}: {error}", path.display()))
        })
    }

    /// Removes a file, which may be gone already.
    pub fn remove(&self, name: &str) -> Result<(), CliError> {
        let path = self.path(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(CliError::unreadable(
                format!("cannot remove {}: {error}", path.display()),
            )),
            _ => Ok(()),
        }
    }
}

/// Writes a file as a whole or not at all.
pub fn write_whole(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut draft = path.as_os_str().to_owned();
    draft.push(".new");
    fs::write(&draft, content)?;
    fs::rename(&draft, path)
}

/// Reads a copy file that holds as long as this program runs.
pub fn copy_file(path: &Path) -> Result<&'static mut PageCopy, CliError> {
    let text = read_text(path)?;
    let page = copy::read(&text)
        .map_err(|error| CliError::no_answer(error.in_file(&path.display().to_string())))?;
    Ok(Box::leak(Box::new(page)))
}

fn names(folder: &Path) -> Result<Vec<String>, CliError> {
    let entries = fs::read_dir(folder).map_err(|error| CliError::file(folder, &error))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    Ok(names.collect())
}
