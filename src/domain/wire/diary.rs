use chrono::{DateTime, NaiveDate, Utc};

use super::KeptReceipt;
use super::json_object::{JsonObject, instant, scalar};
use super::kept::{KeptDraft, MAX_BYTES, VERSION};
use crate::base::json::{self, Value};
use crate::domain::calendar::iso;
use crate::domain::complaint::Draft;

/// What is known of a complaint that may go to CISAS.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Case {
    /// Of a complaint that was sent.
    pub receipt: Option<KeptReceipt>,
    /// What was answered in it. Of files only the names and sizes are kept.
    pub draft: Draft,
    /// The day of the first complaint.
    pub complained_on: Option<NaiveDate>,
    /// The day of the deadlock letter.
    pub letter_on: Option<NaiveDate>,
    /// What the customer wrote into the case file, by the ids of its questions.
    pub written: Vec<(String, String)>,
}

impl Case {
    /// The reference of the complaint; none of one that was not sent.
    pub fn reference(&self) -> Option<&str> {
        let receipt = self.receipt.as_ref()?;
        Some(&receipt.reference)
    }
}

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
        let mut json = JsonObject::default();
        json.put("version", VERSION);
        json.put("entries", &["[", &entries.join(","), "]"].concat());
        json.end()
    }

    /// What a text holds that may come from anywhere: the entries that can be used.
    pub fn read(text: &str) -> Self {
        let read = || {
            let value = json::parse(text).ok()?;
            if scalar(&value, "/version") != Some(VERSION) {
                return None;
            }
            let Value::Array(entries) = json::pointer(&value, "/entries")? else {
                return None;
            };
            let entries = entries.elements.iter().take(MAX_ENTRIES);
            Some(entries.filter_map(DiaryEntry::read).collect())
        };
        let is_usable = text.len() <= MAX_BYTES;
        Self(is_usable.then(read).flatten().unwrap_or_default())
    }
}

impl DiaryEntry {
    fn write(&self) -> String {
        let Self { case, until } = self;
        let mut json = JsonObject::default();
        let draft = KeptDraft {
            draft: case.draft.clone(),
            ..KeptDraft::default()
        };
        draft.write(&mut json);
        if let Some(receipt) = &case.receipt {
            json.put("receipt", &receipt.write());
        }
        for (name, day) in [
            ("complained", case.complained_on),
            ("letter", case.letter_on),
        ] {
            if let Some(day) = day {
                json.put_text(name, &iso::format_date(day));
            }
        }
        let mut written = JsonObject::default();
        for (question, text) in &case.written {
            written.put_text(question, text);
        }
        json.put("written", &written.end());
        json.put("until", &until.timestamp_millis().to_string());
        json.end()
    }

    fn read(value: &Value) -> Option<Self> {
        let day = |pointer| scalar(value, pointer).and_then(iso::parse_date);
        let mut written = Vec::new();
        if let Some(Value::Object(answers)) = json::pointer(value, "/written") {
            for answer in &answers.properties {
                if let Some(text) = json::scalar(&answer.value) {
                    written.push((answer.name.as_str().to_owned(), text.to_owned()));
                }
            }
        }
        Some(Self {
            case: Case {
                receipt: json::pointer(value, "/receipt").and_then(KeptReceipt::read),
                draft: KeptDraft::read(value).draft,
                complained_on: day("/complained"),
                letter_on: day("/letter"),
                written,
            },
            until: instant(value, "/until")?,
        })
    }
}
