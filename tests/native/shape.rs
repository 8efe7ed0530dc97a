//! The house: which room may use which, that no module leads back to itself, and that components and their stylesheets come in pairs.

mod circles;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The rooms in reading order; rooms side by side may not use each other. `main.rs`, `checker.rs` and `lib.rs` stand outside.
const ROOMS: [&[&str]; 8] = [
    &["base"],
    &["domain"],
    &["copy"],
    &["view_model"],
    &["ui"],
    &["prerender"],
    &["browser", "receiver"],
    &["cli"],
];

/// What stands at the top beside what begins with a dot and what `.gitignore` names.
const TOP: [&str; 13] = [
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "Trunk.toml",
    "index.html",
    "public",
    "rust-toolchain.toml",
    "src",
    "style",
    "tests",
    "x",
    "xtask",
];

/// The place of a room in the order.
fn floor(room: &str) -> Option<usize> {
    ROOMS.iter().position(|rooms| rooms.contains(&room))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of an ending below a folder of the package, with its text, in order of their paths.
fn files(folder: &str, ending: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|its| its == ending) {
                let name = path
                    .strip_prefix(root())
                    .expect("the file is in the package")
                    .display()
                    .to_string();
                found.insert(
                    name,
                    std::fs::read_to_string(&path).expect("the file is text"),
                );
            }
        }
    }
    found
}

/// The rooms that a text of Rust names by `crate::`.
fn rooms_used(text: &str) -> BTreeSet<String> {
    let word = |text: &str| {
        text.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect::<String>()
    };
    let mut used = BTreeSet::new();
    for after in text.split("crate::").skip(1) {
        match after.strip_prefix('{') {
            Some(list) => used.extend(top_level(list).into_iter().map(word)),
            None => _ = used.insert(word(after)),
        }
    }
    used
}

/// The entries of a list up to its closing brace, whatever braces stand inside.
fn top_level(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut entries) = (0, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                entries.push(list[start..at].trim());
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    entries
}

/// What each file of a room uses though it stands below or beside, as sentences.
fn faults(files: &BTreeMap<String, String>) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, text) in files {
        let room = name.split('/').nth(1).unwrap_or_default();
        let Some(own) = floor(room) else { continue };
        for used in rooms_used(text) {
            if used != room && floor(&used).is_some_and(|its| its >= own) {
                faults.push(format!(
                    "{name} uses {used}, but {room} stands above or beside it"
                ));
            }
        }
    }
    faults
}

#[test]
fn nothing_stands_at_the_top_that_nobody_put_there() {
    let ignored = std::fs::read_to_string(root().join(".gitignore")).expect("it is there");
    let is_ignored = |name: &str| {
        let mut patterns = ignored.lines().map(|line| line.trim_start_matches('/'));
        patterns.any(|pattern| match pattern.split_once('*') {
            Some((start, _)) => name.starts_with(start),
            None => name == pattern,
        })
    };
    let names = std::fs::read_dir(root()).expect("the folder is there");
    let names = names.map(|entry| entry.expect("it can be read").file_name());
    let strange: Vec<String> = names
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.') && !TOP.contains(&&**name) && !is_ignored(name))
        .collect();
    assert_eq!(strange, [""; 0]);
}

#[test]
fn no_room_uses_a_room_below_it() {
    assert_eq!(faults(&files("src", "rs")), Vec::<String>::new());
}

#[test]
fn a_room_that_used_one_below_would_be_noticed() {
    let file = |text: &str| {
        BTreeMap::from([("src/domain/complaint/field.rs".to_owned(), text.to_owned())])
    };
    let expected =
        ["src/domain/complaint/field.rs uses view_model, but domain stands above or beside it"];
    for text in [
        "use crate::view_model::Journey;",
        "fn a() -> crate::view_model::Journey {",
        "use crate::{base::{text, json}, view_model};",
        "use crate::{\n    base::text,\n    view_model::{Journey},\n};",
    ] {
        assert_eq!(faults(&file(text)), expected, "{text}");
    }
    assert_eq!(
        faults(&file("use crate::base::text;")),
        Vec::<String>::new()
    );
}

#[test]
fn every_folder_and_file_of_the_package_is_a_known_room() {
    let rooms: BTreeSet<String> = files("src", "rs")
        .keys()
        .filter_map(|name| name.split('/').nth(1).map(str::to_owned))
        .collect();
    let known: BTreeSet<String> = ROOMS
        .iter()
        .flat_map(|rooms| rooms.iter())
        .chain(&["checker.rs", "lib.rs", "main.rs"])
        .map(|room| (*room).to_owned())
        .collect();
    assert_eq!(rooms, known);
}

#[test]
fn the_pure_rooms_name_neither_leptos_nor_the_browser() {
    for (name, text) in files("src", "rs") {
        if ["src/base/", "src/domain/", "src/copy/", "src/view_model/"]
            .iter()
            .any(|room| name.starts_with(room))
        {
            for foreign in [
                "leptos",
                "web_sys",
                "js_sys",
                "wasm_bindgen",
                "std::fs",
                "std::env",
                "Utc::now",
                "Local",
            ] {
                assert!(!text.contains(foreign), "{name} names {foreign}");
            }
        }
    }
}

/// The blocks of the classes in a text, like `cp-field` for `cp-field__label`.
fn blocks(text: &str) -> BTreeSet<String> {
    let classes = text.match_indices("cp-").filter(|(at, _)| {
        // Not the middle of a longer name, and not a custom property.
        !text[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_')
    });
    let class = |(at, _): (usize, &str)| {
        let name = text[at..]
            .split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
            .next();
        let name = name
            .unwrap_or_default()
            .split("__")
            .next()
            .unwrap_or_default();
        name.split("--").next().unwrap_or_default().to_owned()
    };
    // What all classes start with is no block.
    classes.map(class).filter(|block| block != "cp-").collect()
}

/// The name that a component file's block and stylesheet have.
fn component(file: &str) -> String {
    Path::new(file)
        .file_stem()
        .expect("a file has a name")
        .to_string_lossy()
        .replace('_', "-")
}

#[test]
fn a_component_of_a_block_of_its_own_has_a_stylesheet_of_its_name() {
    let sheets = files("style", "css");
    for (name, text) in files("src/ui", "rs") {
        let own = component(&name);
        // The page itself is the layout.
        if own != "page" && blocks(&text).contains(&format!("cp-{own}")) {
            let sheet = format!("style/components/{own}.css");
            assert!(sheets.contains_key(&sheet), "{name} has no {sheet}");
        }
    }
}

/// The components that take a step of the journey, or of the saved answers: what they may do is the page's own.
const STEPS: [&str; 9] = [
    "check-answers",
    "check-result",
    "complaint-form",
    "file-field",
    "receipt",
    "save-draft",
    "saved-drafts",
    "self-check",
    "send-failed",
];

#[test]
fn a_component_is_given_what_it_shows_and_not_the_whole_page() {
    for (name, text) in files("src/ui", "rs") {
        let own = component(&name);
        if own != "page" && blocks(&text).contains(&format!("cp-{own}")) {
            let takes_a_step = STEPS.contains(&own.as_str());
            assert_eq!(text.contains("PageState"), takes_a_step, "{name}");
        }
    }
}

#[test]
fn every_class_of_a_view_is_styled_under_the_name_of_its_block() {
    let styled: BTreeSet<String> = files("style", "css")
        .into_iter()
        .filter(|(name, _)| ["style/layout.css", "style/utilities.css"].contains(&name.as_str()))
        .flat_map(|(_, text)| blocks(&text))
        .collect();
    for (name, text) in files("src/ui", "rs") {
        for block in blocks(&text) {
            let sheet = format!("style/components/{}.css", block.trim_start_matches("cp-"));
            assert!(
                styled.contains(&block) || root().join(&sheet).exists(),
                "{name} uses .{block}, which no {sheet} styles"
            );
        }
    }
}

#[test]
fn every_stylesheet_of_a_component_belongs_to_a_view() {
    let used: BTreeSet<String> = files("src/ui", "rs")
        .values()
        .flat_map(|text| blocks(text))
        .collect();
    for name in files("style/components", "css").keys() {
        let block = format!("cp-{}", component(name));
        assert!(used.contains(&block), "no view uses .{block} of {name}");
    }
}

#[test]
fn a_stylesheet_styles_the_block_of_its_name_in_its_layer() {
    for (name, text) in files("style/components", "css") {
        assert!(
            text.starts_with("@layer components {"),
            "{name} stands in no layer"
        );
        assert!(
            blocks(&text).contains(&format!("cp-{}", component(&name))),
            "{name} does not style its own block"
        );
    }
}

#[test]
fn every_class_of_the_desk_is_styled_by_a_sheet_that_it_serves() {
    let served = std::fs::read_to_string(root().join("src/receiver/desk/styles.rs"))
        .expect("the desk has styles");
    let served: BTreeSet<String> = served
        .split("include_str!(\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|name| name.ends_with(".css"))
        .map(|name| root().join("src/receiver/desk").join(name))
        .flat_map(|path| blocks(&std::fs::read_to_string(path).expect("the sheet is there")))
        .collect();
    for (name, text) in files("src/receiver/desk/views", "rs") {
        for block in blocks(&text) {
            assert!(served.contains(&block), "{name} uses .{block}");
        }
    }
}

/// What follows each `:has()` of a stylesheet in its selector.
fn after_has(text: &str) -> impl Iterator<Item = &str> {
    text.split(":has(").skip(1).map(|rest| {
        let mut open = 1;
        let end = rest.find(|char| {
            open += i32::from(char == '(') - i32::from(char == ')');
            open == 0
        });
        let after = end.map_or("", |end| &rest[end + 1..]);
        after.split([',', '{']).next().unwrap_or_default().trim()
    })
}

// In a shadow root WebKit does not see `:has()` change for an element beside or inside the one that has.
#[test]
fn an_element_is_styled_by_what_it_has_itself() {
    for (name, text) in files("style", "css") {
        for after in after_has(&text) {
            assert!(
                !after.contains([' ', '>', '+', '~']),
                "{name}: `:has()` before `{after}`"
            );
        }
    }
}

#[test]
fn every_value_that_a_stylesheet_takes_is_given_by_one() {
    let name = |text: &str| {
        text.split([':', ',', ')'])
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let mut sheets = files("style", "css");
    sheets.extend(files("src/preview", "css"));
    sheets.extend(files("src/receiver", "css"));
    let lines = || sheets.values().flat_map(|text| text.lines());
    let given: BTreeSet<String> = lines()
        .map(str::trim)
        .filter(|line| line.starts_with("--_"))
        .map(name)
        .collect();
    let by_script = ["--_page-width", "--_page-scale"];
    for (sheet, text) in &sheets {
        for taken in text.split("var(").skip(1).map(name) {
            let is_private = taken.starts_with("--_") && !by_script.contains(&&*taken);
            assert!(
                !is_private || given.contains(&taken),
                "{sheet} takes {taken}"
            );
        }
    }
}

/// The stylesheet that names the others.
const ENTRY: &str = "style/complaints.css";

#[test]
fn every_stylesheet_is_imported_once() {
    let entry = std::fs::read_to_string(root().join(ENTRY)).expect("the entry is there");
    let imported: Vec<String> = entry
        .lines()
        .filter_map(|line| Some(line.split_once('"')?.1.split_once('"')?.0))
        .map(|name| ["style/", name].concat())
        .collect();
    let once: BTreeSet<&str> = imported.iter().map(String::as_str).collect();
    assert_eq!(imported.len(), once.len(), "a stylesheet is imported twice");
    let sheets = files("style", "css");
    let there = sheets.keys().map(String::as_str);
    assert_eq!(once, there.filter(|name| *name != ENTRY).collect());
}

#[test]
fn stylesheets_are_imported_in_the_order_of_their_layers() {
    let entry = std::fs::read_to_string(root().join(ENTRY)).expect("the entry is there");
    let at = |sheet: &str| {
        entry
            .find(&format!("\"{sheet}.css\""))
            .unwrap_or_else(|| panic!("{sheet} is not imported"))
    };
    let order = [
        "layers",
        "tokens",
        "base",
        "layout",
        "components/bullet-list",
        "components/tick-field",
        "utilities",
        "print",
    ];
    assert!(order.map(at).is_sorted(), "{entry}");
}
