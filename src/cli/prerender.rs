//! `complaints prerender`: writes into a built site what depends on its copy files and on the names
//! of its files.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use clap::Args;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256, Sha384};

use super::CliError;
use super::base::Base;
use super::built::{Built, copy_file};
use crate::copy::{self, LanguageCopy, PageCopy};
use crate::prerender::{Tag, escape, structured_data};

/// (Re)writes the pages of a built site from their copy files: the words, language, title and
/// description, the one stylesheet, and the script that brings the program. It may run any number of
/// times.
#[derive(Args)]
pub struct Prerender {
    /// The built folder
    dist: PathBuf,
    /// Where the folder will be found, as a whole address: its pages then name each other to search
    /// engines as one page in several languages
    #[arg(long, value_name = "URL", value_parser = Base::whole)]
    base: Option<Base>,
}

/// The name of the copy file that a tag has unless it names another; the colours of its theme are the
/// site's.
const COPY: &str = "complaints.json";

/// What stands in the one stylesheet before the colours of the theme.
const THEME: &str = "\n/* theme */\n";

/// The script that defines the element, with gaps for the files it brings.
const LOADER: &str = include_str!("../browser/complaints.js");

/// What a company sees its words with before they go out, with gaps for the files that it uses.
const PREVIEW: [(&str, &str); 6] = [
    ("preview.html", include_str!("../preview/preview.html")),
    ("preview.css", include_str!("../preview/preview.css")),
    ("preview.js", include_str!("../preview/preview.js")),
    (
        "preview-states.js",
        include_str!("../preview/preview-states.js"),
    ),
    (
        "preview-page.html",
        include_str!("../preview/preview-page.html"),
    ),
    (
        "preview-page.js",
        include_str!("../preview/preview-page.js"),
    ),
];

impl Prerender {
    pub fn run(self) -> Result<ExitCode, CliError> {
        let built = Built::open(self.dist)?;
        let index = built.read("index.html")?;
        let theme = copy_file(&built.path(COPY))?.theme.css();
        let styles = join_stylesheets(&built, &take_stylesheets(&index).1, &theme)?;
        write_loader(&built, &styles)?;
        write_preview(&built, &styles)?;
        write_language_pages(&built, &index)?;
        for name in built.names(".html")? {
            let page = built.read(&name)?;
            if let Some(tag) = find_tag(&page) {
                let copy = copy_file(&built.path(tag.copy()))?;
                if let Some(endpoint) = tag.attribute("endpoint") {
                    copy.submit.endpoint = endpoint.to_owned();
                }
                let alternates = self.base.as_ref().map(|base| alternates(base, copy));
                let tag = Tag {
                    page: copy,
                    styles: &styles,
                    build: &built.build,
                };
                let page = dress(&page, &alternates.unwrap_or_default(), &tag);
                built.write(&name, page.as_bytes())?;
            }
        }
        let checker = [built.checker()?, built.checker_wasm()?];
        for name in [built.wasm(), built.glue(), styles].iter().chain(&checker) {
            compress(&built, name)?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Writes a page beside the main one for each other language of its copy file, unless there is one.
fn write_language_pages(built: &Built, index: &str) -> Result<(), CliError> {
    let Some(tag) = find_tag(index) else {
        return Ok(());
    };
    let copy = copy_file(&built.path(tag.copy()))?;
    let names = built.names(".html")?;
    for LanguageCopy { copy, page, .. } in copy.other_languages() {
        let name = &page.0;
        if !name.contains('/') && name.ends_with(".html") && !names.contains(name) {
            let opening = fill(tag.opening, " copy=\"", "\"", &escape(&copy.0));
            let page = index.replacen(tag.opening, &opening, 1);
            built.write(name, page.as_bytes())?;
        }
    }
    Ok(())
}

/// Writes the script, unless the one that is there brings the same files: it may have been made
/// smaller since.
fn write_loader(built: &Built, styles: &str) -> Result<(), CliError> {
    let (glue, wasm, checker) = (built.glue(), built.wasm(), built.checker()?);
    let gaps = [
        ("{build}", built.build.clone()),
        ("{styles}", styles.to_owned()),
        ("{glue-integrity}", integrity(&built.read_bytes(&glue)?)),
        ("{wasm-integrity}", integrity(&built.read_bytes(&wasm)?)),
        (
            "{checker-integrity}",
            integrity(&built.read_bytes(&checker)?),
        ),
        ("{glue}", glue),
        ("{wasm}", wasm),
        ("{checker}", checker),
    ];
    let there = built.read("complaints.js").unwrap_or_default();
    if gaps.iter().all(|(_, value)| there.contains(value)) {
        return Ok(());
    }
    built.write("complaints.js", fill_gaps(LOADER, &gaps).as_bytes())
}

fn write_preview(built: &Built, styles: &str) -> Result<(), CliError> {
    let is_copy = |name: &String| built.read(name).is_ok_and(|text| copy::read(&text).is_ok());
    let copies = built.names(".json")?.into_iter().filter(is_copy);
    let options = copies.map(|name| format!("<option>{}</option>", escape(&name)));
    let gaps = [
        ("{styles}", escape(styles)),
        ("{copies}", options.collect()),
        ("{checker}", built.checker()?),
    ];
    for (name, content) in PREVIEW {
        built.write(name, fill_gaps(content, &gaps).as_bytes())?;
    }
    Ok(())
}

fn fill_gaps(text: &str, gaps: &[(&str, String)]) -> String {
    let fill = |text: String, (gap, value): &(&str, String)| text.replace(gap, value);
    gaps.iter().fold(text.to_owned(), fill)
}

/// What a browser checks a file by (W3C, Subresource Integrity).
fn integrity(content: &[u8]) -> String {
    ["sha384-", &BASE64_STANDARD.encode(Sha384::digest(content))].concat()
}

/// Puts compressed twins beside a file whose name changes with its content: no other may have one,
/// which would outlive it.
fn compress(built: &Built, name: &str) -> Result<(), CliError> {
    let content = built.read_bytes(name)?;
    let mut brotli = Vec::new();
    let best = brotli::enc::BrotliEncoderParams {
        size_hint: content.len(),
        ..Default::default()
    };
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    let gzip = brotli::BrotliCompress(&mut content.as_slice(), &mut brotli, &best)
        .and_then(|_| gzip.write_all(&content))
        .and_then(|()| gzip.finish())
        .map_err(|error| CliError::unreadable(format!("cannot compress {name}: {error}")))?;
    built.write(&format!("{name}.br"), &brotli)?;
    built.write(&format!("{name}.gz"), &gzip)
}

/// Joins the stylesheets in their order into one, named by its content; a theme that one of them has
/// from before gives way to this one.
fn join_stylesheets(built: &Built, sheets: &[String], theme: &str) -> Result<String, CliError> {
    let mut joined = String::new();
    for sheet in sheets {
        let styles = built.read(sheet)?;
        joined.push_str(styles.split(THEME).next().unwrap_or_default());
    }
    if !theme.is_empty() {
        joined.push_str(THEME);
        joined.push_str(theme);
    }
    let mut hash = String::new();
    for byte in &Sha256::digest(&joined)[..8] {
        // Writing to a text does not fail.
        _ = write!(hash, "{byte:02x}");
    }
    let name = Built::styles_name(&hash);
    built.write(&name, joined.as_bytes())?;
    for sheet in sheets.iter().filter(|sheet| **sheet != name) {
        built.remove(sheet)?;
    }
    Ok(name)
}

/// How the build writes the link to a stylesheet, up to its address.
const LINK: &str = "<link rel=\"stylesheet\" href=\"";

/// The start of a link to the page in another language, for search engines.
const ALTERNATE: &str = "<link rel=\"alternate\" hreflang=\"";

/// The page without its links to built stylesheets, and the names of these, in order; others stay.
fn take_stylesheets(page: &str) -> (String, Vec<String>) {
    let mut sheets = Vec::new();
    let mut parts = page.split(LINK);
    let mut rest = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (address, after) = part.split_once('"').unwrap_or((part, ""));
        let name = Path::new(address).file_name().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        if is_built(&name) {
            // The tag links it once more.
            if !sheets.contains(&name) {
                sheets.push(name);
            }
            rest.push_str(after.split_once('>').map_or("", |(_, after)| after));
        } else {
            rest.push_str(LINK);
            rest.push_str(part);
        }
    }
    (rest, sheets)
}

/// Whether a stylesheet's name ends in a hash; Trunk's have no zeros at their start.
fn is_built(name: &str) -> bool {
    let hash = name
        .strip_suffix(".css")
        .and_then(|stem| stem.rsplit_once('-'));
    hash.is_some_and(|(_, hash)| {
        (12..=16).contains(&hash.len()) && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// The tag in a page, and where its content stands.
struct FoundTag<'a> {
    opening: &'a str,
    before: &'a str,
    after: &'a str,
}

fn find_tag(page: &str) -> Option<FoundTag<'_>> {
    let start = page.find("<complaints-procedure")?;
    let inside = start + page[start..].find('>')? + 1;
    let end = inside + page[inside..].find("</complaints-procedure>")?;
    Some(FoundTag {
        opening: &page[start..inside],
        before: &page[..inside],
        after: &page[end..],
    })
}

impl FoundTag<'_> {
    fn attribute(&self, name: &str) -> Option<&str> {
        let (_, value) = self.opening.split_once(&[" ", name, "=\""].concat())?;
        Some(value.split_once('"')?.0)
    }

    fn copy(&self) -> &str {
        self.attribute("copy").unwrap_or(COPY)
    }
}

/// Links to the page in each of its languages, its own too, as search engines want them: whole.
fn alternates(base: &Base, copy: &PageCopy) -> String {
    let link = |LanguageCopy { tag, page, .. }: &LanguageCopy| {
        let (tag, address) = (escape(&tag.0), escape(&base.join(&page.0)));
        format!("  {ALTERNATE}{tag}\" href=\"{address}\">\n  ")
    };
    copy.languages.iter().map(link).collect()
}

/// The page with its words, and with what the copy file says of it in its head.
fn dress(page: &str, alternates: &str, tag: &Tag) -> String {
    let (page, _) = take_stylesheets(page);
    // What only the build needed: its own links, remarks, and the gaps they leave; what is written anew.
    let is_needed = |line: &&str| {
        let line = line.trim();
        !(line.is_empty()
            || line.starts_with("<!--")
            || line.contains("data-trunk")
            || line.starts_with(ALTERNATE))
    };
    let page = page
        .lines()
        .filter(is_needed)
        .collect::<Vec<_>>()
        .join("\n");
    let links = format!("{alternates}  {LINK}{}\">\n  </head>", escape(tag.styles));
    let page = page.replacen("</head>", &links, 1);
    let copy = tag.page;
    let head = [
        ("<html lang=\"", "\"", escape(&copy.language)),
        ("<title>", "</title>", escape(&copy.page.title)),
        (
            "<meta name=\"description\" content=\"",
            "\"",
            escape(&copy.page.description),
        ),
        (
            "<script type=\"application/ld+json\">",
            "</script>",
            structured_data(copy),
        ),
    ];
    let page = head.iter().fold(page, |page, (start, end, content)| {
        fill(&page, start, end, content)
    });
    match find_tag(&page) {
        Some(found) => [found.before, &tag.content(), found.after].concat(),
        None => page,
    }
}

/// The text with new content between the first `start` and the `end` after it.
fn fill(text: &str, start: &str, end: &str, content: &str) -> String {
    match text
        .split_once(start)
        .and_then(|(before, after)| Some((before, after.split_once(end)?.1)))
    {
        Some((before, after)) => [before, start, content, end, after].concat(),
        None => text.to_owned(),
    }
}
