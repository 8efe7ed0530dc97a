use chrono::{DateTime, NaiveDate, Utc};

use super::working::working;
use crate::copy::PageCopy;
use crate::domain::calendar::{BankHolidays, Basis, WorkingDays, iso, london};
use crate::domain::cisas::{Figures, Window};
use crate::domain::complaint::ShownDates;
use crate::domain::sorted::insert_sorted;

/// The dates of a complaint, with how each came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatesView {
    pub shown: ShownDates,
    pub response_due: DateRow,
    pub cisas_opens: DateRow,
    pub cisas_closes: DateRow,
    /// What the response date and the CISAS dates count from, and what is not certain.
    pub notes: Vec<String>,
    /// The rules by which they were computed, for whoever keeps them.
    pub rules: Vec<String>,
}

/// One date with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateRow {
    pub label: String,
    pub date: String,
    pub iso: String,
    /// What it is the date of, such as `opens`; `today` is no date of the case.
    pub name: &'static str,
}

impl DatesView {
    /// The dates of a complaint sent at an instant and first made on a day, today when it is new.
    ///
    /// `None` only where the figures give no window, which a read copy file rules out.
    pub fn new(
        page: &PageCopy,
        holidays: &BankHolidays,
        now: DateTime<Utc>,
        complained_on: Option<NaiveDate>,
    ) -> Option<Self> {
        let complained_on = complained_on.unwrap_or_else(|| london::london_date(now));
        let working_days = WorkingDays {
            holidays,
            division: page.facts.division,
        };
        let response = working_days
            .response_target(now, page.facts.response_days, &page.facts.lines)
            .ok()?;
        let figures = page.facts.cisas.on(complained_on);
        let window = Window::new(complained_on, figures, None).ok()?;
        let date = |date| page.words.date(date);
        let about = response.basis == Basis::Computed;
        let due = if about {
            page.words.about_date.fill(&[("date", &date(response.due))])
        } else {
            date(response.due)
        };
        let row = |name, label: &str, text: String, day| DateRow {
            label: label.to_owned(),
            date: text,
            iso: iso::format_date(day),
            name,
        };
        let mut notes = vec![
            page.dates
                .response_note
                .fill(&[("counted_from", &date(response.counted_from))]),
        ];
        notes.push(working(page, &response.days));
        if about {
            notes.push(page.dates.about_note.to_string());
        }
        notes.push(
            page.dates
                .cisas_note
                .fill(&[("complained_on", &date(complained_on))]),
        );
        Some(Self {
            shown: ShownDates {
                response_due: response.due,
                cisas_opens: window.opens,
                cisas_closes: window.closes,
            },
            response_due: row("response-due", &page.dates.response_due, due, response.due),
            cisas_opens: row(
                "opens",
                &page.dates.cisas_opens,
                date(window.opens),
                window.opens,
            ),
            cisas_closes: row(
                "closes",
                &page.dates.cisas_closes,
                date(window.closes),
                window.closes,
            ),
            notes,
            rules: rules(page, figures, response.basis),
        })
    }

    /// The dates as they follow each other.
    pub fn in_order(&self) -> Vec<DateRow> {
        let mut rows: Vec<DateRow> = Vec::with_capacity(3);
        for row in [&self.response_due, &self.cisas_opens, &self.cisas_closes] {
            insert_sorted(&mut rows, row.clone(), |row| row.iso.clone());
        }
        rows
    }
}

/// An instant as people in London say it: the date, then the time.
pub fn in_words(page: &PageCopy, at: DateTime<Utc>) -> String {
    let at = london::to_london(at);
    let words = &page.words;
    [words.date(at.date()), words.time(at.time())].join(", ")
}

/// The company's figures, the bank holidays that were left out, and how firmly these are known.
fn rules(page: &PageCopy, figures: Figures, basis: Basis) -> Vec<String> {
    let (words, counts) = (&page.record, &page.words.counts);
    let basis = match basis {
        Basis::Published => &words.published,
        Basis::Computed => &words.computed,
    };
    let working_days = counts.working_days.fill(page.facts.response_days as usize);
    vec![
        words.response_rule.fill(&[
            ("working_days", &working_days),
            ("division", words.divisions.of(page.facts.division)),
            ("basis", basis),
        ]),
        words.cisas_rule.fill(&[
            ("weeks", &counts.weeks.fill(figures.wait_weeks as usize)),
            ("months", &counts.months.fill(figures.limit_months as usize)),
            ("from", &page.words.date(figures.from)),
        ]),
    ]
}
