use chrono::{NaiveDateTime, NaiveTime, Weekday};
use complaints::domain::calendar::{BankHolidays, Division, OpeningHours, WorkingDays};
use proptest::prelude::*;

use super::shipped;
use crate::date;

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

/// A London date and time, such as `2026-11-23 09:00:00`.
fn local(text: &str) -> NaiveDateTime {
    let (day, clock) = text.split_once(' ').unwrap();
    let numbers: Vec<u32> = clock
        .split(':')
        .map(|number| number.parse().unwrap())
        .collect();
    date(day)
        .and_hms_opt(numbers[0], numbers[1], numbers[2])
        .unwrap()
}

fn england(holidays: &BankHolidays) -> WorkingDays<'_> {
    WorkingDays {
        holidays,
        division: Division::EnglandAndWales,
    }
}

#[test]
fn lines_open_on_the_first_second_and_are_closed_on_the_last() {
    let (hours, holidays) = (OpeningHours::default(), shipped());
    let open =
        |clock: &str| hours.is_open(local(&format!("2026-11-23 {clock}")), &england(&holidays));
    let clocks = ["08:59:59", "09:00:00", "16:59:59", "17:00:00"];
    assert_eq!(clocks.map(open), [false, true, true, false]);
}

#[test]
fn lines_are_closed_on_weekends_and_bank_holidays() {
    let (hours, holidays) = (OpeningHours::default(), shipped());
    for day in [
        "2026-11-21",
        "2026-11-22",
        "2026-12-25",
        "2026-12-28",
        "2029-12-25",
    ] {
        assert!(
            !hours.is_open(local(&format!("{day} 12:00:00")), &england(&holidays)),
            "{day}"
        );
    }
    let scotland = WorkingDays {
        holidays: &holidays,
        division: Division::Scotland,
    };
    assert!(!hours.is_open(local("2026-11-30 12:00:00"), &scotland));
    assert!(hours.is_open(local("2026-11-30 12:00:00"), &england(&holidays)));
}

#[test]
fn lines_next_open_or_close_at_a_time_that_skips_closed_days() {
    let (hours, holidays) = (OpeningHours::default(), shipped());
    let cases = [
        (
            "2026-11-23 08:00:00",
            "2026-11-23 09:00:00",
            "2026-11-23 09:00:00",
        ),
        (
            "2026-11-23 09:00:00",
            "2026-11-23 17:00:00",
            "2026-11-23 09:00:00",
        ),
        (
            "2026-11-23 16:59:59",
            "2026-11-23 17:00:00",
            "2026-11-24 09:00:00",
        ),
        (
            "2026-11-23 17:00:00",
            "2026-11-24 09:00:00",
            "2026-11-24 09:00:00",
        ),
        (
            "2026-11-20 17:30:00",
            "2026-11-23 09:00:00",
            "2026-11-23 09:00:00",
        ),
        (
            "2026-12-24 17:00:00",
            "2026-12-29 09:00:00",
            "2026-12-29 09:00:00",
        ),
        (
            "2026-03-27 20:00:00",
            "2026-03-30 09:00:00",
            "2026-03-30 09:00:00",
        ),
        (
            "2026-10-25 01:30:00",
            "2026-10-26 09:00:00",
            "2026-10-26 09:00:00",
        ),
    ];
    for (now, change, opening) in cases {
        let days = england(&holidays);
        assert_eq!(
            hours.next_change(local(now), &days),
            Some(local(change)),
            "{now}"
        );
        assert_eq!(
            hours.next_opening(local(now), &days),
            Some(local(opening)),
            "{now}"
        );
    }
    assert_eq!(
        hours.next_change(local("2200-12-31 17:00:00"), &england(&holidays)),
        None
    );
}

#[test]
fn a_company_may_answer_on_other_days_than_it_counts() {
    let holidays = shipped();
    let saturdays = OpeningHours::new(Weekday::Mon, Weekday::Sat, time(9, 0), time(17, 0)).unwrap();
    assert!(saturdays.is_open(local("2026-11-21 12:00:00"), &england(&holidays)));
    assert!(!saturdays.is_open(local("2026-11-22 12:00:00"), &england(&holidays)));
    let over_the_week =
        OpeningHours::new(Weekday::Sun, Weekday::Tue, time(9, 0), time(17, 0)).unwrap();
    let open = |day: u32| {
        over_the_week.is_open(
            local(&format!("2026-11-{day} 12:00:00")),
            &england(&holidays),
        )
    };
    assert_eq!(
        [21, 22, 23, 24, 25].map(open),
        [false, true, true, true, false]
    );
}

#[test]
fn lines_that_close_before_they_open_are_refused() {
    let refused =
        |opens, closes| OpeningHours::new(Weekday::Mon, Weekday::Fri, opens, closes).unwrap_err();
    let expected = "lines that open at 17:00 cannot close at 09:05";
    assert_eq!(refused(time(17, 0), time(9, 5)).to_string(), expected);
    let expected = "lines that open at 09:00 cannot close at 09:00";
    assert_eq!(refused(time(9, 0), time(9, 0)).to_string(), expected);
}

proptest! {
    #[test]
    fn a_change_lies_ahead_and_nothing_changes_before_it(minutes in 0..100 * 525_960i64) {
        let (hours, holidays) = (OpeningHours::default(), BankHolidays::by_rule());
        let days = england(&holidays);
        let now = local("1996-01-01 00:00:00") + chrono::TimeDelta::minutes(minutes);
        let change = hours.next_change(now, &days).unwrap();
        prop_assert!(change > now);
        let just_before = change - chrono::TimeDelta::seconds(1);
        prop_assert_eq!(hours.is_open(just_before, &days), hours.is_open(now, &days));
        prop_assert_ne!(hours.is_open(change, &days), hours.is_open(now, &days));
    }
}
