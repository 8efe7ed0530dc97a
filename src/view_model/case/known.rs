use chrono::{DateTime, NaiveDate, Utc};

use crate::copy::{CaseSlots, FieldDetail, PageCopy};
use crate::domain::calendar::{iso, london};
use crate::domain::complaint::{Complaint, DateDraft, Draft, FieldId};
use crate::domain::wire::Case;
use crate::view_model::self_check::{Checked, SelfCheck};
use crate::view_model::{DatesView, Journey, PageData, in_words};

/// Where a customer asks for the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseStart {
    /// On the receipt of a complaint.
    Receipt,
    /// Below the result of the self-check.
    SelfCheck,
}

/// What the page knows of a case by now.
pub fn start(start: CaseStart, journey: &Journey, self_check: &SelfCheck) -> Case {
    let dates = self_check.checked().map(|checked| checked.decision.dates);
    let checked_on = dates.and_then(|dates| dates.complained);
    let letter_on = dates.and_then(|dates| dates.agreed);
    let sent = journey.sent().map(|(receipt, submission)| {
        let complained_on = receipt.complained_on;
        let received_on = london::london_date(receipt.received_at);
        Case {
            complained_on: Some(complained_on.unwrap_or(received_on)),
            draft: submission.map_or_else(Draft::default, |sent| draft_of(&sent.complaint)),
            receipt: Some(receipt.clone()),
            ..Case::default()
        }
    });
    match (start, sent) {
        // What was checked may be another complaint.
        (CaseStart::Receipt, Some(sent)) => Case {
            letter_on: letter_on.filter(|_| checked_on == sent.complained_on),
            ..sent
        },
        (CaseStart::SelfCheck, Some(sent)) if checked_on == sent.complained_on => {
            Case { letter_on, ..sent }
        }
        (_, sent) => Case {
            complained_on: checked_on,
            letter_on,
            draft: match sent {
                Some(_) => Draft::default(),
                None => journey.draft().clone(),
            },
            ..Case::default()
        },
    }
}

/// The answers of a complaint, as they would be typed.
fn draft_of(complaint: &Complaint) -> Draft {
    let mut draft = Draft::default();
    for field in FieldId::ALL {
        draft.set_text(field, complaint.text(field).to_owned());
    }
    if let Some(day) = complaint.first_complained_on() {
        draft.first_complained_on = DateDraft::from_date(day);
    }
    draft.attachments = complaint.attachments().to_vec();
    draft
}

/// What is known of a case on a day, in words, by the names of the slots of its texts.
pub struct Known {
    slots: Vec<(&'static str, String)>,
}

impl Known {
    pub fn of(case: &Case, data: PageData, now: DateTime<Utc>) -> Self {
        let page = data.page;
        let today = london::london_date(now);
        let mut slots: Vec<(&'static str, String)> = Vec::new();
        let mut put = |name, words: Option<String>| {
            if let Some(words) = words {
                slots.push((name, words));
            }
        };
        let date = |day: Option<NaiveDate>| day.map(|day| page.words.date(day));
        put("today", date(Some(today)));
        put("complained_on", date(case.complained_on));
        put("letter_on", date(case.letter_on));
        if let Some(receipt) = &case.receipt {
            put("reference", Some(receipt.reference.clone()));
            put("received", Some(in_words(page, receipt.received_at)));
            let dates = DatesView::of_receipt(data, receipt);
            if let Some(due) = dates.map(|dates| dates.response_due) {
                let is_late = due.iso < iso::format_date(today);
                put("response_was_due", is_late.then(|| due.date.clone()));
                put("response_due", Some(due.date));
            }
        }
        if let Some(checked) = checked(case, page, today) {
            let dates = checked.decision.dates;
            let due = dates.opens_by_regulator;
            let due = due.filter(|_| case.letter_on.is_none());
            put("letter_due", date(due.filter(|due| *due >= today)));
            put("letter_was_due", date(due.filter(|due| *due < today)));
            put("opens", date(dates.opens));
            put("closes", date(dates.closes));
            put("until", date(dates.last_safe_day));
        }
        for field in FieldId::ALL {
            let typed = case.draft.text(field).trim();
            let chosen = page.field(field).and_then(|copy| match &copy.detail {
                FieldDetail::Options(options) => {
                    let chosen = options.iter().find(|option| option.value == typed)?;
                    Some(chosen.label.to_string())
                }
                _ => None,
            });
            put(
                CaseSlots::of(field),
                Some(chosen.unwrap_or_else(|| typed.to_owned())),
            );
        }
        Self { slots }
    }

    /// The values by their names, as texts are filled with them.
    pub fn slots(&self) -> Vec<(&str, &str)> {
        let slots = self.slots.iter();
        slots.map(|(name, value)| (*name, value.as_str())).collect()
    }
}

/// What the dates of a case come to; none of one that CISAS does not decide.
pub fn checked(case: &Case, page: &PageCopy, today: NaiveDate) -> Option<Checked> {
    if case
        .receipt
        .as_ref()
        .is_some_and(|receipt| receipt.is_about_data)
    {
        return None;
    }
    Checked::of_dates(page, case.complained_on, case.letter_on, today)
}
