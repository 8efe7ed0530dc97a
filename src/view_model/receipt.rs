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
}

impl ReceiptView {
    /// The receipt for a reference and the dates that were shown.
    pub fn new(
        page: &PageCopy,
        reference: String,
        received: DateTime<Utc>,
        dates: Option<DatesView>,
    ) -> Self {
        let received = london::to_london(received);
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
        let (date, time) = (
            page.words.date(received.date()),
            page.words.time(received.time()),
        );
        Self {
            reference,
            received: [date, time].join(", "),
            next: next.unwrap_or_default(),
            dates,
        }
    }
}
