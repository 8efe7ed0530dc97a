//! One copy file beside another: what a translation lacks, and what it left as it was.

use super::texts::{below, keys};
use super::{Finding, Rule, Severity};
use crate::base::json::{self, Position, Value};
use crate::copy::model::{CaseCopy, PageCopy};
use crate::copy::problem::CopyError;
use crate::copy::read::{parse, without_mark};
use crate::copy::shape::{KeyShape, Shape, Shaped};

const SOURCE: &str = "README.md, Another language";

const MISSING: Rule = Rule {
    code: "missing",
    source: SOURCE,
};
const UNCHANGED: Rule = Rule {
    code: "unchanged",
    source: SOURCE,
};
const OTHER_FACT: Rule = Rule {
    code: "other-fact",
    source: SOURCE,
};
const OTHER_PLACEHOLDERS: Rule = Rule {
    code: "other-placeholders",
    source: SOURCE,
};

/// What a copy file lacks of another, and what it says in the same words, in its order.
///
/// Entries are matched by their `id`, `reason` or `value`, and otherwise by their place. What every
/// copy file must have, [`check`](super::check) says.
///
/// # Errors
///
/// The other text is not JSON.
pub fn compare(text: &str, other: &str) -> Result<Vec<Finding>, CopyError> {
    compare_as(&PageCopy::shape(), text, other)
}

/// The same of the files with the words of the customer's case.
///
/// # Errors
///
/// The other text is not JSON.
pub fn compare_case(text: &str, other: &str) -> Result<Vec<Finding>, CopyError> {
    compare_as(&CaseCopy::shape(), text, other)
}

fn compare_as(shape: &Shape, text: &str, other: &str) -> Result<Vec<Finding>, CopyError> {
    let text = without_mark(text);
    let other = parse(without_mark(other))?;
    let Ok(value) = parse(text) else {
        return Ok(Vec::new());
    };
    let mut comparison = Comparison {
        text,
        findings: Vec::new(),
    };
    comparison.compare(&value, &other, shape, "");
    let mut findings = comparison.findings;
    findings.sort_by_key(|finding| finding.position);
    Ok(findings)
}

struct Comparison<'t> {
    text: &'t str,
    findings: Vec<Finding>,
}

impl Comparison<'_> {
    fn warn(&mut self, rule: Rule, value: &Value, path: &str, message: String) {
        self.findings.push(Finding {
            position: Position::of(self.text, value.offset()),
            path: path.to_owned(),
            severity: Severity::Warning,
            message,
            rule: Some(rule),
        });
    }

    fn compare(&mut self, value: &Value, other: &Value, shape: &Shape, path: &str) {
        match (shape, value, other) {
            (Shape::Words(_) | Shape::Counted(_), Value::Text(its), Value::Text(others)) => {
                self.words(value, &its.value, &others.value, path);
            }
            // Languages have different forms: each is held against the one that stands for all.
            (Shape::Counted(words), Value::Object(its), _) => {
                let others = match other {
                    Value::Object(others) => others.get("other").unwrap_or(other),
                    _ => other,
                };
                for form in &its.properties {
                    let path = below(path, form.name.as_str());
                    self.compare(&form.value, others, &Shape::Words(*words), &path);
                }
            }
            (Shape::Counted(_), Value::Text(_), Value::Object(others)) => {
                if let Some(other) = others.get("other") {
                    self.compare(value, other, shape, path);
                }
            }
            // The names of months and days are words that no placeholder stands in.
            (Shape::Data { .. }, Value::Text(its), Value::Text(others))
                if path.starts_with("words.") =>
            {
                self.words(value, &its.value, &others.value, path);
            }
            // One company in any language; its name alone may be another one.
            (Shape::Data { .. } | Shape::Count | Shape::Choice(_), _, _)
                if path.starts_with("facts.") && path != "facts.company" =>
            {
                if let (Some(its), Some(others)) = (json::scalar(value), json::scalar(other))
                    && its != others
                {
                    let message = format!("found {its}, but the other file has {others}");
                    self.warn(OTHER_FACT, value, path, message);
                }
            }
            (Shape::List { entry, length }, Value::Array(its), Value::Array(others)) => {
                for (index, other) in others.elements.iter().enumerate() {
                    let same = |its: &Value| identity(its) == identity(other);
                    let found = match identity(other) {
                        Some(_) => its.elements.iter().position(same),
                        None => (index < its.elements.len()).then_some(index),
                    };
                    match found {
                        Some(at) => {
                            let path = format!("{path}[{at}]");
                            self.compare(&its.elements[at], other, entry, &path);
                        }
                        // A list of a fixed length is a problem already.
                        None if length.is_none() => {
                            let entry = match identity(other) {
                                Some(name) => format!("\"{name}\""),
                                None => (index + 1).to_string(),
                            };
                            let message =
                                format!("missing entry {entry}, which the other file has");
                            self.warn(MISSING, value, path, message);
                        }
                        None => {}
                    }
                }
            }
            (Shape::Object(_) | Shape::Kinds { .. }, Value::Object(its), Value::Object(others)) => {
                for KeyShape {
                    key, shape, needed, ..
                } in keys(shape, other)
                {
                    let Some(other) = others.get(key) else {
                        continue;
                    };
                    match its.get(key) {
                        Some(value) => self.compare(value, other, shape, &below(path, key)),
                        None if !needed => {
                            let message =
                                format!("missing key \"{key}\", which the other file has");
                            self.warn(MISSING, value, path, message);
                        }
                        None => {}
                    }
                }
            }
            _ => {}
        }
    }

    fn words(&mut self, value: &Value, its: &str, others: &str, path: &str) {
        let lost: Vec<&str> = placeholders(others)
            .filter(|name| !placeholders(its).any(|kept| kept == *name))
            .collect();
        if !lost.is_empty() {
            let names: Vec<String> = lost.iter().map(|name| format!("{{{name}}}")).collect();
            let message = format!("{} is not here, but in the other file", names.join(", "));
            self.warn(OTHER_PLACEHOLDERS, value, path, message);
        }
        if its == others && has_words(its) {
            let message = "the same words as in the other file, expected a translation";
            self.warn(UNCHANGED, value, path, message.to_owned());
        }
    }
}

/// What makes an entry this one, wherever it stands.
fn identity<'v>(value: &'v Value) -> Option<&'v str> {
    let Value::Object(object) = value else {
        return None;
    };
    let names = ["id", "reason", "value"];
    names
        .iter()
        .find_map(|name| object.get(name))
        .and_then(json::scalar)
}

/// The names in braces.
fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    let after = text.split('{').skip(1);
    after
        .filter_map(|after| Some(after.split_once('}')?.0))
        .filter(|name| !name.is_empty())
}

/// Whether there is something to translate: three letters in a row, outside placeholders and the
/// addresses of links.
fn has_words(text: &str) -> bool {
    let mut words = String::new();
    for part in text.split('{') {
        words.push_str(part.split_once('}').map_or(part, |(_, after)| after));
        words.push(' ');
    }
    let words: Vec<&str> = words
        .split("](")
        .enumerate()
        .map(|(index, part)| match part.split_once(')') {
            Some((_, after)) if index > 0 => after,
            _ => part,
        })
        .collect();
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
    words
        .iter()
        .flat_map(|part| part.split(|c: char| !c.is_alphabetic()))
        .any(|word| letters(word) >= 3)
}
