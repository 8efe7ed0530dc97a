use std::borrow::Cow;

use super::value::{Array, Number, Object, Property, Text, Value};

/// Arrays and objects deeper than this are refused: each takes room on the stack.
const MAX_DEPTH: usize = 512;

/// Reads a text that is one JSON value and nothing else.
///
/// # Errors
/// The offset where the text is none any more.
///
/// # Source
/// RFC 8259.
pub fn read(text: &str) -> Result<Value<'_>, usize> {
    let mut reader = Strict {
        text,
        at: 0,
        depth: 0,
    };
    let value = reader.value().ok_or(reader.at)?;
    reader.spaces();
    if reader.at == text.len() {
        Ok(value)
    } else {
        Err(reader.at)
    }
}

/// Nothing that it reads is of another length in characters than in bytes, but inside a text.
struct Strict<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

impl<'t> Strict<'t> {
    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// Goes past this, if it stands here.
    fn take(&mut self, token: &str) -> Option<()> {
        self.text
            .get(self.at..)?
            .starts_with(token)
            .then(|| self.at += token.len())
    }

    fn spaces(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    fn value(&mut self) -> Option<Value<'t>> {
        self.spaces();
        let offset = self.at;
        Some(match self.peek() {
            b'"' => Value::Text(self.text()?),
            b'{' => {
                let mut properties = Vec::new();
                self.list("{", "}", |reader| {
                    reader.spaces();
                    let name = reader.text()?;
                    reader.spaces();
                    reader.take(":")?;
                    let value = reader.value()?;
                    properties.push(Property { name, value });
                    Some(())
                })?;
                Value::Object(Object { properties, offset })
            }
            b'[' => {
                let mut elements = Vec::new();
                self.list("[", "]", |reader| {
                    elements.push(reader.value()?);
                    Some(())
                })?;
                Value::Array(Array { elements, offset })
            }
            b't' => {
                self.take("true")?;
                Value::Bool {
                    value: true,
                    offset,
                }
            }
            b'f' => {
                self.take("false")?;
                Value::Bool {
                    value: false,
                    offset,
                }
            }
            b'n' => {
                self.take("null")?;
                Value::Null { offset }
            }
            _ => {
                self.number()?;
                Value::Number(Number {
                    value: self.text.get(offset..self.at)?,
                    offset,
                })
            }
        })
    }

    /// What stands between two brackets, with commas in between.
    fn list(
        &mut self,
        open: &str,
        close: &str,
        mut entry: impl FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        self.take(open)?;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        self.spaces();
        if self.take(close).is_none() {
            loop {
                entry(self)?;
                self.spaces();
                if self.take(close).is_some() {
                    break;
                }
                self.take(",")?;
            }
        }
        self.depth -= 1;
        Some(())
    }

    fn number(&mut self) -> Option<()> {
        _ = self.take("-");
        if self.take("0").is_none() {
            self.digits()?;
        }
        if self.take(".").is_some() {
            self.digits()?;
        }
        if matches!(self.peek(), b'e' | b'E') {
            self.at += 1;
            if matches!(self.peek(), b'+' | b'-') {
                self.at += 1;
            }
            self.digits()?;
        }
        Some(())
    }

    fn digits(&mut self) -> Option<()> {
        let first = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        (self.at > first).then_some(())
    }

    fn text(&mut self) -> Option<Text<'t>> {
        let offset = self.at;
        self.take("\"")?;
        let mut value = Cow::Borrowed("");
        loop {
            let plain = self.at;
            let rest = self.text.as_bytes().get(plain..)?;
            self.at += rest.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
            // A text without escapes is lent.
            value += self.text.get(plain..self.at)?;
            match self.peek() {
                b'"' => {
                    self.at += 1;
                    return Some(Text { value, offset });
                }
                _ => {
                    let character = self.escape()?;
                    value.to_mut().push(character);
                }
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        self.at += 1;
        let escaped = self.peek();
        self.at += 1;
        Some(match escaped {
            b'"' | b'\\' | b'/' => char::from(escaped),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let mut units = [self.unit()?, 0];
                let is_first_half = matches!(units[0], 0xd800..0xdc00);
                if is_first_half {
                    self.take("\\u")?;
                    units[1] = self.unit()?;
                }
                let units = if is_first_half {
                    &units[..]
                } else {
                    &units[..1]
                };
                char::decode_utf16(units.iter().copied()).next()?.ok()?
            }
            _ => {
                self.at -= 1;
                return None;
            }
        })
    }

    /// A UTF-16 unit in four hexadecimal digits.
    fn unit(&mut self) -> Option<u16> {
        let digits = self.text.get(self.at..self.at + 4)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        self.at += 4;
        u16::from_str_radix(digits, 16).ok()
    }
}
