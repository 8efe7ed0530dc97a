use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};
use complaints::domain::calendar::RESPONSE_DAYS;
use complaints::domain::calendar::{
    BankHolidays, DayCounted, DayKind, Division, OpeningHours, OutsideCalendar, ResponseTarget,
    WorkingDays, iso,
};
use proptest::prelude::*;

use super::shipped;
use crate::{date, golden};

fn hours() -> OpeningHours {
    OpeningHours::default()
}

/// The response target of something received in London on a date at a time, in winter.
fn target(received: &str) -> ResponseTarget {
    let received = iso::parse_instant(received).unwrap();
    let holidays = shipped();
    let days = WorkingDays {
        holidays: &holidays,
        division: Division::EnglandAndWales,
    };
    days.response_target(received, RESPONSE_DAYS, &hours())
        .unwrap()
}

/// `Thu 24, (Fri 25 Christmas Day), (Sat 26)`: skipped days in brackets.
fn working(days: &[DayCounted]) -> String {
    let name = |day: &DayCounted| {
        let name = format!("{} {}", day.date.weekday(), day.date.day());
        match &day.kind {
            DayKind::Working => name,
            DayKind::Weekend => format!("({name})"),
            DayKind::BankHoliday(holiday) => format!("({name} {})", holiday.title),
        }
    };
    days.iter().map(name).collect::<Vec<_>>().join(", ")
}

#[test]
fn every_golden_response_target_is_met() {
    let holidays = shipped();
    let rows = golden::rows(include_str!("../golden/working_days.csv"));
    assert_eq!(rows.len(), 120);
    for row in rows {
        let received = iso::parse_instant(row["received_utc"]).unwrap();
        let days = WorkingDays {
            holidays: &holidays,
            division: row["division"].parse().unwrap(),
        };
        let target = days
            .response_target(received, RESPONSE_DAYS, &hours())
            .unwrap();
        let found = [
            iso::format_instant(target.received_local.and_utc()).replace('Z', ""),
            target.lines_open.to_string(),
            iso::format_date(target.counted_from),
            iso::format_date(target.due),
            target.basis.as_str().to_owned(),
        ];
        let expected = [
            &row["received_local"][..19],
            row["lines_open"],
            row["counted_from"],
            row["response_date"],
            row["basis"],
        ];
        assert_eq!(found, expected, "row {}", row["id"]);
    }
}

#[test]
fn five_working_days_before_christmas_end_after_it() {
    let target = target("2026-12-18T10:00:00Z");
    assert_eq!(target.due, date("2026-12-29"));
    assert_eq!(
        working(&target.days),
        "(Sat 19), (Sun 20), Mon 21, Tue 22, Wed 23, Thu 24, (Fri 25 Christmas Day), (Sat 26), \
         (Sun 27), (Mon 28 Boxing Day), Tue 29"
    );
}

#[test]
fn five_working_days_from_christmas_eve_end_in_the_new_year() {
    let target = target("2026-12-24T10:00:00Z");
    assert_eq!(target.due, date("2027-01-05"));
    assert_eq!(
        working(&target.days),
        "(Fri 25 Christmas Day), (Sat 26), (Sun 27), (Mon 28 Boxing Day), Tue 29, Wed 30, Thu 31, \
         (Fri 1 New Year’s Day), (Sat 2), (Sun 3), Mon 4, Tue 5"
    );
}

#[test]
fn five_working_days_before_easter_skip_both_bank_holidays() {
    let target = target("2026-04-02T10:00:00Z");
    assert_eq!(target.due, date("2026-04-13"));
    assert_eq!(
        working(&target.days),
        "(Fri 3 Good Friday), (Sat 4), (Sun 5), (Mon 6 Easter Monday), Tue 7, Wed 8, Thu 9, Fri 10, \
         (Sat 11), (Sun 12), Mon 13"
    );
}

#[test]
fn a_complaint_received_on_a_sunday_counts_from_monday() {
    assert_eq!(
        target("2026-11-22T10:00:00Z").counted_from,
        date("2026-11-23")
    );
}

#[test]
fn a_complaint_received_as_the_lines_close_counts_from_the_next_working_day() {
    assert_eq!(
        target("2026-11-20T16:59:59.9Z").counted_from,
        date("2026-11-20")
    );
    assert_eq!(
        target("2026-11-20T17:00:00Z").counted_from,
        date("2026-11-23")
    );
    assert_eq!(
        target("2026-11-20T00:00:00Z").counted_from,
        date("2026-11-20")
    );
}

#[test]
fn a_complaint_received_late_in_the_utc_evening_of_summer_is_of_the_next_day() {
    let target = target("2026-07-13T23:30:00Z");
    assert_eq!(target.received_local.date(), date("2026-07-14"));
    assert_eq!(target.counted_from, date("2026-07-14"));
}

#[test]
fn no_working_days_to_wait_means_the_day_of_receipt() {
    let holidays = shipped();
    let days = WorkingDays {
        holidays: &holidays,
        division: Division::EnglandAndWales,
    };
    let sunday = iso::parse_instant("2026-11-22T10:00:00Z").unwrap();
    let target = days.response_target(sunday, 0, &hours()).unwrap();
    assert_eq!((target.due, target.days), (date("2026-11-23"), vec![]));
}

#[test]
fn counting_stops_where_the_calendar_does() {
    let holidays = shipped();
    let days = WorkingDays {
        holidays: &holidays,
        division: Division::EnglandAndWales,
    };
    let stops_at = |date| Err(OutsideCalendar { date });
    assert_eq!(days.add(date("2200-12-24"), 3), Ok(date("2200-12-31")));
    assert_eq!(
        days.add(date("2200-12-24"), 4),
        stops_at(date("2201-01-01"))
    );
    assert_eq!(
        days.add(date("2026-11-23"), u32::MAX),
        stops_at(date("2201-01-01"))
    );
    assert_eq!(
        days.next_working_day(date("1994-12-30")),
        stops_at(date("1994-12-31"))
    );
    assert_eq!(days.on_or_after(NaiveDate::MAX), stops_at(NaiveDate::MAX));
    assert_eq!(
        days.next_working_day(NaiveDate::MAX),
        stops_at(NaiveDate::MAX)
    );
    assert!(!days.is_working_day(date("1994-12-30")));
    for instant in [
        DateTime::<Utc>::MIN_UTC,
        DateTime::UNIX_EPOCH,
        DateTime::<Utc>::MAX_UTC,
    ] {
        assert!(
            days.response_target(instant, RESPONSE_DAYS, &hours())
                .is_err()
        );
    }
}

fn divisions() -> impl Strategy<Value = Division> {
    prop::sample::select(&Division::ALL[..])
}

/// An instant in the calendar's years, far enough from their end to count on.
fn instants() -> impl Strategy<Value = DateTime<Utc>> {
    let seconds = |day: &str| date(day).and_time(NaiveTime::MIN).and_utc().timestamp();
    (seconds("1995-01-01")..seconds("2200-11-30"))
        .prop_map(|at| DateTime::from_timestamp(at, 0).unwrap())
}

proptest! {
    #[test]
    fn a_target_is_a_working_day_after_as_many_as_promised(
        received in instants(), division in divisions(), promised in 1..20u32,
    ) {
        let holidays = shipped();
        let days = WorkingDays { holidays: &holidays, division };
        let target = days.response_target(received, promised, &hours()).unwrap();
        prop_assert!(days.is_working_day(target.due));
        prop_assert!(days.is_working_day(target.counted_from));
        prop_assert!(target.counted_from >= target.received_local.date());
        prop_assert!(target.counted_from < target.due);
        let counted = target.counted_from.iter_days().skip(1).take_while(|day| *day <= target.due);
        let counted: Vec<_> = counted.collect();
        prop_assert_eq!(counted.iter().filter(|day| days.is_working_day(**day)).count(), promised as usize);
        prop_assert_eq!(counted, target.days.iter().map(|day| day.date).collect::<Vec<_>>());
        prop_assert_eq!(target.basis, holidays.basis(target.due.year(), division));
    }

    #[test]
    fn receiving_later_never_brings_the_target_forward(
        received in instants(), division in divisions(), minutes in 0..20_000i64,
    ) {
        let holidays = shipped();
        let days = WorkingDays { holidays: &holidays, division };
        let due = |at| days.response_target(at, RESPONSE_DAYS, &hours()).unwrap().due;
        prop_assert!(due(received) <= due(received + TimeDelta::minutes(minutes)));
    }

    #[test]
    fn the_day_of_receipt_is_the_same_day_only_in_time_on_a_working_day(
        received in instants(), division in divisions(),
    ) {
        let holidays = BankHolidays::by_rule();
        let days = WorkingDays { holidays: &holidays, division };
        let target = days.response_target(received, RESPONSE_DAYS, &hours()).unwrap();
        let local = target.received_local;
        let in_time = days.is_working_day(local.date()) && local.hour() < 17;
        prop_assert_eq!(target.counted_from == local.date(), in_time);
    }

    #[test]
    fn working_days_add_up(
        received in instants(), division in divisions(), first in 0..8u32, second in 0..8u32,
    ) {
        let holidays = BankHolidays::by_rule();
        let days = WorkingDays { holidays: &holidays, division };
        let from = received.date_naive();
        let stepwise = days.add(from, first).and_then(|day| days.add(day, second));
        prop_assert_eq!(stepwise, days.add(from, first + second));
    }
}
