//! Short names for what a wasm program and its glue call each other: wasm-bindgen's are long, and half
//! of each is a hash.

use std::collections::{HashMap, HashSet};

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

/// Which name became which, as wasm-opt's `--minify-imports-and-exports-and-modules` prints it.
#[derive(Debug, Deserialize)]
pub struct Renamed {
    /// Module, name, short name.
    imports: Vec<(String, String, String)>,
    /// Name, short name.
    exports: Vec<(String, String)>,
}

/// What wasm-opt calls the one module that everything is imported from.
const MODULE: &str = "a";

impl Renamed {
    /// Reads what wasm-opt printed.
    pub fn read(printed: &[u8]) -> Result<Self> {
        serde_json::from_slice(printed).context("wasm-opt did not say what it renamed")
    }

    /// The short names of what it gives, by the long ones.
    pub fn exports(&self) -> HashMap<&str, &str> {
        let exports = self.exports.iter();
        exports.map(|(name, short)| (&**name, &**short)).collect()
    }

    /// The glue with the names that the program has now.
    ///
    /// # Errors
    ///
    /// The glue lacks an import of the program: then neither would find the other.
    pub fn apply(&self, glue: &str) -> Result<String> {
        let modules: HashSet<&str> = self.imports.iter().map(|(module, ..)| &**module).collect();
        let imports: HashMap<&str, &str> = self
            .imports
            .iter()
            .map(|(_, name, short)| (&**name, &**short))
            .collect();
        let exports = self.exports();
        if modules.len() > 1 {
            bail!("the program imports from {modules:?}, expected one module");
        }
        let mut missing: HashSet<&str> = imports.keys().copied().collect();
        let mut renamed = String::with_capacity(glue.len());
        let (mut last, mut before) = ("", "");
        for word in words(glue) {
            let new = match word {
                _ if imports.contains_key(word) => {
                    missing.remove(word);
                    imports[word]
                }
                _ if (before, last) == ("wasm", ".") && exports.contains_key(word) => exports[word],
                word => word,
            };
            renamed.push_str(new);
            (before, last) = (last, word);
        }
        if !missing.is_empty() {
            bail!("the glue has no {missing:?}, which the program imports");
        }
        let Some(module) = modules.into_iter().next() else {
            return Ok(renamed);
        };
        let (old, new) = (format!("\"{module}\""), format!("\"{MODULE}\""));
        if !renamed.contains(&old) {
            bail!("the glue does not name the module {old}");
        }
        Ok(renamed.replace(&old, &new))
    }
}

/// A script, cut between names and what stands between them.
fn words(script: &str) -> impl Iterator<Item = &str> {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$';
    let mut rest = script;
    std::iter::from_fn(move || {
        let first = is_name(*rest.as_bytes().first()?);
        let end = rest.bytes().position(|byte| is_name(byte) != first);
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed() -> Renamed {
        let printed = r#"{
            "imports": [["./p_bg.js", "__wbg_new_12", "a"], ["./p_bg.js", "__wbg_new_1", "b"]],
            "exports": [["memory", "c"], ["drawing_new", "d"], ["a", "e"]]
        }"#;
        Renamed::read(printed.as_bytes()).unwrap()
    }

    #[test]
    fn whole_names_become_short_and_nothing_else() {
        let glue = r#"const memory = wasm.memory.buffer; wasm.drawing_new(drawing_new); wasm.drawing_newer();
            imports = { "./p_bg.js": { __wbg_new_1: f, __wbg_new_12(a) { return "é" + wasm.a } } };"#;
        let expected = r#"const memory = wasm.c.buffer; wasm.d(drawing_new); wasm.drawing_newer();
            imports = { "a": { b: f, a(a) { return "é" + wasm.e } } };"#;
        assert_eq!(renamed().apply(glue).unwrap(), expected);
    }

    #[test]
    fn a_glue_of_another_program_is_refused() {
        let error = renamed().apply("\"./p_bg.js\" __wbg_new_1").unwrap_err();
        let expected = "the glue has no {\"__wbg_new_12\"}, which the program imports";
        assert_eq!(error.to_string(), expected);
        let error = renamed().apply("__wbg_new_1 __wbg_new_12").unwrap_err();
        let expected = "the glue does not name the module \"./p_bg.js\"";
        assert_eq!(error.to_string(), expected);
    }
}
