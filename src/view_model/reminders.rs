use chrono::{DateTime, NaiveDate, Utc};

use super::DateRow;
use crate::copy::PageCopy;
use crate::domain::calendar::{Reminder, iso, stable_uid, write_calendar};

/// The dates after a day.
pub fn ahead(rows: &[DateRow], today: NaiveDate) -> Vec<DateRow> {
    let today = iso::format_date(today);
    let ahead = rows.iter().filter(|row| row.iso > today);
    ahead.cloned().collect()
}

/// A calendar file, by its name, with these dates of a complaint; none where there are none.
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
) -> Option<(String, String)> {
    let (company, words) = (&page.facts.company, &page.dates);
    let reminder = |row: &DateRow| {
        let date = iso::parse_date(&row.iso)?;
        Some(Reminder {
            uid: stable_uid(company, row.name, complained.unwrap_or(date)),
            date,
            summary: words.remind_event.fill(&[("label", &row.label)]),
            description: about.to_owned(),
            alarm_days_before: 1,
        })
    };
    let reminders: Vec<Reminder> = dates.iter().filter_map(reminder).collect();
    let product = ["-//", company, "//", &page.page.title, "//", &page.language].concat();
    (!reminders.is_empty()).then(|| {
        let file = write_calendar(calendar, &product, now, &reminders);
        (words.remind_file.clone(), file)
    })
}
