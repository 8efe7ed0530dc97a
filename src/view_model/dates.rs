use chrono::{DateTime, NaiveDate, Utc};

use super::PageData;
use super::working::working;
use crate::base::named::named_enum;
use crate::base::sorted::insert_sorted;
use crate::copy::PageCopy;
use crate::domain::calendar::{BankHolidays, Basis, WorkingDays, iso, london};
use crate::domain::cisas::{Figures, KeyDates, RegulatorFigures};
use crate::domain::complaint::{Complaint, ShownDates};
use crate::domain::wire::KeptReceipt;

/// The dates of a complaint, with how each came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatesView {
    pub shown: ShownDates,
    pub response_due: DateRow,
    /// The day by which the company says that it has a complaint about personal data.
    pub acknowledge_by: Option<DateRow>,
    /// The dates for CISAS, as [`cisas_rows`] names them; none of a complaint that CISAS does not take.
    pub cisas: Vec<DateRow>,
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
    pub name: DateName,
}

impl DateRow {
    /// A date in the words of a copy.
    pub fn new(page: &PageCopy, name: DateName, label: &str, date: NaiveDate) -> Self {
        Self {
            label: label.to_owned(),
            date: page.words.date(date),
            iso: iso::format_date(date),
            name,
        }
    }
}

named_enum! {
    /// What a date is the date of.
    pub enum DateName {
        /// The day of the first complaint.
        Complained = "complained",
        /// The response date of a complaint.
        ResponseDue = "response-due",
        /// The day by which the company says that it has a complaint about personal data.
        AcknowledgeBy = "acknowledge-by",
        /// The day of the written agreement or deadlock letter.
        Agreed = "agreed",
        /// The first day for CISAS by the regulator's figure, where it comes before the page's.
        AllowedFrom = "allowed-from",
        /// The first day for CISAS by the page's figure.
        Opens = "opens",
        /// The last day for CISAS by the page's figure.
        Closes = "closes",
        /// The last day for CISAS by the regulator's figure, which counts from a letter.
        LastSafeDay = "last-safe-day",
        /// No date of the case: the day of the self-check.
        Today = "today",
    }
}

/// The dates for CISAS of a case by the page's and by the regulator's figures, each with whose it is:
/// every view that shows such a date has its rows from here.
pub fn cisas_rows(page: &PageCopy, dates: &KeyDates) -> Vec<DateRow> {
    let words = &page.dates;
    let months = dates.complained.or(dates.agreed).map(|since| {
        let months = page.facts.regulator.on(since).limit_months_from_letter;
        page.words.counts.months.fill(months as usize)
    });
    let from_letter = words
        .cisas_last_safe_day
        .fill(&[("months", &months.unwrap_or_default())]);
    let rows = [
        (
            DateName::AllowedFrom,
            words.cisas_allowed_from.as_str(),
            dates.perhaps_from(),
        ),
        (DateName::Opens, &words.cisas_opens, dates.opens),
        (DateName::Closes, &words.cisas_closes, dates.closes),
        (DateName::LastSafeDay, &from_letter, dates.last_safe_day),
    ];
    rows.into_iter()
        .filter_map(|(name, label, date)| Some(DateRow::new(page, name, label, date?)))
        .collect()
}

impl DatesView {
    /// The dates of a complaint sent at an instant.
    pub fn of(
        page: &PageCopy,
        holidays: &BankHolidays,
        now: DateTime<Utc>,
        complaint: &Complaint,
    ) -> Option<Self> {
        let complained_on = complaint.first_complained_on();
        Self::by_route(
            page,
            holidays,
            now,
            complained_on,
            complaint.is_about_data(),
        )
    }

    /// The dates of a complaint that the company has.
    pub fn of_receipt(data: PageData, sent: &KeptReceipt) -> Option<Self> {
        let PageData { page, holidays } = data;
        let KeptReceipt {
            received_at,
            complained_on,
            is_about_data,
            ..
        } = *sent;
        Self::by_route(page, holidays, received_at, complained_on, is_about_data)
    }

    /// The dates of a complaint that CISAS may take.
    pub fn new(
        page: &PageCopy,
        holidays: &BankHolidays,
        now: DateTime<Utc>,
        complained_on: Option<NaiveDate>,
    ) -> Option<Self> {
        Self::by_route(page, holidays, now, complained_on, false)
    }

    /// The dates of a complaint sent at an instant and first made on a day, today when it is new.
    ///
    /// One about personal data goes another way than to CISAS, where the page has that way. `None` only
    /// where the figures give no window, which a read copy file rules out.
    pub fn by_route(
        page: &PageCopy,
        holidays: &BankHolidays,
        now: DateTime<Utc>,
        complained_on: Option<NaiveDate>,
        is_about_data: bool,
    ) -> Option<Self> {
        let today = london::london_date(now);
        let is_again = complained_on.is_some_and(|complained_on| complained_on < today);
        let complained_on = complained_on.unwrap_or(today);
        let data = page.data_route().filter(|_| is_about_data);
        let working_days = WorkingDays {
            holidays,
            division: page.facts.division,
        };
        let response = working_days
            .response_target(now, page.facts.response_days, &page.facts.lines)
            .ok()?;
        let figures = page.facts.cisas.on(complained_on);
        let regulator = page.facts.regulator.on(complained_on);
        let cisas = KeyDates::new(Some(complained_on), None, figures, regulator).ok()?;
        let date = |date| page.words.date(date);
        let mut response_due = DateRow::new(
            page,
            DateName::ResponseDue,
            &page.dates.response_due,
            response.due,
        );
        let about = response.basis == Basis::Computed;
        if about {
            let words = &page.words.about_date;
            response_due.date = words.fill(&[("date", &response_due.date)]);
        }
        let mut notes = vec![
            page.dates
                .response_note
                .fill(&[("counted_from", &date(response.counted_from))]),
        ];
        notes.push(working(page, &response.days));
        if about {
            notes.push(page.dates.about_note.to_string());
        }
        let again = page.dates.again_note.as_ref().filter(|_| is_again);
        notes.extend(again.map(|note| note.to_string()));
        if let Some((_, words)) = data {
            notes.push(words.note.to_string());
        } else {
            let words = &page.dates;
            let counted = words
                .cisas_note
                .fill(&[("complained_on", &date(complained_on))]);
            notes.push(counted);
            if cisas.perhaps_from().is_some() {
                notes.push(words.cisas_sooner_note.to_string());
            }
            if cisas.closes < Some(today) {
                notes.push(words.cisas_past_note.to_string());
            }
        }
        // The day of receipt is not counted.
        let acknowledge_by =
            data.and_then(|(facts, _)| iso::days_later(today, facts.acknowledge_days.into()));
        let acknowledge_row = data.zip(acknowledge_by).map(|((_, words), day)| {
            DateRow::new(page, DateName::AcknowledgeBy, &words.acknowledge, day)
        });
        let mut rules = rules(page, figures, regulator, response.basis);
        if data.is_some() {
            rules.truncate(1);
        }
        Some(Self {
            shown: ShownDates {
                response_due: response.due,
                cisas_opens: cisas.opens?,
                cisas_opens_regulator: cisas.opens_by_regulator,
                cisas_closes: cisas.closes?,
                acknowledge_by,
            },
            response_due,
            acknowledge_by: acknowledge_row,
            cisas: if data.is_some() {
                Vec::new()
            } else {
                cisas_rows(page, &cisas)
            },
            notes,
            rules,
        })
    }

    /// The dates as they were kept, in the words of a copy; without notes and rules, which were not.
    pub fn kept(page: &PageCopy, shown: ShownDates) -> Self {
        let cisas = KeyDates {
            complained: None,
            agreed: None,
            opens: Some(shown.cisas_opens),
            opens_by_regulator: shown.cisas_opens_regulator,
            closes: Some(shown.cisas_closes),
            last_safe_day: None,
        };
        let words = &page.dates.response_due;
        Self {
            shown,
            response_due: DateRow::new(page, DateName::ResponseDue, words, shown.response_due),
            acknowledge_by: None,
            cisas: cisas_rows(page, &cisas),
            notes: Vec::new(),
            rules: Vec::new(),
        }
    }

    /// The dates as they follow each other.
    pub fn in_order(&self) -> Vec<DateRow> {
        let mut rows: Vec<DateRow> = Vec::with_capacity(2 + self.cisas.len());
        let own = [&self.response_due].into_iter().chain(&self.acknowledge_by);
        for row in own.chain(&self.cisas) {
            insert_sorted(&mut rows, row.clone(), |row| row.iso.clone());
        }
        rows
    }

    /// A date for CISAS in words, by its name; empty where there is none.
    pub fn cisas_date(&self, name: DateName) -> &str {
        let row = self.cisas.iter().find(|row| row.name == name);
        row.map_or("", |row| &row.date)
    }
}

/// The company's figures and the regulator's, the bank holidays that were left out, and how firmly
/// these are known.
fn rules(
    page: &PageCopy,
    figures: Figures,
    regulator: &RegulatorFigures,
    basis: Basis,
) -> Vec<String> {
    let (words, counts) = (&page.record, &page.words.counts);
    let basis = match basis {
        Basis::Published => &words.published,
        Basis::Computed => &words.computed,
    };
    let working_days = counts.working_days.fill(page.facts.response_days as usize);
    let weeks = |weeks: u32| counts.weeks.fill(weeks as usize);
    let months = |months: u32| counts.months.fill(months as usize);
    vec![
        words.response_rule.fill(&[
            ("working_days", &working_days),
            ("division", words.divisions.of(page.facts.division)),
            ("basis", basis),
        ]),
        words.cisas_rule.fill(&[
            ("weeks", &weeks(figures.wait_weeks)),
            ("months", &months(figures.limit_months)),
            ("regulator_weeks", &weeks(regulator.wait_weeks)),
            (
                "regulator_months",
                &months(regulator.limit_months_from_letter),
            ),
        ]),
    ]
}
