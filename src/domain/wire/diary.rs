use chrono::{DateTime, Utc};

use super::case::Case;
use super::json_object::{JsonObject, instant, kept_value};
use crate::base::json::{self, Value};

/// A complaint that a device remembers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiaryEntry {
    pub case: Case,
    /// It is forgotten at the first visit from then on.
    pub until: DateTime<Utc>,
}

/// The complaints that a device remembers, the last one first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diary(pub Vec<DiaryEntry>);

/// More complaints are not read: nobody has sent them one by one.
const MAX_ENTRIES: usize = 100;

impl Diary {
    /// The text that a browser keeps.
    pub fn write(&self) -> String {
        let entries: Vec<String> = self.0.iter().map(DiaryEntry::write).collect();
        let mut json = JsonObject::kept();
        json.put("entries", &["[", &entries.join(","), "]"].concat());
        json.end()
    }

    /// What a text holds that may come from anywhere: the entries that can be used.
    pub fn read(text: &str) -> Self {
        let read = || {
            let value = kept_value(text)?;
            let Value::Array(entries) = json::pointer(&value, "/entries")? else {
                return None;
            };
            let entries = entries.elements.iter().take(MAX_ENTRIES);
            Some(entries.filter_map(DiaryEntry::read).collect())
        };
        Self(read().unwrap_or_default())
    }
}

impl DiaryEntry {
    fn write(&self) -> String {
        let Self { case, until } = self;
        let mut json = JsonObject::default();
        case.put(&mut json);
        json.put("until", &until.timestamp_millis().to_string());
        json.end()
    }

    fn read(value: &Value) -> Option<Self> {
        Some(Self {
            case: Case::of(value),
            until: instant(value, "/until")?,
        })
    }
}
