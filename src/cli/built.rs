//! The built folder, as the command line reads and completes it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::CliError;
use crate::copy::{self, PageCopy};

/// The start and the end of the name of the built wasm; between them stands a hash.
const WASM: (&str, &str) = ("complaints-", "_bg.wasm");

/// The start and the end of the name of the one stylesheet; between them stands a hash.
const STYLES: (&str, &str) = ("complaints-", ".css");

/// The start and the end of the names of the script that judges copy files, and of its program;
/// between them stands a hash.
const CHECKER: (&str, &str) = ("checker-", ".js");
const CHECKER_WASM: (&str, &str) = ("checker_bg-", ".wasm");

/// A folder that Trunk has built.
pub struct Built {
    folder: PathBuf,
    /// The hash in the name of the program.
    pub build: String,
}

impl Built {
    /// Looks into a folder.
    ///
    /// # Errors
    ///
    /// It cannot be read, or does not hold exactly one program.
    pub fn open(folder: PathBuf) -> Result<Self, CliError> {
        let name = only(&folder, WASM)?;
        let (start, end) = WASM;
        let build = name[start.len()..name.len() - end.len()].to_owned();
        Ok(Self { folder, build })
    }

    /// The name of the program.
    pub fn wasm(&self) -> String {
        [WASM.0, &self.build, WASM.1].concat()
    }

    /// The name of the script that joins the program to the browser.
    pub fn glue(&self) -> String {
        [WASM.0, &self.build, ".js"].concat()
    }

    /// The name of the script that judges copy files.
    pub fn checker(&self) -> Result<String, CliError> {
        only(&self.folder, CHECKER)
    }

    /// The name of the program in it.
    pub fn checker_wasm(&self) -> Result<String, CliError> {
        only(&self.folder, CHECKER_WASM)
    }

    /// The name of the one stylesheet, once it is written.
    pub fn styles(&self) -> Result<String, CliError> {
        only(&self.folder, STYLES)
    }

    /// The name that a stylesheet has for its hash.
    pub fn styles_name(hash: &str) -> String {
        [STYLES.0, hash, STYLES.1].concat()
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
        let path = self.path(name);
        fs::read_to_string(&path).map_err(|error| CliError::file(&path, &error))
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

    pub fn remove(&self, name: &str) -> Result<(), CliError> {
        let path = self.path(name);
        fs::remove_file(&path).map_err(|error| CliError::file(&path, &error))
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
    let text = fs::read_to_string(path).map_err(|error| CliError::file(path, &error))?;
    let page = copy::read(&text)
        .map_err(|error| CliError::no_answer(error.in_file(&path.display().to_string())))?;
    Ok(Box::leak(Box::new(page)))
}

/// The one file of a folder with such a name.
fn only(folder: &Path, (start, end): (&str, &str)) -> Result<String, CliError> {
    let mut found = names(folder)?;
    found.retain(|name| name.starts_with(start) && name.ends_with(end));
    match <[String; 1]>::try_from(found) {
        Ok([name]) => Ok(name),
        Err(found) => Err(CliError::unreadable(format!(
            "{} holds {} files named {start}…{end}, expected one: build it anew",
            folder.display(),
            found.len()
        ))),
    }
}

fn names(folder: &Path) -> Result<Vec<String>, CliError> {
    let entries = fs::read_dir(folder).map_err(|error| CliError::file(folder, &error))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    Ok(names.collect())
}
