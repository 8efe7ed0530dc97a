use chrono::{DateTime, Utc};

use super::DateName;
use super::in_words;
use super::{DatesView, PageData};
use crate::copy::PageCopy;
use crate::domain::complaint::receipt_link;
use crate::domain::wire::KeptReceipt;

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
    /// The receipt of what a page has sent.
    pub fn of(data: PageData, sent: &KeptReceipt) -> Self {
        let PageData { page, .. } = data;
        let dates = DatesView::of_receipt(data, sent);
        let address = sent.receipt_url.as_deref();
        Self {
            link: address.and_then(|address| receipt_link(address, &page.submit.endpoint)),
            ..Self::new(page, sent.reference.clone(), sent.received_at, dates)
        }
    }

    /// The receipt for a reference and the dates counted from when it was received; without a link.
    pub fn new(
        page: &PageCopy,
        reference: String,
        received: DateTime<Utc>,
        dates: Option<DatesView>,
    ) -> Self {
        let next = dates.as_ref().map(|dates| {
            let response_due = dates.response_due.date.as_str();
            if let (Some(row), Some((_, words))) = (&dates.acknowledge_by, page.data_route()) {
                let slots = [
                    ("response_due", response_due),
                    ("acknowledge_by", &row.date),
                ];
                return words.next.iter().map(|line| line.fill(&slots)).collect();
            }
            let opens = dates.cisas_date(DateName::Opens);
            let earliest = match dates.cisas_date(DateName::AllowedFrom) {
                "" => opens,
                allowed_from => allowed_from,
            };
            let slots = [
                ("response_due", response_due),
                ("cisas_earliest", earliest),
                ("cisas_opens", opens),
                ("cisas_closes", dates.cisas_date(DateName::Closes)),
            ];
            let lines = page.receipt.next.iter();
            lines.map(|line| line.fill(&slots)).collect()
        });
        Self {
            reference,
            received: in_words(page, received),
            next: next.unwrap_or_default(),
            dates,
            link: None,
        }
    }
}
