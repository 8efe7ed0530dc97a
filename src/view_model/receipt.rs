use chrono::{DateTime, Utc};

use super::DatesView;
use crate::copy::PageCopy;
use crate::domain::calendar::london;

/// What a customer keeps as proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptView {
    pub reference: String,
    pub received: String,
    pub dates: Option<DatesView>,
    /// What happens next and when; empty where the dates could not be computed.
    pub next: Vec<String>,
    /// Where the receipt can be opened again, for whoever has the link.
    pub link: Option<String>,
}

impl ReceiptView {
    /// The receipt for a reference and the dates counted from when it was received; without a link.
    pub fn new(
        page: &PageCopy,
        reference: String,
        received: DateTime<Utc>,
        dates: Option<DatesView>,
    ) -> Self {
        let next = dates.as_ref().map(|dates| {
            let slots = [
                ("response_due", dates.response_due.date.as_str()),
                ("cisas_opens", &dates.cisas_opens.date),
                ("cisas_closes", &dates.cisas_closes.date),
            ];
            page.receipt
                .next
                .iter()
                .map(|line| line.fill(&slots))
                .collect()
        });
        Self {
            reference,
            received: moment(page, received),
            next: next.unwrap_or_default(),
            dates,
            link: None,
        }
    }
}

/// A day and time in London, like "Monday 23 November 2026, 10:05am".
pub fn moment(page: &PageCopy, at: DateTime<Utc>) -> String {
    let local = london::to_london(at);
    let (date, time) = (local.date(), local.time());
    [page.words.date(date), page.words.time(time)].join(", ")
}
