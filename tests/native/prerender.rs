//! `complaints prerender`, on a folder as a build leaves it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::json;
use tempfile::TempDir;

/// What a build leaves, as small as it can be.
pub fn built() -> TempDir {
    let folder = TempDir::new().unwrap();
    let index = include_str!("../../index.html");
    // The build takes its own links away.
    let made: Vec<&str> = index
        .lines()
        .filter(|line| !line.contains("data-trunk"))
        .collect();
    let styles = "@layer reset;:root { color: red }";
    let asset = |name: &str| json!({ "name": name, "integrity": format!("sha256-of-{name}") });
    let manifest = json!({
        "build": "0123456789abcdef",
        "wasm": asset("complaints-0123456789abcdef_bg.wasm"),
        "glue": asset("complaints-0123456789abcdef.js"),
        "later": asset("complaints-0123456789abcdef_later.wasm"),
        "case": asset("complaints-0123456789abcdef_case.wasm"),
        "checker": asset("checker-ABCDEFGH.js"),
        "checker_wasm": asset("checker_bg-ABCDEFGH.wasm"),
        "styles": { "name": "complaints-0123456789abcdef.css", "base": styles.len() },
        "loader": include_str!("../../src/browser/complaints.js"),
        "compressed": true,
    });
    let (made, manifest) = (made.join("\n"), manifest.to_string());
    let files = [
        ("index.html", made.as_str()),
        ("build-manifest.json", &manifest),
        ("complaints-0123456789abcdef.css", styles),
        ("complaints-0123456789abcdef_bg.wasm", "the program"),
        ("complaints-0123456789abcdef.js", "the glue"),
        ("complaints-0123456789abcdef_later.wasm", "the rest of it"),
        ("complaints-0123456789abcdef_case.wasm", "what is asked for"),
        ("checker-ABCDEFGH.js", "the checker"),
        ("checker_bg-ABCDEFGH.wasm", "its program"),
        ("complaints.json", support::shipped::COPY),
        ("complaints.cy.json", support::shipped::WELSH_COPY),
        ("complaints-case.json", support::shipped::CASE),
        ("complaints-case.cy.json", support::shipped::WELSH_CASE),
        ("bank-holidays.json", support::shipped::BANK_HOLIDAYS),
    ];
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

#[track_caller]
pub fn prerender(folder: &Path) {
    prerender_for(folder, &[]);
}

#[track_caller]
fn prerender_for(folder: &Path, options: &[&str]) {
    let run = run(folder, options);
    let errors = String::from_utf8(run.stderr).unwrap();
    assert_eq!((errors.as_str(), run.status.code()), ("", Some(0)));
}

fn run(folder: &Path, options: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_complaints"))
        .arg("prerender")
        .arg(folder)
        .args(options)
        .output()
        .unwrap()
}

/// Every file of a folder, with its content.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let file = |entry: std::io::Result<fs::DirEntry>| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, fs::read(path).unwrap())
    };
    fs::read_dir(folder).unwrap().map(file).collect()
}

#[test]
fn a_second_run_changes_nothing() {
    let folder = built();
    prerender(folder.path());
    let once = files(folder.path());
    prerender(folder.path());
    let twice = files(folder.path());
    assert_eq!(
        once.keys().collect::<Vec<_>>(),
        twice.keys().collect::<Vec<_>>()
    );
    for (name, content) in &once {
        assert!(*content == twice[name], "{name} is another");
    }
}

#[test]
fn every_gap_in_what_is_written_is_filled() {
    let folder = built();
    prerender(folder.path());
    let gaps = [
        "{build}",
        "{styles}",
        "{glue",
        "{wasm",
        "{checker",
        "{copies}",
        "{language}",
        "{action}",
        "{phone}\"",
        "{endpoint}",
    ];
    let mut written = files(folder.path());
    // What the gaps are filled from.
    written.remove("build-manifest.json");
    for (name, content) in written {
        let text = String::from_utf8_lossy(&content);
        for gap in gaps {
            assert!(!text.contains(gap), "{name} has the gap {gap}");
        }
    }
}

#[test]
fn the_preview_offers_every_copy_file_of_the_folder_and_no_other() {
    let folder = built();
    prerender(folder.path());
    let preview = fs::read_to_string(folder.path().join("preview.html")).unwrap();
    assert!(
        preview.contains(
            "<select id=\"file\"><option>complaints.cy.json</option><option>complaints.json</option></select>"
        ),
        "{preview}"
    );
}

#[test]
fn the_colours_of_the_copy_stand_in_the_stylesheet_and_give_way_to_others() {
    let folder = built();
    let copy = folder.path().join("complaints.json");
    let plain = fs::read_to_string(&copy).unwrap();
    let mut ends = Vec::new();
    for theme in ["#5b2a86", "#0e6138", ""] {
        let accent = format!("{{ \"theme\": {{ \"light\": {{ \"accent\": \"{theme}\" }} }},");
        let themed = plain.replacen('{', if theme.is_empty() { "{" } else { &accent }, 1);
        fs::write(&copy, themed).unwrap();
        prerender(folder.path());
        let files = files(folder.path());
        let sheets = files
            .iter()
            .filter(|(name, _)| name.starts_with("complaints-") && name.ends_with(".css"));
        let [(_, sheet)] = sheets.collect::<Vec<_>>()[..] else {
            panic!("not one stylesheet");
        };
        let sheet = String::from_utf8_lossy(sheet).into_owned();
        ends.push(sheet.split_once("red }").unwrap().1.to_owned());
    }
    let rule =
        |colour: &str| format!("\n/* theme */\n:host,.cp-document{{--cp-color-accent:{colour};}}");
    assert_eq!(ends, [rule("#5b2a86"), rule("#0e6138"), String::new()]);
}

#[test]
fn what_is_named_by_its_content_has_compressed_twins_and_nothing_else_has() {
    let folder = built();
    prerender(folder.path());
    let names = || files(folder.path()).into_keys();
    for ending in [".br", ".gz"] {
        let twins: Vec<String> = names()
            .filter_map(|name| Some(name.strip_suffix(ending)?.to_owned()))
            .collect();
        let named: Vec<String> = names()
            .filter(|name| name.contains("-0123456789abcdef") || name.contains("-ABCDEFGH"))
            .filter(|name| !name.ends_with(".br") && !name.ends_with(".gz"))
            .chain(names().filter(|name| name.starts_with("complaints-") && name.ends_with(".css")))
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect();
        assert_eq!(twins, named, "{ending}");
    }
}

#[test]
fn what_the_stylesheet_was_called_before_is_not_left_over() {
    let folder = built();
    let copy = folder.path().join("complaints.json");
    let plain = fs::read_to_string(&copy).unwrap();
    for accent in ["#5b2a86", "#0e6138"] {
        let theme = format!("{{ \"theme\": {{ \"light\": {{ \"accent\": \"{accent}\" }} }},");
        fs::write(&copy, plain.replacen('{', &theme, 1)).unwrap();
        prerender(folder.path());
        let files = files(folder.path());
        let styles: Vec<&String> = files
            .keys()
            .filter(|name| name.starts_with("complaints-") && name.contains(".css"))
            .collect();
        let [name, _, _] = styles[..] else {
            panic!("expected one stylesheet and its twins, found {styles:?}");
        };
        for page in ["index.html", "cy.html", "complaints.js", "preview.html"] {
            let text = String::from_utf8_lossy(&files[page]);
            assert!(text.contains(name.as_str()), "{page} does not name {name}");
        }
    }
}

#[test]
fn a_page_of_the_companys_own_links_the_stylesheet_too() {
    let folder = built();
    let own = folder.path().join("own.html");
    let head =
        "<!doctype html>\n<html>\n<head>\n<link rel=\"stylesheet\" href=\"site.css\">\n</head>\n";
    let tag = "<complaints-procedure></complaints-procedure>";
    fs::write(&own, [head, tag].concat()).unwrap();
    for _ in 0..2 {
        prerender(folder.path());
        let page = fs::read_to_string(&own).unwrap();
        let (head, _) = page.split_once("</head>").unwrap();
        let links: Vec<&str> = head
            .split("<link rel=\"stylesheet\" href=\"")
            .skip(1)
            .collect();
        assert_eq!(links.len(), 2, "{head}");
        assert!(links[0].starts_with("site.css\""), "{head}");
        assert!(links[1].starts_with("complaints-"), "{head}");
    }
}

#[test]
fn a_folder_without_a_manifest_is_refused_and_says_what_makes_one() {
    let folder = built();
    fs::remove_file(folder.path().join("build-manifest.json")).unwrap();
    let run = run(folder.path(), &[]);
    let errors = String::from_utf8(run.stderr).unwrap();
    let path = folder.path().join("build-manifest.json");
    let expected = format!(
        "complaints: cannot read {}: No such file or directory (os error 2): expected a folder that ./x build made with this version\n",
        path.display()
    );
    assert_eq!((errors, run.status.code()), (expected, Some(2)));
}

/// The links of a page to its languages, as search engines read them.
fn alternates(folder: &Path, page: &str) -> Vec<(String, String)> {
    let page = fs::read_to_string(folder.join(page)).unwrap();
    let links = page.split("<link rel=\"alternate\" hreflang=\"").skip(1);
    links
        .map(|link| {
            let (tag, rest) = link.split_once("\" href=\"").unwrap();
            (tag.to_owned(), rest.split_once('"').unwrap().0.to_owned())
        })
        .collect()
}

#[test]
fn pages_name_each_other_to_search_engines_by_whole_addresses_or_not_at_all() {
    let folder = built();
    let named = |address: &str| {
        [("en-GB", ""), ("cy", "cy.html")]
            .map(|(tag, page)| (tag.to_owned(), [address, page].concat()))
    };
    for address in [
        "https://www.company.example/complaints",
        "http://company.example:8080/",
    ] {
        prerender_for(folder.path(), &["--base", address]);
        for page in ["index.html", "cy.html"] {
            let whole = named(&[address.trim_end_matches('/'), "/"].concat());
            assert_eq!(alternates(folder.path(), page), whole, "{page}");
        }
    }
    prerender(folder.path());
    for page in ["index.html", "cy.html"] {
        assert_eq!(alternates(folder.path(), page), [], "{page}");
    }
}

#[test]
fn a_base_that_is_not_a_whole_address_is_refused_and_nothing_is_written() {
    let folder = built();
    let before = files(folder.path());
    for base in [
        "/complaints/",
        "www.company.example",
        "https://",
        "https:///complaints/",
        "ftp://company.example/",
    ] {
        let run = run(folder.path(), &["--base", base]);
        let errors = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status.code(), Some(2), "{base}");
        let expected = format!(
            "invalid value '{base}' for '--base <URL>': expected a whole address, like https://www.company.example/complaints/"
        );
        assert!(errors.contains(&expected), "{errors}");
        assert!(
            files(folder.path()) == before,
            "{base}: the folder has changed"
        );
    }
}

/// What `complaints embed` prints for a folder.
#[track_caller]
fn embed(folder: &Path, options: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_complaints"))
        .args(["embed", "--dist"])
        .arg(folder)
        .args(options)
        .output()
        .unwrap();
    let errors = String::from_utf8(run.stderr).unwrap();
    assert_eq!((errors.as_str(), run.status.code()), ("", Some(0)));
    String::from_utf8(run.stdout).unwrap()
}

#[test]
fn the_short_snippet_is_the_script_and_the_tag_with_a_line_in_it() {
    let folder = built();
    prerender(folder.path());
    assert_eq!(
        embed(folder.path(), &["--short", "--heading", "3"]),
        "<script type=\"module\" src=\"/complaints/complaints.js\"></script>\n\
         <complaints-procedure copy=\"/complaints/complaints.json\" heading=\"3\">\
         <p><a href=\"/complaints/form\">Go to the complaint form</a> \
         <a href=\"tel:01702668836\" dir=\"ltr\">01702 668836</a></p></complaints-procedure>\n"
    );
}

#[test]
fn the_words_alone_have_no_tag_but_those_of_text_and_lead_to_the_forms_own_page() {
    let folder = built();
    prerender(folder.path());
    let words = embed(folder.path(), &["--words", "--heading", "2"]);
    let tags: std::collections::BTreeSet<&str> = words
        .split('<')
        .skip(1)
        .filter_map(|tag| tag.trim_start_matches('/').split([' ', '>']).next())
        .collect();
    let text = [
        "a", "details", "h2", "h3", "h4", "li", "ol", "p", "strong", "summary", "ul",
    ];
    assert_eq!(tags, text.into());
    assert!(
        words.contains("<a href=\"/complaints/\">Go to the complaint form</a>"),
        "{words}"
    );
    assert_eq!(words.matches("<h2>").count(), 1, "{words}");
}

#[test]
fn the_first_heading_of_the_snippet_has_the_level_asked_for_with_and_without_styles() {
    let folder = built();
    prerender(folder.path());
    for level in 1..=4 {
        let snippet = embed(folder.path(), &["--heading", &level.to_string()]);
        for above in 1..level {
            assert!(
                !snippet.contains(&format!("<h{above}")),
                "{level}: h{above}"
            );
        }
        assert_eq!(snippet.matches(&format!("<h{level}")).count(), 2, "{level}");
    }
}

#[test]
fn a_tag_of_a_page_says_which_level_its_first_heading_has() {
    let folder = built();
    let index = folder.path().join("index.html");
    let page = fs::read_to_string(&index).unwrap();
    fs::write(
        &index,
        page.replace(
            "<complaints-procedure ",
            "<complaints-procedure heading=\"2\" ",
        ),
    )
    .unwrap();
    prerender(folder.path());
    let page = fs::read_to_string(&index).unwrap();
    assert!(!page.contains("<h1") && page.contains("<h2"), "{page}");
}

#[test]
fn an_endpoint_of_another_server_is_no_page_to_send_a_customer_to() {
    let folder = built();
    let copy = folder.path().join("complaints.json");
    let elsewhere = fs::read_to_string(&copy).unwrap().replace(
        "\"endpoint\": \"/complaints/form\"",
        "\"endpoint\": \"https://desk.example/api\"",
    );
    fs::write(&copy, elsewhere).unwrap();
    prerender(folder.path());
    let line = embed(folder.path(), &["--short"]);
    assert!(
        line.contains("<a href=\"/complaints/\">Go to the complaint form</a>"),
        "{line}"
    );
}
