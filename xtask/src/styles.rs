//! The one stylesheet, from those in `style/`.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

/// The stylesheet that names the others, in cascade order.
pub const ENTRY: &str = "complaints.css";

/// Joins the stylesheets that an entry imports, in its order.
///
/// # Errors
///
/// One cannot be read, or the entry has a line that is neither an import nor a remark.
pub fn join(folder: &Path, entry: &str) -> Result<String> {
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let sheets = imports(&read(entry)?).with_context(|| format!("in {entry}"))?;
    sheets.iter().map(|sheet| read(sheet)).collect()
}

/// The names in a stylesheet of imports, one a line.
fn imports(text: &str) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with("/*") && line.ends_with("*/") {
            continue;
        }
        let name = line
            .strip_prefix("@import \"")
            .and_then(|rest| rest.strip_suffix("\";"));
        match name {
            Some(name) if names.iter().any(|other| other == name) => {
                bail!("line {number}: {name} is imported twice")
            }
            Some(name) => names.push(name.to_owned()),
            None => bail!("line {number}: expected @import \"name.css\"; found {line}"),
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_stand_in_the_order_of_the_imports() {
        let folder = tempfile::tempdir().unwrap();
        let entry = "/* In order. */\n@import \"b.css\";\n\n@import \"a.css\";\n";
        for (name, text) in [("entry.css", entry), ("a.css", "a{}"), ("b.css", "b{}")] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        assert_eq!(join(folder.path(), "entry.css").unwrap(), "b{}a{}");
    }

    #[test]
    fn what_is_no_import_is_refused_with_its_line() {
        for (text, expected) in [
            (
                "@import \"a.css\";\na { }\n",
                "line 2: expected @import \"name.css\"; found a { }",
            ),
            (
                "@import \"a.css\" print;",
                "line 1: expected @import \"name.css\"; found @import \"a.css\" print;",
            ),
            (
                "@import \"a.css\";\n@import \"a.css\";",
                "line 2: a.css is imported twice",
            ),
        ] {
            assert_eq!(imports(text).unwrap_err().to_string(), expected);
        }
    }
}
