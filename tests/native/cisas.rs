//! The days on which CISAS is open to a complaint.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate, TimeDelta};
use complaints::domain::calendar::iso;
use complaints::domain::cisas::PAGE_FIGURES;
use complaints::domain::cisas::window::add_months_clamped;
use complaints::domain::cisas::{
    DatedFigures, DatedRegulatorFigures, Figures, RegulatorFigures, Status, Window,
};
use proptest::prelude::*;

use crate::{date, golden};

fn figures(from: &str, wait_weeks: u32, limit_months: u32) -> Figures {
    Figures {
        from: date(from),
        wait_weeks,
        limit_months,
    }
}

#[test]
fn every_golden_window_opens_and_closes_on_its_days() {
    let rows = golden::rows(include_str!("golden/windows.csv"));
    assert_eq!(rows.len(), 120);
    for row in rows {
        let [weeks, months] = ["wait_weeks", "limit_months"].map(|name| row[name].parse().unwrap());
        let figures = figures(row["complaint_date"], weeks, months);
        let agreed = iso::parse_date(row["agreed_date"]);
        let window = Window::new(figures.from, figures, agreed).unwrap();
        let found = [
            iso::format_date(window.opens),
            iso::format_date(window.closes),
            window.status(date(row["today"])).as_str().to_owned(),
        ];
        assert_eq!(
            found,
            [row["opens"], row["closes"], row["status"]],
            "row {}",
            row["id"]
        );
    }
}

#[test]
fn a_month_too_short_for_the_day_ends_the_period_on_its_last_day() {
    let cases = [
        ("2026-05-31", 9, "2027-02-28"),
        ("2027-05-31", 9, "2028-02-29"),
        ("2027-05-29", 9, "2028-02-29"),
        ("2026-02-28", 9, "2026-11-28"),
        ("2028-02-29", 9, "2028-11-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-09-30", 4, "2027-01-30"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-01-31", 0, "2026-01-31"),
    ];
    for (from, months, expected) in cases {
        assert_eq!(
            add_months_clamped(date(from), months),
            Some(date(expected)),
            "{from} + {months}"
        );
    }
}

#[test]
fn both_ends_of_the_window_are_in_time() {
    let window = Window::new(date("2026-05-01"), PAGE_FIGURES, None).unwrap();
    let days = ["2026-06-25", "2026-06-26", "2027-02-01", "2027-02-02"];
    let found = days.map(|day| window.status(date(day)));
    assert_eq!(
        found,
        [Status::Before, Status::Open, Status::Open, Status::Closed]
    );
}

#[test]
fn an_agreement_opens_the_window_early_and_never_late() {
    let complained = date("2026-05-01");
    let opens = |agreed| {
        Window::new(complained, PAGE_FIGURES, Some(date(agreed)))
            .unwrap()
            .opens
    };
    assert_eq!(opens("2026-05-01"), date("2026-05-01"));
    assert_eq!(opens("2026-06-12"), date("2026-06-12"));
    assert_eq!(opens("2026-06-26"), date("2026-06-26"));
    assert_eq!(opens("2027-06-26"), date("2026-06-26"));
}

#[test]
fn an_agreement_older_than_the_complaint_is_refused() {
    let error =
        Window::new(date("2026-05-01"), PAGE_FIGURES, Some(date("2026-04-30"))).unwrap_err();
    let expected = "the agreement of 2026-04-30 is older than the complaint of 2026-05-01";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn a_window_that_would_open_after_it_closes_is_refused() {
    let error = Window::new(date("2026-05-31"), figures("2026-01-01", 40, 9), None).unwrap_err();
    let expected = "the window would open on 2027-03-07, after it closes on 2027-02-28";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn figures_beyond_any_date_are_refused() {
    for figures in [
        figures("2026-01-01", u32::MAX, 9),
        figures("2026-01-01", 8, u32::MAX),
    ] {
        let error = Window::new(date("2026-05-31"), figures, None)
            .unwrap_err()
            .to_string();
        assert!(error.ends_with("months after 2026-05-31"), "{error}");
    }
    assert!(Window::new(NaiveDate::MAX, PAGE_FIGURES, None).is_err());
    assert!(
        DatedFigures::new(vec![Figures {
            from: NaiveDate::MAX,
            ..PAGE_FIGURES
        }])
        .is_err()
    );
}

#[test]
fn figures_hold_from_their_date_until_the_next() {
    let old = figures("2018-10-01", 8, 9);
    let new = figures("2026-04-08", 6, 12);
    let dated = DatedFigures::new(vec![old, new]).unwrap();
    assert_eq!(dated.on(date("2026-04-07")), old);
    assert_eq!(dated.on(date("2026-04-08")), new);
    assert_eq!(dated.on(NaiveDate::MAX), new);
    assert_eq!(
        dated.on(date("1999-01-01")),
        old,
        "before any date the first figures hold"
    );
}

#[test]
fn figures_that_contradict_themselves_are_refused_by_entry() {
    let error = |entries: &[Figures]| DatedFigures::new(entries.to_vec()).unwrap_err().to_string();
    assert_eq!(
        error(&[]),
        "no figures at all: at least one entry is needed"
    );
    assert_eq!(
        error(&[figures("2026-04-08", 6, 9), figures("2026-04-08", 8, 9)]),
        "entry 1: from 2026-04-08 does not come after the entry before it, from 2026-04-08"
    );
    assert_eq!(
        error(&[figures("2020-01-01", 8, 9), figures("2026-04-08", 40, 9)]),
        "entry 1: for a complaint made on 2026-04-08 the window would open on 2027-01-13, after it \
         closes on 2027-01-08"
    );
    // Thirteen weeks fit into three months, but not into the first three of the year.
    assert_eq!(
        error(&[figures("2026-01-01", 13, 3)]),
        "entry 0: for a complaint made on 2026-01-01 the window would open on 2026-04-02, after it \
         closes on 2026-04-01"
    );
}

#[test]
fn figures_are_checked_only_while_they_hold() {
    let fits_in_summer = figures("2026-06-01", 13, 3);
    assert!(DatedFigures::new(vec![fits_in_summer, figures("2026-06-20", 8, 9)]).is_ok());
    assert!(DatedFigures::new(vec![fits_in_summer]).is_err());
}

fn regulator_figures(from: &str, limit_months_from_letter: u32) -> RegulatorFigures {
    RegulatorFigures {
        from: date(from),
        wait_weeks: 6,
        limit_months_from_letter,
        source: Cow::Borrowed("https://regulator.example/"),
    }
}

#[test]
fn the_regulator_waits_six_weeks_from_8_april_2026() {
    let regulator = DatedRegulatorFigures::default();
    let opens = |complained: &str| {
        let complained = date(complained);
        complained + TimeDelta::weeks(regulator.on(complained).wait_weeks.into())
    };
    assert_eq!(opens("1990-01-01"), date("1990-02-26"));
    assert_eq!(opens("2026-04-07"), date("2026-06-02"));
    assert_eq!(opens("2026-04-08"), date("2026-05-20"));
}

#[test]
fn regulator_figures_that_contradict_themselves_are_refused_by_entry() {
    let error = |entries: &[RegulatorFigures]| {
        DatedRegulatorFigures::new(entries.to_vec())
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        error(&[]),
        "no figures at all: at least one entry is needed"
    );
    assert_eq!(
        error(&[
            regulator_figures("2018-10-01", 12),
            regulator_figures("2026-04-08", 12),
            regulator_figures("2026-04-07", 12),
        ]),
        "entry 2: from 2026-04-07 does not come after the entry before it, from 2026-04-08"
    );
    assert_eq!(
        error(&[
            regulator_figures("2018-10-01", 12),
            regulator_figures("2026-04-08", 0),
        ]),
        "entry 1: 0 months from the letter leave no day to apply, expected 1 or more"
    );
}

fn dates() -> impl Strategy<Value = NaiveDate> {
    (0..75_000i64).prop_map(|days| date("1995-01-01") + TimeDelta::days(days))
}

proptest! {
    #[test]
    fn a_window_that_stands_opens_in_time_and_no_later_than_agreed(
        complained in dates(), weeks in 0..60u32, months in 0..24u32, agreed in prop::option::of(0..500i64),
    ) {
        let figures = Figures { from: complained, wait_weeks: weeks, limit_months: months };
        let agreed = agreed.map(|days| complained + TimeDelta::days(days));
        let Ok(window) = Window::new(complained, figures, agreed) else { return Ok(()) };
        let waited = complained + TimeDelta::weeks(weeks.into());
        prop_assert!(complained <= window.opens && window.opens <= window.closes);
        prop_assert_eq!(window.opens, agreed.into_iter().chain([waited]).min().unwrap());
        prop_assert_eq!(Some(window.closes), add_months_clamped(complained, months));
    }

    #[test]
    fn the_end_of_a_month_does_not_stick(from in dates(), months in 0..120u32) {
        let later = add_months_clamped(from, months).unwrap();
        let month = from.year() * 12 + from.month0() as i32 + months as i32;
        prop_assert_eq!(later.year() * 12 + later.month0() as i32, month);
        if later.day() != from.day() {
            prop_assert!(later.day() < from.day());
            prop_assert_eq!(later.succ_opt().unwrap().day(), 1);
        }
    }

    #[test]
    fn figures_that_are_accepted_give_every_complaint_a_window(
        weeks in 0..60u32, months in 0..15u32, from in dates(), complained in dates(),
    ) {
        let entry = Figures { from, wait_weeks: weeks, limit_months: months };
        let Ok(dated) = DatedFigures::new(vec![entry]) else { return Ok(()) };
        prop_assert!(Window::new(complained, dated.on(complained), None).is_ok());
    }
}
