//! No module uses one that leads back to it.

use std::collections::{BTreeMap, BTreeSet};

use super::{files, top_level};

/// A file of Rust as a module: the names from the top of the package down to it.
type Module = Vec<String>;

/// The module of a file, like `copy::facts` for `src/copy/facts/mod.rs`.
fn module(name: &str) -> Module {
    let path = name.trim_start_matches("src/").trim_end_matches(".rs");
    let mut parts: Module = path.split('/').map(str::to_owned).collect();
    if matches!(
        parts.last().map(String::as_str),
        Some("mod" | "lib" | "main")
    ) {
        parts.pop();
    }
    parts
}

/// How a declaration begins that gives names on.
const GIVEN_ON: [&str; 3] = ["pub use ", "pub(crate) use ", "pub(super) use "];

/// The modules of the package, and where the names lead that each of them gives on.
struct Modules<'f> {
    texts: BTreeMap<Module, &'f str>,
    given_on: BTreeMap<(Module, String), Vec<String>>,
}

impl<'f> Modules<'f> {
    fn of(files: &'f BTreeMap<String, String>) -> Self {
        let texts: BTreeMap<Module, &str> = files
            .iter()
            .map(|(name, text)| (module(name), text.as_str()))
            .collect();
        let mut given_on = BTreeMap::new();
        for (module, text) in &texts {
            let paths = GIVEN_ON.into_iter().flat_map(|start| used(text, start));
            for path in paths {
                if let Some((name, way)) = path.split_last() {
                    given_on.insert((module.clone(), name.clone()), way.to_vec());
                }
            }
        }
        Self { texts, given_on }
    }

    /// The module in which the end of a path is found that stands in a module; none where it is another package's.
    fn find(&self, here: &[String], path: &[String]) -> Option<Module> {
        let (mut at, mut rest): (Module, &[String]) = match path.first()?.as_str() {
            "crate" => (Vec::new(), &path[1..]),
            "self" => (here.to_vec(), &path[1..]),
            "super" => {
                let up = path.iter().take_while(|part| *part == "super").count();
                (here[..here.len().checked_sub(up)?].to_vec(), &path[up..])
            }
            first => {
                let below = [here, &[first.to_owned()]].concat();
                self.texts.get(&below)?;
                (here.to_vec(), path)
            }
        };
        while let Some((next, after)) = rest.split_first() {
            let below = [at.as_slice(), std::slice::from_ref(next)].concat();
            if self.texts.contains_key(&below) {
                (at, rest) = (below, after);
                continue;
            }
            let Some(way) = self.given_on.get(&(at.clone(), next.clone())) else {
                break;
            };
            let on = [way.as_slice(), rest].concat();
            let found = self.find(&at, &on)?;
            return (found != at).then_some(found);
        }
        Some(at)
    }

    /// What each module uses, but for those that it is in and those that are in it: these are one with it.
    fn uses(&self) -> BTreeMap<Module, BTreeSet<Module>> {
        let of = |(module, text): (&Module, &&str)| {
            let starts = GIVEN_ON.into_iter().chain(["use "]);
            let mut found: BTreeSet<Module> = starts
                .flat_map(|start| used(text, start))
                .filter_map(|path| self.find(module, &path))
                .collect();
            found.retain(|other| !other.starts_with(module) && !module.starts_with(other));
            (module.clone(), found)
        };
        self.texts.iter().map(of).collect()
    }
}

/// The paths of the declarations in a text that begin a line with this.
fn used(text: &str, start: &str) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    for (at, _) in text.match_indices(start) {
        let line = &text[text[..at].rfind('\n').map_or(0, |end| end + 1)..at];
        if line.trim().is_empty() {
            let declared = text[at + start.len()..]
                .split(';')
                .next()
                .unwrap_or_default();
            expand(&[], declared, &mut paths);
        }
    }
    paths
}

/// Writes out a path with lists in it: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn expand(before: &[String], path: &str, paths: &mut Vec<Vec<String>>) {
    let parts = |text: &str| {
        let parts = text
            .split("::")
            .map(str::trim)
            .filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect::<Vec<_>>()
    };
    match path.split_once('{') {
        Some((way, list)) => {
            let before = [before, &parts(way)].concat();
            for entry in top_level(list) {
                if !entry.is_empty() {
                    expand(&before, entry, paths);
                }
            }
        }
        None => {
            let plain = path.split(" as ").next().unwrap_or_default();
            paths.push([before, &parts(plain)].concat());
        }
    }
}

/// The modules that lead back to themselves, by their names.
fn circles(files: &BTreeMap<String, String>) -> Vec<String> {
    let uses = Modules::of(files).uses();
    let mut reached = uses.clone();
    loop {
        let before = reached.clone();
        for found in reached.values_mut() {
            let further = found.iter().filter_map(|one| before.get(one)).flatten();
            let further: Vec<Module> = further.cloned().collect();
            found.extend(further);
        }
        if reached == before {
            break;
        }
    }
    let circular = reached
        .iter()
        .filter(|(module, found)| found.contains(*module));
    circular.map(|(module, _)| module.join("::")).collect()
}

#[test]
fn no_module_uses_one_that_uses_it() {
    assert_eq!(circles(&files("src", "rs")), Vec::<String>::new());
}

#[test]
fn a_circle_would_be_noticed() {
    let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let files = BTreeMap::from([
        file("src/lib.rs", "pub mod a;\nmod b;\n"),
        file("src/a/mod.rs", "mod one;\nmod two;\npub use two::Two;\n"),
        file(
            "src/a/one.rs",
            "use std::fmt;\nuse crate::b::{B, C as D};\n",
        ),
        file("src/a/two.rs", "use super::one::One;\n"),
        file("src/b.rs", "use crate::a::Two;\n"),
        file("src/c.rs", "// use crate::c::C;\nuse crate::a::Two;\n"),
    ]);
    assert_eq!(circles(&files), ["a::one", "a::two", "b"]);
}
