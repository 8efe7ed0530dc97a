//! A file of settings: TOML, as far as a list of names and values goes.

use std::path::Path;

use super::{CliError, read_text};

/// A line of it: `name = value`.
pub struct Setting {
    /// Counted from 1.
    pub line: usize,
    pub name: String,
    /// A single value, or those of a list.
    pub values: Vec<String>,
}

/// Reads a file of settings.
///
/// # Errors
///
/// It cannot be read, is not UTF-8, or a line is none: the message says which.
pub fn read(path: &Path) -> Result<Vec<Setting>, CliError> {
    let text = read_text(path)?;
    let lines = text.lines().zip(1..);
    let mut settings: Vec<Setting> = Vec::new();
    for (content, line) in lines {
        let fault =
            |expected: &str| CliError::unreadable(format!("{}:{line}: {expected}", path.display()));
        let content = content.trim();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let (name, value) = content
            .split_once('=')
            .ok_or_else(|| fault(&format!("expected name = value, found {content:?}")))?;
        let name = name.trim().trim_matches('"').to_owned();
        if settings.iter().any(|earlier| earlier.name == name) {
            return Err(fault(&format!("{name} stands there twice")));
        }
        let values = values(value).ok_or_else(|| {
            fault(&format!(
                "{name}: expected \"a text\", a number, true, false or a list [\"a\", \"b\"] on one line, found {}",
                value.trim()
            ))
        })?;
        settings.push(Setting { line, name, values });
    }
    Ok(settings)
}

/// The value at the start of a text, or the values of a list; nothing but a comment may follow.
fn values(text: &str) -> Option<Vec<String>> {
    let text = text.trim();
    let Some(mut rest) = text.strip_prefix('[').map(str::trim_start) else {
        let (value, rest) = value(text)?;
        return is_over(rest).then(|| vec![value]);
    };
    let mut values = Vec::new();
    loop {
        if let Some(rest) = rest.strip_prefix(']') {
            return is_over(rest).then_some(values);
        }
        let (value, after) = value(rest)?;
        values.push(value);
        rest = after.trim_start();
        match rest.strip_prefix(',') {
            Some(after) => rest = after.trim_start(),
            None if rest.starts_with(']') => {}
            None => return None,
        }
    }
}

fn is_over(rest: &str) -> bool {
    let rest = rest.trim();
    rest.is_empty() || rest.starts_with('#')
}

/// A value, and what follows it.
fn value(text: &str) -> Option<(String, &str)> {
    if let Some(literal) = text.strip_prefix('\'') {
        let (value, rest) = literal.split_once('\'')?;
        return Some((value.to_owned(), rest));
    }
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text
            .find(|c: char| !(c.is_ascii_alphanumeric() || "+-_.".contains(c)))
            .unwrap_or(text.len());
        let bare = &text[..end];
        let is_bare = ["true", "false"].contains(&bare) || bare.parse::<i64>().is_ok();
        return is_bare.then(|| (bare.to_owned(), &text[end..]));
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((value, &quoted[at + 1..])),
            '\\' => match characters.next()?.1 {
                escaped @ ('"' | '\\') => value.push(escaped),
                't' => value.push('\t'),
                'n' => value.push('\n'),
                _ => return None,
            },
            character => value.push(character),
        }
    }
    None
}

/// A text as it is written in such a file.
pub fn quoted(text: &str) -> String {
    let escaped = text
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
        .replace('\t', "\\t");
    ["\"", &escaped, "\""].concat()
}
