use chrono::{DateTime, Utc};

use super::known::{Known, checked};
use crate::copy::{CaseCopy, ResponseState};
use crate::domain::calendar::{iso, london};
use crate::domain::wire::Case;
use crate::view_model::self_check::{Checked, ResultView};
use crate::view_model::{DatesView, FileToSave, PageData, receipt_reminders};

/// Where a complaint stands on a day, and what to do next.
pub struct Standing {
    /// Which complaint; none of one that was not sent.
    pub complaint: Option<String>,
    /// When the response is due, or was.
    pub response: Option<String>,
    /// Who decides a complaint that CISAS does not take.
    pub elsewhere: Option<&'static str>,
    /// Whether CISAS is open to it.
    pub result: Option<ResultView>,
}

impl Standing {
    pub fn of(case: &Case, words: &CaseCopy, data: PageData, now: DateTime<Utc>) -> Self {
        let page = data.page;
        let today = london::london_date(now);
        let known = Known::of(case, data, now);
        let slots = known.slots();
        let receipt = case.receipt.as_ref();
        let dates = receipt.and_then(|receipt| DatesView::of_receipt(data, receipt));
        let response = dates.map(|dates| {
            let due = dates.response_due.iso;
            let state = match due.cmp(&iso::format_date(today)) {
                std::cmp::Ordering::Greater => ResponseState::Ahead,
                std::cmp::Ordering::Equal => ResponseState::Today,
                std::cmp::Ordering::Less => ResponseState::Late,
            };
            words.diary.response.of(state).fill(&slots)
        });
        let is_about_data = receipt.is_some_and(|receipt| receipt.is_about_data);
        let route = page.data_route().filter(|_| is_about_data);
        Self {
            complaint: receipt.map(|_| words.diary.complaint.fill(&slots)),
            response,
            elsewhere: route.map(|(_, words)| words.note.as_str()),
            result: checked(case, page, today).and_then(|checked| ResultView::new(data, &checked)),
        }
    }

    /// A calendar file with the dates of a case that lie ahead; none where there are none.
    pub fn reminders(case: &Case, data: PageData, now: DateTime<Utc>) -> Option<FileToSave> {
        if let Some(receipt) = &case.receipt {
            return receipt_reminders(data, receipt, now);
        }
        let today = london::london_date(now);
        let checked: Checked = checked(case, data.page, today)?;
        checked.reminders(data, now)
    }
}
