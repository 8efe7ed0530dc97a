use chrono::{DateTime, Utc};

use super::DatesView;
use crate::copy::PageCopy;
use crate::domain::calendar::london;

/// What a customer keeps as proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptView {
    pub reference: String,
    pub received: String,
    pub dates: DatesView,
    pub next: Vec<String>,
}

impl ReceiptView {
    /// The receipt for a reference and the dates that were shown.
    pub fn new(
        page: &PageCopy,
        reference: String,
        received: DateTime<Utc>,
        dates: DatesView,
    ) -> Self {
        let received = london::to_london(received);
        let date = |index: usize| dates.rows.get(index).map_or("", |row| &row.date);
        let slots = [
            ("response_due", date(0)),
            ("cisas_opens", date(1)),
            ("cisas_closes", date(2)),
        ];
        Self {
            reference,
            received: [
                &page.words.date(received.date()),
                ", ",
                &page.words.time(received.time()),
            ]
            .concat(),
            next: page
                .receipt
                .next
                .iter()
                .map(|line| line.fill(&slots))
                .collect(),
            dates,
        }
    }
}
