//! What the build made: one file in the built folder, which the build writes and whoever completes the
//! folder reads. The build's own program (`xtask`) compiles this file too.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// The names of what was built, and what cannot be told from the files themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Names the build of the program: a loader of another, in a page that stands open, tells by it that this came.
    pub build: String,
    /// The program of the page.
    pub wasm: Asset,
    /// The script that joins the program to the browser.
    pub glue: Asset,
    /// The second part of the program, which is needed once somebody does something.
    pub later: Asset,
    /// The third part, which only those need who prepare their case or have a diary of it.
    pub case: Asset,
    /// The script that judges copy files.
    pub checker: Asset,
    /// The program that it brings; a build for developing has none.
    pub checker_wasm: Option<Asset>,
    /// The one stylesheet.
    pub styles: Styles,
    /// The script that defines the element, with gaps for names.
    pub loader: String,
    /// Whether what is named by its content has compressed twins beside it.
    pub compressed: bool,
}

/// A file that is named by its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asset {
    /// Its name in the built folder.
    pub name: String,
    /// What a browser checks it by.
    ///
    /// # Source
    ///
    /// W3C, Subresource Integrity.
    pub integrity: String,
}

/// The stylesheet, whose end is the theme of the copy file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Styles {
    /// Its name in the built folder.
    pub name: String,
    /// How many bytes of it stand before the theme.
    pub base: usize,
}

impl Manifest {
    /// Its name in the built folder.
    pub const FILE: &str = "build-manifest.json";

    /// Reads the manifest of a built folder.
    ///
    /// # Errors
    ///
    /// It cannot be read, or is not what this program expects.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let text = fs::read_to_string(folder.join(Self::FILE))?;
        Ok(serde_json::from_str(&text)?)
    }

    /// Its text.
    ///
    /// # Errors
    ///
    /// It cannot be written as JSON.
    pub fn to_json(&self) -> io::Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }
}
