//! Strict JSON with positions, for what a company or a server writes.

pub use jsonc_parser::ast::Value;
use jsonc_parser::{CollectOptions, CommentCollectionStrategy, ParseOptions, parse_to_ast};

use super::TELLS_FAULTS;

/// Where in a text something stands: line and column from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

impl Position {
    /// The position of a byte offset; one past the end stands for the end.
    pub fn of(text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

/// A text that is not JSON: where reading stopped, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    pub position: Position,
    pub message: String,
}

impl std::fmt::Display for JsonError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Position { line, column } = self.position;
        write!(f, "{line}:{column} not JSON: {}", self.message)
    }
}

impl std::error::Error for JsonError {}

/// Reads one JSON value: RFC 8259 (no comments, no trailing commas), at most 512 deep.
///
/// Two things pass that the RFC refuses: control characters in a text, unusual spaces between values.
///
/// # Errors
/// The first place that is not JSON. An empty text is an error too.
pub fn parse(text: &str) -> Result<Value<'_>, JsonError> {
    let collect = CollectOptions {
        comments: CommentCollectionStrategy::Off,
        tokens: false,
    };
    let strict = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_extended_string_escapes: false,
        allow_non_finite_numbers: false,
    };
    let error = |offset, message: String| JsonError {
        position: Position::of(text, offset),
        message,
    };
    match parse_to_ast(text, &collect, &strict) {
        Ok(parsed) => parsed
            .value
            .ok_or_else(|| error(0, "the text is empty".to_owned())),
        Err(_) if !TELLS_FAULTS => Err(error(0, String::new())),
        Err(problem) => Err(error(problem.range().start, problem.kind().to_string())),
    }
}

/// The string, number or other value that a JSON Pointer leads to.
///
/// # Source
/// RFC 6901.
pub fn pointer<'v, 'a>(value: &'v Value<'a>, pointer: &str) -> Option<&'v Value<'a>> {
    let mut steps = pointer.split('/');
    if !steps.next()?.is_empty() {
        return None;
    }
    steps.try_fold(value, |value, step| match value {
        Value::Object(object) => {
            let key = step.replace("~1", "/").replace("~0", "~");
            object
                .properties
                .iter()
                .find(|property| property.name.as_str() == key)
                .map(|property| &property.value)
        }
        Value::Array(array) if step == "0" || !step.starts_with(['0', '+']) => {
            array.elements.get(step.parse::<usize>().ok()?)
        }
        _ => None,
    })
}

/// The text of a string, or the digits of a number.
pub fn scalar<'v>(value: &'v Value<'_>) -> Option<&'v str> {
    match value {
        Value::StringLit(text) => Some(&text.value),
        Value::NumberLit(number) => Some(number.value),
        _ => None,
    }
}

/// A text as a JSON string, in its quotation marks.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\0'..' ' => {
                let code = u32::from(character);
                quoted.push_str(if code < 16 { "\\u000" } else { "\\u001" });
                quoted.extend(char::from_digit(code % 16, 16));
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}
