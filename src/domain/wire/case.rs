use chrono::NaiveDate;

use super::KeptReceipt;
use super::json_object::{JsonObject, kept_value, scalar};
use super::kept::KeptDraft;
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

    /// The text that a tab keeps.
    pub fn write(&self) -> String {
        let mut json = JsonObject::kept();
        self.put(&mut json);
        json.end()
    }

    /// What a text holds that may come from anywhere; none where it cannot be used.
    pub fn read(text: &str) -> Option<Self> {
        let value = kept_value(text)?;
        // What a tab keeps of a form has none.
        json::pointer(&value, "/written")?;
        Some(Self::of(&value))
    }

    pub(super) fn put(&self, json: &mut JsonObject) {
        let draft = KeptDraft {
            draft: self.draft.clone(),
            ..KeptDraft::default()
        };
        draft.write(json);
        if let Some(receipt) = &self.receipt {
            json.put("receipt", &receipt.write());
        }
        for (name, day) in [
            ("complained", self.complained_on),
            ("letter", self.letter_on),
        ] {
            if let Some(day) = day {
                json.put_text(name, &iso::format_date(day));
            }
        }
        let mut written = JsonObject::default();
        for (question, text) in &self.written {
            written.put_text(question, text);
        }
        json.put("written", &written.end());
    }

    pub(super) fn of(value: &Value) -> Self {
        let day = |pointer| scalar(value, pointer).and_then(iso::parse_date);
        let mut written = Vec::new();
        if let Some(Value::Object(answers)) = json::pointer(value, "/written") {
            for answer in &answers.properties {
                if let Some(text) = json::scalar(&answer.value) {
                    written.push((answer.name.as_str().to_owned(), text.to_owned()));
                }
            }
        }
        Self {
            receipt: json::pointer(value, "/receipt").and_then(KeptReceipt::read),
            draft: KeptDraft::read(value).draft,
            complained_on: day("/complained"),
            letter_on: day("/letter"),
            written,
        }
    }
}
