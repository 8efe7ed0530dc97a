//! What a receipt says, kept as it was said: the company's figures and words may change, a receipt
//! that was given may not.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::store::Receipt;
use crate::copy::PageCopy;
use crate::domain::calendar::iso;
use crate::domain::complaint::ShownDates;
use crate::view_model::{DateRow, DatesView, ReceiptView};

/// The words of a receipt; its reference and the days themselves stand beside it.
#[derive(Serialize, Deserialize)]
struct Wording {
    /// Empty where it was not kept.
    #[serde(default)]
    language: String,
    received: String,
    response_due: WordedDate,
    cisas_opens: WordedDate,
    cisas_closes: WordedDate,
    notes: Vec<String>,
    next: Vec<String>,
}

/// A date of a receipt: what it is called, and how it is written out.
#[derive(Serialize, Deserialize)]
struct WordedDate {
    label: String,
    date: String,
}

/// The words of a receipt and of its dates in a language, as JSON.
pub fn write(language: &str, receipt: ReceiptView, dates: DatesView) -> String {
    let worded = |row: DateRow| WordedDate {
        label: row.label,
        date: row.date,
    };
    let wording = Wording {
        language: language.to_owned(),
        received: receipt.received,
        response_due: worded(dates.response_due),
        cisas_opens: worded(dates.cisas_opens),
        cisas_closes: worded(dates.cisas_closes),
        notes: dates.notes,
        next: receipt.next,
    };
    // Texts only: there is nothing that could fail.
    serde_json::to_string(&wording).unwrap_or_default()
}

/// The language of a kept receipt, where it is known.
pub fn language(wording: &str) -> Option<String> {
    let wording: Wording = serde_json::from_str(wording).ok()?;
    Some(wording.language)
}

/// A kept receipt as it was said; in the copy's words of today where its own were not kept.
///
/// `None` where its dates are not ones that this program writes.
pub fn read(page: &PageCopy, receipt: Receipt, wording: Option<&str>) -> Option<ReceiptView> {
    let shown = ShownDates {
        response_due: iso::parse_date(&receipt.response_due)?,
        cisas_opens: iso::parse_date(&receipt.cisas_opens)?,
        cisas_closes: iso::parse_date(&receipt.cisas_closes)?,
    };
    let row = |name, label: &str, date: NaiveDate| DateRow {
        label: label.to_owned(),
        date: page.words.date(date),
        iso: iso::format_date(date),
        name,
    };
    let mut dates = DatesView {
        shown,
        response_due: row("response-due", &page.dates.response_due, shown.response_due),
        cisas_opens: row("opens", &page.dates.cisas_opens, shown.cisas_opens),
        cisas_closes: row("closes", &page.dates.cisas_closes, shown.cisas_closes),
        notes: Vec::new(),
        rules: Vec::new(),
    };
    let received = iso::parse_instant(&receipt.received_at)?;
    let Some(wording) = wording.and_then(|text| serde_json::from_str::<Wording>(text).ok()) else {
        return Some(ReceiptView::new(
            page,
            receipt.reference,
            received,
            Some(dates),
        ));
    };
    for (row, worded) in [
        (&mut dates.response_due, wording.response_due),
        (&mut dates.cisas_opens, wording.cisas_opens),
        (&mut dates.cisas_closes, wording.cisas_closes),
    ] {
        (row.label, row.date) = (worded.label, worded.date);
    }
    dates.notes = wording.notes;
    Some(ReceiptView {
        reference: receipt.reference,
        received: wording.received,
        dates: Some(dates),
        next: wording.next,
        link: None,
    })
}
