//! Cuts the page's program into parts: what is needed until the form is live, what is only needed later, and what
//! only those need who ask for it. `src/browser/parts.rs` marks where.

use std::collections::HashMap;
use std::convert::Infallible;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CustomSection, ExportSection, ImportSection, Module, Section as _};
use wasmparser::{ExportSectionReader, ImportSectionReader, Parser};

/// What the linker must leave in a program for it to be cut: where it names what.
pub const LINK_FLAG: &str = "-Clink-arg=--emit-relocs";

/// The parts after the first, as `src/browser/parts.rs` calls them. Each may use what those before it bring.
pub const LATER: [&str; 2] = ["later", "case"];

/// The section of the second part that holds what it shares with the third: a module of its own, for the loader to
/// put into the same memory. One file is one request.
const SHARED: &str = "shared";

/// The parts of a program, before wasm-bindgen has seen the first.
pub struct Parts {
    pub first: PathBuf,
    /// In the order of [`LATER`].
    pub later: [PathBuf; LATER.len()],
    /// What several of these need and the first does not.
    pub shared: PathBuf,
}

impl Parts {
    /// Every part that comes after the first.
    pub fn after_first(&self) -> impl Iterator<Item = &PathBuf> {
        self.later.iter().chain([&self.shared])
    }
}

/// Cuts a program, into a folder.
pub fn cut(built: &Path, folder: &Path) -> Result<Parts> {
    let program = fs::read(built).with_context(|| format!("cannot read {}", built.display()))?;
    let first = folder.join(built.file_name().context("the program has no name")?);
    let mut options = wasm_split_cli_support::Options::new(&program);
    options.output_dir = folder;
    options.main_out_path = &first;
    let made = wasm_split_cli_support::transform(options);
    let made = made.map_err(|error| anyhow::anyhow!("cutting the program: {error}"))?;
    let part = |start: &str| {
        let is_part = |path: &&PathBuf| {
            let name = path.file_stem().and_then(|name| name.to_str());
            name.is_some_and(|name| name.starts_with(start))
        };
        made.split_modules.iter().find(is_part).cloned()
    };
    let [second, third] = LATER.map(|name| part(&["split_", name].concat()));
    match (second, third, part("chunk_"), made.split_modules.len()) {
        (Some(second), Some(third), Some(shared), 3) => Ok(Parts {
            first,
            later: [second, third],
            shared,
        }),
        _ => bail!(
            "the program was cut into {:?}, expected {LATER:?} and what they share",
            made.split_modules
        ),
    }
}

/// The second part with what it shares with the third inside.
pub fn with_shared(second: &[u8], shared: &[u8]) -> Vec<u8> {
    let mut with = second.to_vec();
    let section = CustomSection {
        name: SHARED.into(),
        data: shared.into(),
    };
    section.append_to(&mut with);
    with
}

/// The first part without what nothing of the page calls: Leptos brings streams that only its servers use, and
/// whatever is exported stays.
pub fn without_unused(first: &[u8]) -> Result<Vec<u8>> {
    struct Unused;
    impl Reencode for Unused {
        type Error = Infallible;

        fn parse_export_section(
            &mut self,
            exports: &mut ExportSection,
            section: ExportSectionReader<'_>,
        ) -> Result<(), Error<Infallible>> {
            for export in section {
                let export = export?;
                if !export.name.contains("intounderlying") {
                    self.parse_export(exports, export)?;
                }
            }
            Ok(())
        }
    }
    rewritten(Unused, first)
}

/// A later part, asking the first for what it needs by the names that this has now.
pub fn renamed(later: &[u8], names: &HashMap<&str, &str>) -> Result<Vec<u8>> {
    struct Renamed<'n>(&'n HashMap<&'n str, &'n str>);
    impl Reencode for Renamed<'_> {
        type Error = Infallible;

        fn parse_import_section(
            &mut self,
            imports: &mut ImportSection,
            section: ImportSectionReader<'_>,
        ) -> Result<(), Error<Infallible>> {
            for import in section.into_imports() {
                let import = import?;
                let name = self.0.get(import.name).copied().unwrap_or(import.name);
                imports.import(import.module, name, self.entity_type(import.ty)?);
            }
            Ok(())
        }
    }
    rewritten(Renamed(names), later)
}

fn rewritten(mut how: impl Reencode<Error = Infallible>, program: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::new();
    how.parse_core_module(&mut module, Parser::new(0), program)
        .map_err(|error| anyhow::anyhow!("reading a part of the program: {error}"))?;
    Ok(module.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    use wasm_encoder::{EntityType, ExportKind, MemoryType};

    const MEMORY: MemoryType = MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    };

    #[test]
    fn a_later_part_asks_for_what_the_first_gives_by_its_short_name() {
        let import = |name: &str| {
            let mut imports = ImportSection::new();
            imports.import("first", name, EntityType::Memory(MEMORY));
            let mut module = Module::new();
            module.section(&imports);
            module.finish()
        };
        let names = HashMap::from([("memory", "c"), ("table", "d")]);
        assert_eq!(renamed(&import("memory"), &names).unwrap(), import("c"));
        assert_eq!(renamed(&import("other"), &names).unwrap(), import("other"));
    }

    #[test]
    fn what_parts_share_comes_inside_the_second() {
        let second = Module::new().finish();
        let with = with_shared(&second, b"shared module");
        assert!(with.starts_with(&second));
        let mut found = Vec::new();
        for payload in Parser::new(0).parse_all(&with) {
            if let wasmparser::Payload::CustomSection(section) = payload.unwrap() {
                found.push((section.name().to_owned(), section.data().to_vec()));
            }
        }
        assert_eq!(found, [("shared".to_owned(), b"shared module".to_vec())]);
    }

    #[test]
    fn what_nothing_calls_is_no_longer_given() {
        let module = |names: &[&str]| {
            let mut memories = wasm_encoder::MemorySection::new();
            memories.memory(MEMORY);
            let mut exports = ExportSection::new();
            for name in names {
                exports.export(name, ExportKind::Memory, 0);
            }
            let mut module = Module::new();
            module.section(&memories).section(&exports);
            module.finish()
        };
        let all = module(&["memory", "__wbg_intounderlyingsource_free"]);
        assert_eq!(without_unused(&all).unwrap(), module(&["memory"]));
    }
}
