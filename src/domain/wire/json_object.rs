use chrono::{DateTime, Utc};

use crate::base::json::{self, Value};

/// What is kept by a browser now; other versions are not read.
const VERSION: &str = "1";

/// Longer texts are not read, in bytes: browsers keep about five megabytes for a whole site.
const MAX_BYTES: usize = 8 << 20;

/// What a browser kept, in a text that may come from anywhere; none where that is nothing of this version.
pub fn kept_value(text: &str) -> Option<Value<'_>> {
    let value = (text.len() <= MAX_BYTES).then(|| json::parse(text).ok())??;
    (scalar(&value, "/version") == Some(VERSION)).then_some(value)
}

/// The text or number that a JSON Pointer leads to.
pub fn scalar<'v>(value: &'v Value, pointer: &str) -> Option<&'v str> {
    json::pointer(value, pointer).and_then(json::scalar)
}

/// An instant in milliseconds since 1970, of a year that every calendar knows.
pub fn instant(value: &Value, pointer: &str) -> Option<DateTime<Utc>> {
    const YEAR_10_000: u64 = 253_402_300_800_000;
    let milliseconds: u64 = scalar(value, pointer)?.parse().ok()?;
    let is_near = milliseconds < YEAR_10_000;
    is_near.then(|| DateTime::from_timestamp_millis(milliseconds as i64))?
}

/// A JSON object that is being written.
#[derive(Default)]
pub struct JsonObject(String);

impl JsonObject {
    /// The beginning of what a browser is to keep.
    pub fn kept() -> Self {
        let mut json = Self::default();
        json.put("version", VERSION);
        json
    }

    /// Adds a member of a value that is JSON already.
    pub fn put(&mut self, name: &str, value: &str) {
        let before = if self.0.is_empty() { "{" } else { "," };
        self.0.extend([before, &json::quoted(name), ":", value]);
    }

    /// Adds a text.
    pub fn put_text(&mut self, name: &str, text: &str) {
        self.put(name, &json::quoted(text));
    }

    pub fn end(mut self) -> String {
        if self.0.is_empty() {
            self.0.push('{');
        }
        self.0.push('}');
        self.0
    }
}
