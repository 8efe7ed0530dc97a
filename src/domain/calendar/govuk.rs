//! Reading GOV.UK's `bank-holidays.json`, and saying where a file is not like it.

use std::borrow::Cow;
use std::fmt;

use chrono::{Datelike, NaiveDate};
use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::bank_holidays::{BankHoliday, Basis, Division, FIRST_YEAR, LAST_YEAR};
use super::iso;

/// The first place where a file is not what GOV.UK writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankHolidaysError {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// Such as `scotland.events[3].date`; empty for the file as a whole.
    pub path: String,
    pub found: String,
    pub expected: &'static str,
}

impl fmt::Display for BankHolidaysError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            line,
            column,
            path,
            found,
            expected,
        } = self;
        let space = if path.is_empty() { "" } else { " " };
        write!(
            f,
            "{line}:{column}{space}{path}: found {found}, expected {expected}"
        )
    }
}

impl std::error::Error for BankHolidaysError {}

/// The lists of [`Division::ALL`], each by date.
pub(super) fn read(json: &str) -> Result<[Vec<BankHoliday>; 3], BankHolidaysError> {
    const EXPECTED: &str = "GOV.UK's bank holidays: an object with a key for each division";

    let text = json.strip_prefix('\u{feff}').unwrap_or(json);
    let file = File { text };
    let parsed = parse_to_ast(text, &CollectOptions::default(), &STRICT).map_err(|error| {
        let found = format!("text that is not JSON ({})", error.kind());
        file.error(error.range().start, String::new(), found, EXPECTED)
    })?;
    let root = match &parsed.value {
        Some(Value::Object(root)) => root,
        other => return Err(file.wrong(other.as_ref(), 0, String::new(), EXPECTED)),
    };
    let [first, second, third] = Division::ALL.map(|division| file.division(root, division));
    Ok([first?, second?, third?])
}

/// JSON and nothing beyond it.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

struct File<'a> {
    text: &'a str,
}

impl File<'_> {
    fn division(
        &self,
        root: &Object,
        division: Division,
    ) -> Result<Vec<BankHoliday>, BankHolidaysError> {
        let key = division.as_str();
        let block = match root.get(key).map(|found| &found.value) {
            Some(Value::Object(block)) => block,
            other => {
                return Err(self.wrong(
                    other,
                    root.range.start,
                    key.into(),
                    "an object with a list \"events\"",
                ));
            }
        };
        let path = format!("{key}.events");
        let events = match block.get("events").map(|found| &found.value) {
            Some(Value::Array(events)) => events,
            other => {
                return Err(self.wrong(other, block.range.start, path, "a list of bank holidays"));
            }
        };
        let mut holidays = Vec::with_capacity(events.elements.len());
        for (index, event) in events.elements.iter().enumerate() {
            holidays.push(self.event(event, &format!("{path}[{index}]"))?);
        }
        holidays.sort_by_key(|holiday| holiday.date);
        Ok(holidays)
    }

    fn event(&self, value: &Value, path: &str) -> Result<BankHoliday, BankHolidaysError> {
        let Value::Object(event) = value else {
            return Err(self.wrong(
                Some(value),
                0,
                path.into(),
                "an object with \"title\" and \"date\"",
            ));
        };
        let notes = if event.get("notes").is_some() {
            self.string(event, path, "notes")?
        } else {
            String::new()
        };
        Ok(BankHoliday {
            date: self.date(event, path)?,
            title: Cow::Owned(self.string(event, path, "title")?),
            notes: Cow::Owned(notes),
            basis: Basis::Published,
        })
    }

    fn string(&self, event: &Object, path: &str, key: &str) -> Result<String, BankHolidaysError> {
        match event.get(key).map(|found| &found.value) {
            Some(Value::StringLit(text)) => Ok(text.value.to_string()),
            other => Err(self.wrong(
                other,
                event.range.start,
                format!("{path}.{key}"),
                "a string",
            )),
        }
    }

    fn date(&self, event: &Object, path: &str) -> Result<NaiveDate, BankHolidaysError> {
        let value = event.get("date").map(|found| &found.value);
        let date = match value {
            Some(Value::StringLit(text)) => iso::parse_date(&text.value),
            _ => None,
        };
        date.filter(|date| (FIRST_YEAR..=LAST_YEAR).contains(&date.year()))
            .ok_or_else(|| {
                let expected = "a date from 1995 to 2200, written YYYY-MM-DD";
                self.wrong(value, event.range.start, format!("{path}.date"), expected)
            })
    }

    /// What stands where something else is expected; `parent` is where to point when nothing does.
    fn wrong(
        &self,
        value: Option<&Value>,
        parent: usize,
        path: String,
        expected: &'static str,
    ) -> BankHolidaysError {
        let found = match value {
            None => "nothing".into(),
            Some(Value::StringLit(text)) => format!("\"{}\"", text.value),
            Some(Value::NumberLit(number)) => number.value.into(),
            Some(Value::BooleanLit(boolean)) => boolean.value.to_string(),
            Some(Value::Object(_)) => "an object".into(),
            Some(Value::Array(_)) => "a list".into(),
            Some(Value::NullKeyword(_)) => "null".into(),
        };
        self.error(
            value.map_or(parent, |value| value.range().start),
            path,
            found,
            expected,
        )
    }

    fn error(
        &self,
        offset: usize,
        path: String,
        found: String,
        expected: &'static str,
    ) -> BankHolidaysError {
        let before = self.text.get(..offset).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        BankHolidaysError {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            path,
            found,
            expected,
        }
    }
}
