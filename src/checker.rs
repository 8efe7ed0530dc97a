//! A third door: judges a copy file in a browser, for those who write it.

use complaints::copy::{self, lint};
use complaints::domain::calendar::{BankHolidays, iso};
use complaints::view_model;
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// One thing to say about a copy file, and where: lines and columns from 1, columns in characters.
#[wasm_bindgen(getter_with_clone)]
pub struct Finding {
    pub line: usize,
    pub column: usize,
    /// `problem`, `warning` or `info`.
    pub severity: String,
    /// The line that `complaints check` prints, after the name of the file.
    pub text: String,
}

/// Everything there is to say about the text of a copy file, in its order.
///
/// `today` is the day it goes out, as `YYYY-MM-DD`; `holidays` is the text of the file of bank
/// holidays that it names, where that is at hand.
///
/// # Errors
///
/// `today` is no date.
#[wasm_bindgen]
pub fn check(text: &str, today: &str, holidays: Option<String>) -> Result<Vec<Finding>, String> {
    let today = iso::parse_date(today).ok_or("today is no date")?;
    let read = |name: &str| match holidays {
        Some(text) => BankHolidays::from_govuk(&text)
            .map(Some)
            .map_err(|error| format!("{name}:{error}")),
        None => Ok(None),
    };
    let findings = lint::check(text, today, read);
    Ok(findings.into_iter().map(Finding::from).collect())
}

impl From<lint::Finding> for Finding {
    fn from(finding: lint::Finding) -> Self {
        Self {
            line: finding.position.line,
            column: finding.position.column,
            severity: finding.severity.as_str().to_owned(),
            text: finding.to_string(),
        }
    }
}

/// Dates that lead to an outcome of the self-check; dates as `YYYY-MM-DD`.
#[wasm_bindgen(getter_with_clone)]
pub struct Example {
    /// The key of the outcome's words in the copy file.
    pub outcome: String,
    /// The day of the check.
    pub today: String,
    pub complained: Option<String>,
    pub agreed: Option<String>,
}

/// An example of each outcome of a copy file that dates can lead to, on this day where there is one.
///
/// # Errors
///
/// The copy has problems, or `today` is no date.
#[wasm_bindgen]
pub fn examples(text: &str, today: &str) -> Result<Vec<Example>, String> {
    let page = copy::read(text).map_err(|error| error.to_string())?;
    let today = iso::parse_date(today).ok_or("today is no date")?;
    let examples = view_model::examples(&page, today);
    Ok(examples.into_iter().map(Example::from).collect())
}

impl From<view_model::Example> for Example {
    fn from(example: view_model::Example) -> Self {
        Self {
            outcome: example.outcome.name().to_owned(),
            today: iso::format_date(example.today),
            complained: example.complained.map(iso::format_date),
            agreed: example.agreed.map(iso::format_date),
        }
    }
}
