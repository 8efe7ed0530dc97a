//! Strict JSON with positions, for what a company or a server writes.

mod strict;
mod value;

pub use value::{Array, Number, Object, Property, Text, Value};

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

/// Reads one JSON value, at most 512 deep.
///
/// One thing passes that the RFC refuses: control characters in a text, such as line breaks.
///
/// # Errors
/// The first place that is not JSON. An empty text is an error too.
///
/// # Source
/// RFC 8259.
pub fn parse(text: &str) -> Result<Value<'_>, JsonError> {
    strict::read(text).map_err(|offset| fault(text, offset))
}

/// What is wrong with a text that stops being JSON at an offset.
#[cfg(any(not(target_arch = "wasm32"), feature = "check"))]
fn fault(text: &str, offset: usize) -> JsonError {
    use jsonc_parser::{CollectOptions, CommentCollectionStrategy, ParseOptions, parse_to_ast};

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
    // It knows the words for what people do, and lets a little more pass.
    let (offset, message) = match parse_to_ast(text, &collect, &strict) {
        Err(problem) => (problem.range().start, problem.kind().to_string()),
        Ok(parsed) if parsed.value.is_none() => (0, "the text is empty".to_owned()),
        Ok(_) => {
            let message = "an unusual space stands here, expected a plain one";
            (offset, message.to_owned())
        }
    };
    JsonError {
        position: Position::of(text, offset),
        message,
    }
}

/// The page itself does not say what is wrong with a text.
#[cfg(not(any(not(target_arch = "wasm32"), feature = "check")))]
fn fault(text: &str, offset: usize) -> JsonError {
    JsonError {
        position: Position::of(text, offset),
        message: String::new(),
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
            object.get(&key)
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
        Value::Text(text) => Some(&text.value),
        Value::Number(number) => Some(number.value),
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
