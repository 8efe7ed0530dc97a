//! Wherever a date for CISAS is shown, it is shown by the page's figure and by the regulator's.
//!
//! The oracle counts for itself, from the figures as they stand in the copy.

use chrono::{Days, Months, NaiveDate};
use complaints::copy::PageCopy;
use complaints::domain::complaint::{Acknowledgement, DateDraft, FieldId, Reply, Submission};
use complaints::view_model::self_check::{COMPLAINED, SelfCheck};
use complaints::view_model::{DateRow, Journey};

use crate::date;
use crate::fixture::{
    DEFAULT_COPY, edited, holidays, instant, leaked, page, smallest_draft, welsh,
};

const OWN: &str = "[{ \"from\": \"2000-01-01\", \"wait_weeks\": 8, \"limit_months\": 9 }]";

/// The days on which a complaint may be taken, by either figure.
struct Allowed {
    by_page: NaiveDate,
    by_regulator: NaiveDate,
    last: NaiveDate,
}

fn allowed(page: &PageCopy, complained: NaiveDate) -> Allowed {
    let own = page.facts.cisas.entries().iter();
    let own = own
        .rev()
        .find(|figures| figures.from <= complained)
        .unwrap();
    let asked = page.facts.regulator.entries().iter();
    let asked = asked
        .rev()
        .find(|figures| figures.from <= complained)
        .unwrap();
    let weeks = |weeks: u32| complained + Days::new(7 * u64::from(weeks));
    Allowed {
        by_page: weeks(own.wait_weeks),
        by_regulator: weeks(asked.wait_weeks),
        last: complained + Months::new(own.limit_months),
    }
}

/// A journey whose complaint was made and received at noon of a day.
fn received(page: &'static PageCopy, day: NaiveDate) -> (Journey, Submission) {
    let noon = instant(&format!("{day}T12:00:00Z"));
    let mut journey = Journey::new(page);
    journey.draft = smallest_draft();
    journey.review(holidays(), noon);
    let id = || "0b9ed8ea-8c8d-4b3f-9f5c-5d7c1e8f3a21".to_owned();
    let submission = journey.start_sending(id, noon).unwrap();
    let acknowledgement = Acknowledgement {
        reference: "C-7K3M9QXZ".to_owned(),
        received_at: Some(noon),
        receipt_url: None,
    };
    journey.settle(Reply::Delivered(acknowledgement), 1, 0, noon);
    (journey, submission)
}

#[test]
fn the_first_and_the_last_day_of_either_figure_are_in_everything_that_is_kept() {
    let copies = [
        page(),
        welsh(),
        // Shorter than the regulator's, longer, and one after the other.
        leaked(&edited(
            DEFAULT_COPY,
            &[(OWN, &OWN.replace("\"wait_weeks\": 8", "\"wait_weeks\": 4"))],
        )),
        leaked(&edited(
            DEFAULT_COPY,
            &[(
                OWN,
                &OWN.replace(
                    "9 }]",
                    "9 }, { \"from\": \"2027-03-01\", \"wait_weeks\": 6, \"limit_months\": 14 }]",
                ),
            )],
        )),
    ];
    let first = date("2024-01-01");
    for (index, day) in first.iter_days().take(3_653).enumerate() {
        // Every day by one copy, and by each copy in turn.
        let page = copies[index % copies.len()];
        let Allowed {
            by_page,
            by_regulator,
            last,
        } = allowed(page, day);
        let earliest = by_page.min(by_regulator);
        let (journey, submission) = received(page, day);
        let noon = instant(&format!("{day}T12:00:00Z"));

        let receipt = journey.receipt.as_ref().unwrap();
        let rows = receipt.dates.as_ref().unwrap().in_order();
        let is_shown =
            |rows: &[DateRow], day: NaiveDate| rows.iter().any(|row| row.iso == day.to_string());
        let record = journey.record(noon).unwrap();
        let (text, html) = (record.to_text(), record.to_html());
        let (_, calendar) = journey.reminders(noon).unwrap();
        for shown in [earliest, by_page, last] {
            assert!(is_shown(&rows, shown), "{day}: {rows:?}");
            let words = page.words.date(shown);
            assert!(
                text.contains(&words) && html.contains(&words),
                "{day}: {text}"
            );
            let entry = format!("DTSTART;VALUE=DATE:{}\r\n", shown.format("%Y%m%d"));
            assert!(calendar.contains(&entry), "{day}: {calendar}");
        }

        let sent = submission.wire_fields();
        let sent = |name: &str| {
            let part = sent.iter().find(|(known, _)| *known == name);
            part.map(|(_, value)| value.clone())
        };
        let sooner = (by_regulator < by_page).then(|| by_regulator.to_string());
        assert_eq!(sent("cisas_opens"), Some(by_page.to_string()));
        assert_eq!(sent("cisas_opens_regulator"), sooner);
        assert_eq!(sent("cisas_closes"), Some(last.to_string()));
    }
}

/// The dates for CISAS among rows, with whose they are.
fn cisas(rows: &[DateRow]) -> Vec<(&str, &str)> {
    let names = ["allowed-from", "opens", "closes", "last-safe-day"];
    let rows = rows.iter().filter(|row| names.contains(&row.name));
    rows.map(|row| (row.label.as_str(), row.iso.as_str()))
        .collect()
}

#[test]
fn the_form_and_the_self_check_say_the_same_dates_in_the_same_words_and_order() {
    for page in [page(), welsh()] {
        for complained in ["2026-03-01", "2026-04-07", "2026-04-08", "2026-10-10"].map(date) {
            let now = instant("2026-11-28T12:00:00Z");
            let mut journey = Journey::new(page);
            journey.draft = smallest_draft();
            journey
                .draft
                .set_text(FieldId::ComplainedBefore, "yes".to_owned());
            journey.draft.first_complained_on = DateDraft::from_date(complained);
            journey.review(holidays(), now);
            let checked = journey.checked.as_ref().unwrap().dates.as_ref().unwrap();
            let mut check = SelfCheck::new(page);
            check.complained = DateDraft::from_date(complained);
            check.check(holidays(), now).unwrap();
            assert_eq!(check.date(COMPLAINED), &DateDraft::from_date(complained));
            let timeline = check.result.unwrap().timeline;
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
