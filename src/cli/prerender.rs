//! `complaints prerender`: writes into a built site what depends on its copy file and on the names
//! of its files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use sha2::{Digest, Sha256};

use super::CliError;
use crate::copy::{self, PageCopy};

/// (Re)writes the page of a built site from its copy file: language, title, description, the one
/// stylesheet, and the script that starts the page. It may run any number of times.
#[derive(Args)]
pub struct Prerender {
    /// The built folder
    dist: PathBuf,
}

/// The script that defines the element, with gaps for the names of the files it brings.
const LOADER: &str = include_str!("../browser/complaints.js");

/// The start and the end of the name of the built wasm; between them stands a hash.
const WASM: (&str, &str) = ("complaints-", "_bg.wasm");

impl Prerender {
    pub fn run(self) -> Result<ExitCode, CliError> {
        let site = Site { folder: self.dist };
        let page = site.read("index.html")?;
        let (page, sheets) = take_stylesheets(&page);
        let styles = site.join_stylesheets(&sheets)?;
        let wasm = site.find(WASM)?;
        let glue = wasm.replace("_bg.wasm", ".js");
        let loader = LOADER.replace("{glue}", &glue).replace("{wasm}", &wasm);
        site.write("complaints.js", &loader.replace("{styles}", &styles))?;
        site.write("index.html", &dress(&page, &styles, &site.copy()?))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// A built folder.
struct Site {
    folder: PathBuf,
}

impl Site {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn read(&self, name: &str) -> Result<String, CliError> {
        let path = self.path(name);
        fs::read_to_string(&path).map_err(|error| CliError::file(&path, &error))
    }

    fn write(&self, name: &str, text: &str) -> Result<(), CliError> {
        let path = self.path(name);
        let failed =
            |error| CliError::unreadable(format!("cannot write {}: {error}", path.display()));
        let draft = self.path(&format!("{name}.new"));
        fs::write(&draft, text)
            .and_then(|()| fs::rename(&draft, &path))
            .map_err(failed)
    }

    fn copy(&self) -> Result<PageCopy, CliError> {
        let path = self.path("complaints.json");
        let text = self.read("complaints.json")?;
        copy::read(&text)
            .map_err(|error| CliError::no_answer(error.in_file(&path.display().to_string())))
    }

    /// The one file of the built folder with such a name.
    fn find(&self, (start, end): (&str, &str)) -> Result<String, CliError> {
        let entries =
            fs::read_dir(&self.folder).map_err(|error| CliError::file(&self.folder, &error))?;
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let found: Vec<String> = names
            .filter(|name| name.starts_with(start) && name.ends_with(end))
            .collect();
        match <[String; 1]>::try_from(found) {
            Ok([name]) => Ok(name),
            Err(found) => Err(CliError::unreadable(format!(
                "{} holds {} files named {start}…{end}, expected one: build it anew",
                self.folder.display(),
                found.len()
            ))),
        }
    }

    /// Joins the stylesheets in their order into one, named by its content.
    fn join_stylesheets(&self, sheets: &[String]) -> Result<String, CliError> {
        let mut joined = String::new();
        for sheet in sheets {
            joined.push_str(&self.read(sheet)?);
        }
        let hash: String = Sha256::digest(&joined)[..8]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let name = format!("complaints-{hash}.css");
        self.write(&name, &joined)?;
        for sheet in sheets.iter().filter(|sheet| **sheet != name) {
            let path = self.path(sheet);
            fs::remove_file(&path).map_err(|error| CliError::file(&path, &error))?;
        }
        Ok(name)
    }
}

/// How the build writes the link to a stylesheet, up to its address.
const LINK: &str = "<link rel=\"stylesheet\" href=\"";

/// The page without its stylesheet links, and the names of the sheets, in order.
fn take_stylesheets(page: &str) -> (String, Vec<String>) {
    let mut sheets = Vec::new();
    let mut parts = page.split(LINK);
    let mut rest = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (address, after) = part.split_once('"').unwrap_or((part, ""));
        sheets.push(
            Path::new(address)
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
        );
        rest.push_str(after.split_once('>').map_or("", |(_, after)| after));
    }
    (rest, sheets)
}

/// The page with what the copy file says of it in its head.
fn dress(page: &str, styles: &str, copy: &PageCopy) -> String {
    // What only the build needed: its own links, remarks, and the gaps they leave.
    let is_needed = |line: &&str| {
        let line = line.trim();
        !(line.is_empty() || line.starts_with("<!--") || line.contains("data-trunk"))
    };
    let page = page
        .lines()
        .filter(is_needed)
        .collect::<Vec<_>>()
        .join("\n");
    let styles = format!("  {LINK}{styles}\">\n  </head>");
    let page = page.replacen("</head>", &styles, 1);
    let page = fill(&page, "<html lang=\"", "\"", &copy.language);
    let page = fill(&page, "<title>", "</title>", &copy.page.title);
    fill(
        &page,
        "<meta name=\"description\" content=\"",
        "\"",
        &copy.page.description,
    )
}

/// The text with new words, escaped, between the first `start` and the `end` after it.
fn fill(text: &str, start: &str, end: &str, words: &str) -> String {
    match text
        .split_once(start)
        .and_then(|(before, after)| Some((before, after.split_once(end)?.1)))
    {
        Some((before, after)) => [before, start, &escape(words), end, after].concat(),
        None => text.to_owned(),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
