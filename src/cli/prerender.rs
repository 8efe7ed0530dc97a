//! `complaints prerender`: writes into a built site what depends on its copy files and on the names
//! of its files.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use super::CliError;
use super::base::Base;
use super::built::{Built, copy_file};
use super::manifest::{Manifest, Styles};
use crate::copy::{self, LanguageCopy, PageCopy};
use crate::prerender::{Tag, escape, form_address, structured_data};
use crate::ui::heading_level;

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
        let mut built = Built::open(self.dist)?;
        let index = built.read("index.html")?;
        let old = apply_theme(&mut built)?;
        write_loader(&built)?;
        write_preview(&built)?;
        write_language_pages(&built, &index)?;
        let styles = &built.manifest.styles;
        for name in built.names(".html")? {
            let page = built.read(&name)?;
            if let Some(tag) = find_tag(&page) {
                let copy = copy_file(&built.path(tag.copy()))?;
                if let Some(endpoint) = tag.attribute("endpoint") {
                    copy.submit.send_to(endpoint.to_owned());
                }
                let form = form_address(copy).to_owned();
                let heading = tag.attribute("heading").map(str::to_owned);
                let alternates = self.base.as_ref().map(|base| alternates(base, copy));
                let tag = Tag {
                    page: copy,
                    styles: &styles.name,
                    heading: heading_level(heading.as_deref()),
                    form: &form,
                };
                let page = fill_page(&page, &alternates.unwrap_or_default(), &tag);
                built.write(&name, page.as_bytes())?;
            }
        }
        compress(&built)?;
        if let Some(old) = old {
            remove_with_twins(&built, &old)?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Ends the stylesheet with the theme of the copy file, under the name of what it then is. Gives the
/// name that it had, if that is another.
fn apply_theme(built: &mut Built) -> Result<Option<String>, CliError> {
    let theme = copy_file(&built.path(COPY))?.theme.css();
    let Styles { name, base } = built.manifest.styles.clone();
    let mut styles = built.read_bytes(&name)?;
    styles.truncate(base);
    if !theme.is_empty() {
        styles.extend_from_slice(THEME.as_bytes());
        styles.extend_from_slice(theme.as_bytes());
    }
    let themed = styles_name(&styles);
    if themed == name {
        return Ok(None);
    }
    built.write(&themed, &styles)?;
    built.manifest.styles.name = themed;
    let manifest = built.manifest.to_json().map_err(CliError::unwritable)?;
    built.write(Manifest::FILE, manifest.as_bytes())?;
    Ok(Some(name))
}

/// What a stylesheet is called for its content.
fn styles_name(styles: &[u8]) -> String {
    let mut name = STYLES.0.to_owned();
    for byte in &Sha256::digest(styles)[..8] {
        // Writing to a text does not fail.
        _ = write!(name, "{byte:02x}");
    }
    name + STYLES.1
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

/// Writes the script, with the names of what it brings.
fn write_loader(built: &Built) -> Result<(), CliError> {
    let manifest = &built.manifest;
    let copy = copy_file(&built.path(COPY))?;
    let gaps = [
        ("{build}", &manifest.build),
        ("{styles}", &manifest.styles.name),
        ("{glue}", &manifest.glue.name),
        ("{glue-integrity}", &manifest.glue.integrity),
        ("{wasm}", &manifest.wasm.name),
        ("{wasm-integrity}", &manifest.wasm.integrity),
        ("{later}", &manifest.later.name),
        ("{later-integrity}", &manifest.later.integrity),
        ("{case}", &manifest.case.name),
        ("{case-integrity}", &manifest.case.integrity),
        ("{checker}", &manifest.checker.name),
        ("{language}", &in_script(&copy.language)),
        ("{action}", &in_script(&copy.header.action)),
        ("{phone}", &in_script(&copy.facts.phone)),
        ("{endpoint}", &in_script(form_address(copy))),
    ];
    built.write(
        "complaints.js",
        fill_gaps(&manifest.loader, &gaps).as_bytes(),
    )
}

fn write_preview(built: &Built) -> Result<(), CliError> {
    let is_copy = |name: &String| built.read(name).is_ok_and(|text| copy::read(&text).is_ok());
    let copies = built.names(".json")?.into_iter().filter(is_copy);
    let options = copies.map(|name| format!("<option>{}</option>", escape(&name)));
    let gaps = [
        ("{styles}", &escape(&built.manifest.styles.name)),
        ("{copies}", &options.collect()),
        ("{checker}", &built.manifest.checker.name),
    ];
    for (name, content) in PREVIEW {
        built.write(name, fill_gaps(content, &gaps).as_bytes())?;
    }
    Ok(())
}

/// A text as it stands between the quotes of a script's string.
fn in_script(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

fn fill_gaps(text: &str, gaps: &[(&str, &String)]) -> String {
    let fill = |text: String, (gap, value): &(&str, &String)| text.replace(gap, value);
    gaps.iter().fold(text.to_owned(), fill)
}

/// Puts compressed twins beside what is named by its content, unless they are there: no other file may
/// have one, which would outlive it.
fn compress(built: &Built) -> Result<(), CliError> {
    let manifest = &built.manifest;
    if !manifest.compressed {
        return Ok(());
    }
    let assets = [
        &manifest.wasm,
        &manifest.glue,
        &manifest.later,
        &manifest.case,
        &manifest.checker,
    ];
    let assets = assets.into_iter().chain(&manifest.checker_wasm);
    let names = assets.map(|asset| &asset.name);
    for name in names.chain([&manifest.styles.name]) {
        let [brotli, gzip] = twins(name);
        if !built.path(&brotli).exists() {
            built.write(&brotli, &to_brotli(built, name)?)?;
        }
        if !built.path(&gzip).exists() {
            built.write(&gzip, &to_gzip(built, name)?)?;
        }
    }
    Ok(())
}

/// The names of the twins of a file: brotli, gzip.
fn twins(name: &str) -> [String; 2] {
    [".br", ".gz"].map(|ending| [name, ending].concat())
}

fn to_brotli(built: &Built, name: &str) -> Result<Vec<u8>, CliError> {
    let content = built.read_bytes(name)?;
    let best = brotli::enc::BrotliEncoderParams {
        size_hint: content.len(),
        ..Default::default()
    };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut content.as_slice(), &mut small, &best)
        .map_err(|error| CliError::unreadable(format!("cannot compress {name}: {error}")))?;
    Ok(small)
}

fn to_gzip(built: &Built, name: &str) -> Result<Vec<u8>, CliError> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&built.read_bytes(name)?)
        .and_then(|()| gzip.finish())
        .map_err(|error| CliError::unreadable(format!("cannot compress {name}: {error}")))
}

fn remove_with_twins(built: &Built, name: &str) -> Result<(), CliError> {
    for name in twins(name).iter().map(String::as_str).chain([name]) {
        built.remove(name)?;
    }
    Ok(())
}

/// The start of a link to a stylesheet, up to its address.
const LINK: &str = "<link rel=\"stylesheet\" href=\"";

/// The start and the end of the name of the one stylesheet; between them stands a hash.
const STYLES: (&str, &str) = ("complaints-", ".css");

/// What a page that was never prerendered calls the one stylesheet.
const UNNAMED_STYLES: &str = "complaints.css";

/// The start of a link to the page in another language, for search engines.
const ALTERNATE: &str = "<link rel=\"alternate\" hreflang=\"";

/// The page whose head links the one stylesheet, under the name that it has now; links to others stay.
fn link_styles(page: &str, styles: &str) -> String {
    let Some((head, rest)) = page.split_once("</head>") else {
        return page.to_owned();
    };
    let new = [LINK, &escape(styles), "\""].concat();
    let mut parts = head.split(LINK);
    let mut linked = parts.next().unwrap_or_default().to_owned();
    let mut is_linked = false;
    for part in parts {
        match part.split_once('"') {
            Some((address, after)) if is_built(address) => {
                is_linked = true;
                linked.push_str(&new);
                linked.push_str(after);
            }
            _ => linked.extend([LINK, part]),
        }
    }
    if !is_linked {
        linked.extend(["  ", &new, ">\n  "]);
    }
    [&linked, "</head>", rest].concat()
}

/// Whether the one stylesheet is found at an address, of this build or another.
fn is_built(address: &str) -> bool {
    let name = address.rsplit('/').next().unwrap_or_default();
    let hash = name
        .strip_prefix(STYLES.0)
        .and_then(|rest| rest.strip_suffix(STYLES.1));
    name == UNNAMED_STYLES
        || hash.is_some_and(|hash| {
            hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
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
fn fill_page(page: &str, alternates: &str, tag: &Tag) -> String {
    let page = link_styles(page, tag.styles);
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
    let page = page.replacen("</head>", &format!("{alternates}</head>"), 1);
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
