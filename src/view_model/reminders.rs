use chrono::{DateTime, NaiveDate, Utc};

use super::{DateRow, DatesView, FileToSave, PageData};
use crate::copy::PageCopy;
use crate::domain::calendar::{Reminder, iso, london, stable_uid, write_calendar};
use crate::domain::wire::KeptReceipt;

/// The dates after a day.
pub fn ahead(rows: &[DateRow], today: NaiveDate) -> Vec<DateRow> {
    let today = iso::format_date(today);
    let ahead = rows.iter().filter(|row| row.iso > today);
    ahead.cloned().collect()
}

/// A calendar file with the dates of a receipt that lie ahead; none where there are none.
pub fn receipt_reminders(
    data: PageData,
    sent: &KeptReceipt,
    now: DateTime<Utc>,
) -> Option<FileToSave> {
    let page = data.page;
    let view = DatesView::of_receipt(data, sent)?;
    let received_on = london::london_date(sent.received_at);
    let reference = [&page.receipt.reference, ": ", &sent.reference].concat();
    let about = [&[reference], &*view.notes].concat().join("\n");
    let complained_on = sent.complained_on.unwrap_or(received_on);
    let ahead = ahead(&view.in_order(), london::london_date(now));
    reminders(
        page,
        &page.dates.title,
        &about,
        Some(complained_on),
        &ahead,
        now,
    )
}

/// A calendar file with these dates of a complaint; none where there are none.
///
/// `calendar` is what the calendar is called, `about` says more of every date. A date is the same
/// event in every file about what was first complained of on the day `complained`.
pub fn reminders(
    page: &PageCopy,
    calendar: &str,
    about: &str,
    complained: Option<NaiveDate>,
    dates: &[DateRow],
    now: DateTime<Utc>,
) -> Option<FileToSave> {
    let (company, words) = (&page.facts.company, &page.dates);
    let reminder = |row: &DateRow| {
        let date = iso::parse_date(&row.iso)?;
        Some(Reminder {
            uid: stable_uid(company, row.name.name(), complained.unwrap_or(date)),
            date,
            summary: words.remind_event.fill(&[("label", &row.label)]),
            description: about.to_owned(),
            alarm_days_before: 1,
        })
    };
    let reminders: Vec<Reminder> = dates.iter().filter_map(reminder).collect();
    let product = ["-//", company, "//", &page.page.title, "//", &page.language].concat();
    (!reminders.is_empty()).then(|| FileToSave {
        name: words.remind_file.clone(),
        media_type: "text/calendar",
        text: write_calendar(calendar, &product, now, &reminders),
    })
}
