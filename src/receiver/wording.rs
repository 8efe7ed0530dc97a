//! What a receipt says, kept as it was said: the company's figures and words may change, a receipt
//! that was given may not.

use serde::{Deserialize, Serialize};

use super::store::Receipt;
use crate::copy::PageCopy;
use crate::domain::calendar::iso;
use crate::domain::complaint::ShownDates;
use crate::view_model::{DateName, DateRow, DatesView, ReceiptView};

/// The words of a receipt; its reference and the days themselves stand beside it.
#[derive(Serialize, Deserialize)]
struct Wording {
    /// Empty where it was not kept.
    #[serde(default)]
    language: String,
    received: String,
    response_due: WordedDate,
    cisas_opens: WordedDate,
    /// None where it was not shown, or was not kept yet.
    #[serde(default)]
    cisas_opens_regulator: Option<WordedDate>,
    cisas_closes: WordedDate,
    /// Of a complaint about personal data, in place of the days for CISAS.
    #[serde(default)]
    acknowledge_by: Option<WordedDate>,
    notes: Vec<String>,
    next: Vec<String>,
}

/// A date of a receipt: what it is called, and how it is written out.
#[derive(Default, Serialize, Deserialize)]
struct WordedDate {
    label: String,
    date: String,
}

/// The words of a receipt and of its dates in a language, as JSON.
pub fn write(language: &str, receipt: ReceiptView, dates: DatesView) -> String {
    let worded = |row: &DateRow| WordedDate {
        label: row.label.clone(),
        date: row.date.clone(),
    };
    let cisas = |name| dates.cisas.iter().find(|row| row.name == name).map(worded);
    let wording = Wording {
        language: language.to_owned(),
        received: receipt.received,
        response_due: worded(&dates.response_due),
        cisas_opens: cisas(DateName::Opens).unwrap_or_default(),
        cisas_opens_regulator: cisas(DateName::AllowedFrom),
        cisas_closes: cisas(DateName::Closes).unwrap_or_default(),
        acknowledge_by: dates.acknowledge_by.as_ref().map(worded),
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
    let regulator = receipt.cisas_opens_regulator.as_deref();
    let mut dates = DatesView::kept(
        page,
        ShownDates {
            response_due: iso::parse_date(&receipt.response_due)?,
            cisas_opens: iso::parse_date(&receipt.cisas_opens)?,
            cisas_opens_regulator: regulator.and_then(iso::parse_date),
            cisas_closes: iso::parse_date(&receipt.cisas_closes)?,
            acknowledge_by: receipt.acknowledge_by.as_deref().and_then(iso::parse_date),
        },
    );
    let received = iso::parse_instant(&receipt.received_at)?;
    let Some(wording) = wording.and_then(|text| serde_json::from_str::<Wording>(text).ok()) else {
        return Some(ReceiptView::new(
            page,
            receipt.reference,
            received,
            Some(dates),
        ));
    };
    let mut worded = vec![
        (DateName::Opens, wording.cisas_opens),
        (DateName::Closes, wording.cisas_closes),
    ];
    worded.extend(
        wording
            .cisas_opens_regulator
            .map(|row| (DateName::AllowedFrom, row)),
    );
    // What was not said then is not said now.
    worded.retain(|(_, worded)| !worded.label.is_empty());
    dates
        .cisas
        .retain(|row| worded.iter().any(|(name, _)| row.name == *name));
    let acknowledged = dates.shown.acknowledge_by.zip(wording.acknowledge_by);
    dates.acknowledge_by = acknowledged.map(|(day, worded)| DateRow {
        label: worded.label,
        date: worded.date,
        iso: iso::format_date(day),
        name: DateName::AcknowledgeBy,
    });
    let rows = dates.cisas.iter_mut().filter_map(|row| {
        let at = worded.iter().position(|(name, _)| row.name == *name)?;
        Some((row, worded.swap_remove(at).1))
    });
    let response_due = (&mut dates.response_due, wording.response_due);
    for (row, worded) in rows.chain([response_due]) {
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
