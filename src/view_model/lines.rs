use chrono::{DateTime, NaiveDateTime, Utc};

use crate::copy::PageCopy;
use crate::domain::calendar::{BankHolidays, WorkingDays, london};

/// Whether the phone lines are open right now, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinesView {
    pub open: bool,
    pub words: String,
}

impl LinesView {
    /// The lines at an instant; none beyond the calendar's years.
    pub fn new(page: &PageCopy, holidays: &BankHolidays, now: DateTime<Utc>) -> Option<Self> {
        let days = WorkingDays {
            holidays,
            division: page.facts.division,
        };
        let lines = &page.facts.lines;
        let local = london::to_london(now);
        let change = lines.next_change(local, &days)?;
        let time = page.words.time(change.time());
        let open = lines.is_open(local, &days);
        let words = if open {
            page.lines.open.fill(&[("time", &time)])
        } else {
            let day = day(page, local, change);
            page.lines.closed.fill(&[("day", &day), ("time", &time)])
        };
        Some(Self { open, words })
    }
}

/// The day of a change: its weekday within the next six days, in full beyond.
fn day(page: &PageCopy, local: NaiveDateTime, change: NaiveDateTime) -> String {
    let days = (change.date() - local.date()).num_days();
    if days < 7 {
        page.words.weekday(change.date()).to_owned()
    } else {
        page.words.date(change.date())
    }
}
