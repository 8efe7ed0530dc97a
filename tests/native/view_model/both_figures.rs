//! Wherever a date for CISAS is shown, it is shown by the page's figure and by the regulator's.
//!
//! The oracle counts for itself, from figures that are written here once more.

use chrono::{DateTime, Days, NaiveDate, Utc};
use complaints::copy::PageCopy;
use complaints::domain::complaint::{Acknowledgement, DateDraft, FieldId, Reply, Submission};
use complaints::view_model::CheckDate;
use complaints::view_model::DateRow;

use crate::date;
use crate::fixture::{
    DEFAULT_COPY, edited, holidays, instant, leaked, page, smallest_draft, welsh,
};
use crate::oracle::{Company, figures};
use crate::played::{Played, PlayedCheck};

const OWN: &str = "[{ \"from\": \"2000-01-01\", \"wait_weeks\": 8, \"limit_months\": 9 }]";

/// The page in each language, and with other figures of the company's: with what its dates are counted from.
fn companies() -> [(&'static PageCopy, Company); 4] {
    let with = |own: Vec<crate::oracle::Figures>| Company {
        own,
        ..Company::shipped()
    };
    let copy = |from, to| leaked(&edited(DEFAULT_COPY, &[(OWN, &OWN.replace(from, to))]));
    [
        (page(), Company::shipped()),
        (welsh(), Company::shipped()),
        // Shorter than the regulator's.
        (
            copy("\"wait_weeks\": 8", "\"wait_weeks\": 4"),
            with(vec![figures("2000-01-01", 4, 9)]),
        ),
        // Longer, and from a day on the same with a longer limit.
        (
            copy(
                "9 }]",
                "9 }, { \"from\": \"2027-03-01\", \"wait_weeks\": 6, \"limit_months\": 14 }]",
            ),
            with(vec![
                figures("2000-01-01", 8, 9),
                figures("2027-03-01", 6, 14),
            ]),
        ),
    ]
}

/// Every day of ten years.
fn ten_years() -> impl Iterator<Item = (usize, NaiveDate)> {
    date("2024-01-01").iter_days().take(3_653).enumerate()
}

fn noon(day: NaiveDate) -> DateTime<Utc> {
    instant(&format!("{day}T12:00:00Z"))
}

/// A journey whose complaint was first made on a day, and received at noon of another.
fn received(
    page: &'static PageCopy,
    complained: NaiveDate,
    day: NaiveDate,
) -> (Played, Submission) {
    let mut draft = smallest_draft();
    if complained < day {
        draft.set_text(FieldId::ComplainedBefore, "yes".to_owned());
        draft.first_complained_on = DateDraft::from_date(complained);
    }
    let mut journey = Played::checked(page, draft, noon(day));
    let id = "0b9ed8ea-8c8d-4b3f-9f5c-5d7c1e8f3a21";
    let submission = journey.send(id, noon(day)).unwrap();
    let acknowledgement = Acknowledgement {
        reference: "C-7K3M9QXZ".to_owned(),
        received_at: Some(noon(day)),
        receipt_url: None,
    };
    journey.reply_at(Reply::Delivered(acknowledgement), noon(day));
    (journey, submission)
}

fn is_shown(rows: &[DateRow], day: NaiveDate) -> bool {
    rows.iter().any(|row| row.iso == day.to_string())
}

/// The line of a calendar that puts an entry on a day.
fn entry(day: NaiveDate) -> String {
    format!("DTSTART;VALUE=DATE:{}\r\n", day.format("%Y%m%d"))
}

#[test]
fn the_first_and_the_last_day_of_either_figure_are_in_everything_that_is_kept() {
    let companies = companies();
    // New, some weeks old when neither figure allows it yet, when one does, and when all dates are over.
    let ages = [0, 40, 50, 300];
    for (index, complained) in ten_years() {
        // Every age and every company, each with days of every weekday and month.
        let (page, company) = &companies[index % companies.len()];
        let age = ages[index / companies.len() % ages.len()];
        let day = complained + Days::new(age);
        let window = company.window(complained, None);
        let (journey, submission) = received(page, complained, day);

        let checked = journey.receipt().unwrap();
        let rows = checked.dates.as_ref().unwrap().in_order();
        let record = journey.record(noon(day)).unwrap();
        let (text, html) = (record.to_text(), record.to_html());
        let calendar = journey.reminders(noon(day));
        let calendar = calendar.map(|file| file.text).unwrap_or_default();
        let days = [Some(window.opens), window.sooner(), Some(window.closes)];
        for shown in days.into_iter().flatten() {
            assert!(is_shown(&rows, shown), "{complained}: {rows:?}");
            let words = page.words.date(shown);
            assert!(
                text.contains(&words) && html.contains(&words),
                "{complained}: {text}"
            );
            // What lies behind needs no reminder.
            let is_ahead = shown > day;
            assert_eq!(
                calendar.contains(&entry(shown)),
                is_ahead,
                "{complained}: {calendar}"
            );
        }

        let sent = submission.wire_fields();
        let sent = |name: &str| {
            let part = sent.iter().find(|(known, _)| *known == name);
            part.map(|(_, value)| value.clone())
        };
        let sooner = window.sooner().map(|day| day.to_string());
        assert_eq!(sent("cisas_opens"), Some(window.opens.to_string()));
        assert_eq!(sent("cisas_opens_regulator"), sooner);
        assert_eq!(sent("cisas_closes"), Some(window.closes.to_string()));
    }
}

#[test]
fn the_first_and_the_last_day_of_either_figure_are_in_the_self_check_with_a_letter_or_without() {
    let companies = companies();
    for (index, complained) in ten_years() {
        let (page, company) = &companies[index % companies.len()];
        // None, on the day itself, and before and after the wait is over.
        let letter = [None, Some(0), Some(20), Some(70)][index / companies.len() % 4];
        let letter = letter.map(|after| complained + Days::new(after));
        let today = letter.unwrap_or(complained);
        let window = company.window(complained, letter);
        let mut check = PlayedCheck::new(page);
        check.set_date(CheckDate::Complained, complained);
        if let Some(letter) = letter {
            check.set_date(CheckDate::Agreed, letter);
        }
        check.check(noon(today)).unwrap();
        let timeline = &check.result().unwrap().timeline;
        let calendar = check.reminders(noon(today)).unwrap().text;
        let days = [
            Some(window.opens),
            window.sooner(),
            Some(window.closes),
            window.closes_by_regulator,
        ];
        for shown in days.into_iter().flatten() {
            assert!(is_shown(timeline, shown), "{complained}: {timeline:?}");
            let is_ahead = shown > today;
            assert!(
                !is_ahead || calendar.contains(&entry(shown)),
                "{complained}: {calendar}"
            );
        }
    }
}

/// The dates for CISAS among rows, with whose they are.
fn cisas(rows: &[DateRow]) -> Vec<(&str, &str)> {
    let names = ["allowed-from", "opens", "closes", "last-safe-day"];
    let rows = rows.iter().filter(|row| names.contains(&row.name.name()));
    rows.map(|row| (row.label.as_str(), row.iso.as_str()))
        .collect()
}

#[test]
fn the_form_and_the_self_check_say_the_same_dates_in_the_same_words_and_order() {
    for page in [page(), welsh()] {
        for complained in ["2026-03-01", "2026-04-07", "2026-04-08", "2026-10-10"].map(date) {
            let now = instant("2026-11-28T12:00:00Z");
            let mut draft = smallest_draft();
            draft.set_text(FieldId::ComplainedBefore, "yes".to_owned());
            draft.first_complained_on = DateDraft::from_date(complained);
            let checked = Played::checked(page, draft, now).dates().unwrap();
            let mut check = PlayedCheck::new(page);
            check.set_date(CheckDate::Complained, complained);
            check.check(now).unwrap();
            let timeline = check.result().unwrap().timeline;
            assert_eq!(cisas(&checked.in_order()), cisas(&timeline));
        }
    }
}

#[test]
fn a_complaint_of_october_has_the_day_of_ofcom_and_the_day_of_the_page() {
    let rows = |page: &'static PageCopy| {
        let now = instant("2026-11-28T12:00:00Z");
        let complained = Some(date("2026-10-10"));
        let dates = complaints::view_model::DatesView::new(page, holidays(), now, complained);
        let lines = dates.unwrap().in_order().into_iter();
        lines
            .map(|row| format!("{}: {}", row.label, row.date))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        rows(page()),
        [
            "Under Ofcom’s rules, ask CISAS from: Saturday 21 November 2026",
            "CISAS may be available from (our page’s date): Saturday 5 December 2026",
            "We aim to respond by: Monday 7 December 2026",
            "Apply to CISAS by, to be safe (our page’s date): Saturday 10 July 2027",
        ]
    );
    assert_eq!(
        rows(welsh())[..2],
        [
            "Yn ôl rheolau Ofcom, gofynnwch i CISAS o’r dyddiad hwn ymlaen: dydd Sadwrn 21 Tachwedd 2026",
            "Gall CISAS fod ar gael o’r dyddiad hwn (dyddiad ein tudalen): dydd Sadwrn 5 Rhagfyr 2026",
        ]
    );
}
