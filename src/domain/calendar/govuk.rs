//! Reading GOV.UK's `bank-holidays.json`, and saying where a file is not like it.

use std::borrow::Cow;
use std::fmt;

use crate::base::json::Object;
use chrono::{Datelike, NaiveDate};

use super::bank_holiday::{BankHoliday, Basis, Division, FIRST_YEAR, LAST_YEAR};
use super::iso;
use crate::base::json::{self, Position, Value};
use crate::base::sorted::insert_sorted;

/// The first place where a file is not what GOV.UK writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankHolidaysError {
    pub position: Position,
    /// Such as `scotland.events[3].date`; empty for the file as a whole.
    pub path: String,
    pub found: String,
    pub expected: &'static str,
}

impl fmt::Display for BankHolidaysError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            position: Position { line, column },
            path,
            found,
            expected,
        } = self;
        let colon = if path.is_empty() { "" } else { ": " };
        write!(
            f,
            "{line}:{column} {path}{colon}found {found}, expected {expected}"
        )
    }
}

impl std::error::Error for BankHolidaysError {}

/// The lists of [`Division::ALL`], each by date.
pub(super) fn read(text: &str) -> Result<[Vec<BankHoliday>; 3], BankHolidaysError> {
    const EXPECTED: &str = "an object with a key for each division, as GOV.UK publishes it";

    // Some editors write a byte order mark in front.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let root = json::parse(text).map_err(|error| BankHolidaysError {
        position: error.position,
        path: String::new(),
        found: ["text that is not JSON (", &error.message, ")"].concat(),
        expected: EXPECTED,
    })?;
    let file = File { text };
    let Value::Object(root) = &root else {
        return Err(file.wrong(Some(&root), 0, String::new(), EXPECTED));
    };
    let [first, second, third] = Division::ALL.map(|division| file.division(root, division));
    Ok([first?, second?, third?])
}

struct File<'a> {
    text: &'a str,
}

impl File<'_> {
    fn division(
        &self,
        root: &Object,
        division: Division,
    ) -> Result<Vec<BankHoliday>, BankHolidaysError> {
        let key = division.name();
        let block = match root.get(key) {
            Some(Value::Object(block)) => block,
            other => {
                let expected = "an object with a list \"events\"";
                return Err(self.wrong(other, root.offset, key.into(), expected));
            }
        };
        let path = [key, ".events"].concat();
        let events = match block.get("events") {
            Some(Value::Array(events)) => &events.elements,
            other => {
                return Err(self.wrong(other, block.offset, path, "a list of bank holidays"));
            }
        };
        let mut holidays = Vec::with_capacity(events.len());
        for (index, event) in events.iter().enumerate() {
            let holiday = self.event(event, &format!("{path}[{index}]"))?;
            insert_sorted(&mut holidays, holiday, |holiday| holiday.date);
        }
        Ok(holidays)
    }

    fn event(&self, event: &Value, path: &str) -> Result<BankHoliday, BankHolidaysError> {
        let Value::Object(event) = event else {
            let expected = "an object with \"title\" and \"date\"";
            return Err(self.wrong(Some(event), 0, path.into(), expected));
        };
        let notes = match event.get("notes") {
            Some(_) => self.string(event, path, "notes")?,
            None => String::new(),
        };
        Ok(BankHoliday {
            date: self.date(event, path)?,
            title: Cow::Owned(self.string(event, path, "title")?),
            notes: Cow::Owned(notes),
            basis: Basis::Published,
        })
    }

    fn string(&self, event: &Object, path: &str, key: &str) -> Result<String, BankHolidaysError> {
        match event.get(key) {
            Some(Value::Text(text)) => Ok(text.value.to_string()),
            other => Err(self.wrong(other, event.offset, [path, ".", key].concat(), "a string")),
        }
    }

    fn date(&self, event: &Object, path: &str) -> Result<NaiveDate, BankHolidaysError> {
        let written = event.get("date");
        let date = match written {
            Some(Value::Text(text)) => iso::parse_date(&text.value),
            _ => None,
        };
        date.filter(|date| (FIRST_YEAR..=LAST_YEAR).contains(&date.year()))
            .ok_or_else(|| {
                let expected = "a date from 1995 to 2200 written YYYY-MM-DD";
                self.wrong(written, event.offset, [path, ".date"].concat(), expected)
            })
    }

    /// What stands where something else is expected; when nothing does, `parent` is the place.
    fn wrong(
        &self,
        value: Option<&Value>,
        parent: usize,
        path: String,
        expected: &'static str,
    ) -> BankHolidaysError {
        let found = match value {
            None => "nothing".into(),
            Some(Value::Text(text)) => ["\"", &text.value, "\""].concat(),
            Some(Value::Number(number)) => number.value.into(),
            Some(Value::Bool { value, .. }) => value.to_string(),
            Some(Value::Object(_)) => "an object".into(),
            Some(Value::Array(_)) => "a list".into(),
            Some(Value::Null { .. }) => "null".into(),
        };
        let start = value.map_or(parent, |value| value.offset());
        BankHolidaysError {
            position: Position::of(self.text, start),
            path,
            found,
            expected,
        }
    }
}
