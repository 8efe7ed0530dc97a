use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};
use complaints::domain::calendar::{BankHoliday, BankHolidays, Basis, Division, iso};
use complaints::domain::calendar::{FIRST_YEAR, LAST_YEAR};

use super::shipped;
use crate::{date, golden};

const YEARS: std::ops::RangeInclusive<i32> = FIRST_YEAR..=LAST_YEAR;

/// `2026-12-28 Boxing Day (Substitute day) published`, a line for each day.
fn lines(holidays: &[BankHoliday]) -> Vec<String> {
    let line = |day: &BankHoliday| {
        let date = iso::format_date(day.date);
        format!(
            "{date} {} ({}) {}",
            day.title,
            day.notes,
            day.basis.as_str()
        )
    };
    holidays.iter().map(line).collect()
}

#[test]
fn every_golden_list_is_complete_and_worded_alike() {
    let holidays = shipped();
    let rows = golden::rows(include_str!("../golden/bank_holidays.csv"));
    let block = |row: &golden::Row| (row["date"][..4].to_owned(), row["division"]);
    let mut blocks = 0;
    for rows in rows.chunk_by(|one, next| block(one) == block(next)) {
        let (year, key) = block(&rows[0]);
        let division: Division = key.parse().unwrap();
        let line = |row: &golden::Row| {
            format!(
                "{} {} ({}) {}",
                row["date"], row["title"], row["notes"], row["basis"]
            )
        };
        let expected: Vec<String> = rows.iter().map(line).collect();
        let found = holidays.in_year(year.parse().unwrap(), division);
        assert_eq!(lines(&found), expected, "{year} {key}");
        blocks += 1;
    }
    assert_eq!(blocks, 13);
}

#[test]
fn the_rules_give_every_day_title_and_note_of_the_shipped_file() {
    let (published, ruled) = (shipped(), BankHolidays::by_rule());
    for division in Division::ALL {
        assert_eq!(published.last_published_year(division), Some(2028));
        for year in 2019..=2028 {
            let expected = lines(&published.in_year(year, division));
            let found = lines(&ruled.in_year(year, division)).into_iter();
            let found: Vec<_> = found
                .map(|line| line.replace("computed", "published"))
                .collect();
            assert_eq!(found, expected, "{year} {division:?}");
        }
    }
}

#[test]
fn a_date_is_a_bank_holiday_exactly_when_its_year_lists_it() {
    let holidays = shipped();
    for division in Division::ALL {
        for year in [1995, 2012, 2022, 2026, 2029, 2200] {
            let listed = holidays.in_year(year, division);
            let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            let days = first.iter_days().take_while(|day| day.year() == year);
            let found: Vec<_> = days.filter_map(|day| holidays.on(day, division)).collect();
            assert_eq!(found, listed, "{year} {division:?}");
        }
    }
}

#[test]
fn bank_holidays_by_rule_fall_on_different_weekdays_and_are_as_many_as_the_law_says() {
    let holidays = BankHolidays::by_rule();
    // A day added makes one more; a day moved none.
    let added = |year, division| match (year, division) {
        (1995 | 2026, Division::Scotland) => 1,
        (1999 | 2002 | 2011 | 2012 | 2023, _) => 1,
        (2022, _) => 2,
        _ => 0,
    };
    for year in YEARS {
        for division in Division::ALL {
            let days = holidays.in_year(year, division);
            let dates: BTreeSet<_> = days.iter().map(|day| day.date).collect();
            let standing = match division {
                Division::EnglandAndWales => 8,
                Division::Scotland => 8 + usize::from(year >= 2007),
                Division::NorthernIreland => 10,
            };
            assert_eq!(
                dates.len(),
                standing + added(year, division),
                "{year} {division:?}"
            );
            assert_eq!(dates.len(), days.len(), "{year} {division:?}: a day twice");
            let weekend = |date: &NaiveDate| matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
            assert!(!dates.iter().any(weekend), "{year} {division:?}: {dates:?}");
            assert!(days.is_sorted_by_key(|day| day.date), "{year} {division:?}");
        }
    }
}

/// Easter Sunday by golden number, century and epact.
///
/// # Source
///
/// Knuth, *The Art of Computer Programming*, volume 1, exercise 1.3.2-14, after Clavius.
fn easter_by_epact(year: i32) -> NaiveDate {
    let golden_number = year % 19 + 1;
    let century = year / 100 + 1;
    let skipped_leap_years = 3 * century / 4 - 12;
    let moon_correction = (8 * century + 5) / 25 - 5;
    let sunday = 5 * year / 4 - skipped_leap_years - 10;
    let epact = (11 * golden_number + 20 + moon_correction - skipped_leap_years).rem_euclid(30);
    let later = epact == 24 || (epact == 25 && golden_number > 11);
    let moon = 44 - epact - i32::from(later);
    let full_moon = if moon < 21 { moon + 30 } else { moon };
    let march_day = full_moon + 7 - (sunday + full_moon) % 7;
    NaiveDate::from_ymd_opt(year, 3, 1).unwrap() + chrono::TimeDelta::days(i64::from(march_day) - 1)
}

#[test]
fn good_friday_is_two_days_before_the_easter_of_an_older_algorithm() {
    let holidays = BankHolidays::by_rule();
    for year in YEARS {
        let friday = easter_by_epact(year) - chrono::TimeDelta::days(2);
        let found = holidays
            .on(friday, Division::Scotland)
            .map(|day| day.title.into_owned());
        assert_eq!(found.as_deref(), Some("Good Friday"), "{year}");
    }
}

#[test]
fn days_moved_or_added_before_the_file_begins_are_known() {
    use Division::{EnglandAndWales as England, NorthernIreland, Scotland};
    let holidays = shipped();
    let cases = [
        ("1995-05-01", England, None),
        (
            "1995-05-08",
            NorthernIreland,
            Some("Early May bank holiday (VE day)"),
        ),
        ("1995-05-01", Scotland, Some("Early May bank holiday")),
        (
            "1995-05-08",
            Scotland,
            Some("VE Day 50th anniversary bank holiday"),
        ),
        ("1999-12-31", Scotland, Some("Millennium bank holiday")),
        ("2002-05-27", England, None),
        ("2002-06-03", England, Some("Golden Jubilee bank holiday")),
        ("2002-06-04", England, Some("Spring bank holiday")),
        ("2006-11-30", Scotland, None),
        ("2007-11-30", Scotland, Some("St Andrew’s Day")),
        ("2011-04-29", NorthernIreland, Some("Royal wedding")),
        ("2012-01-02", Scotland, Some("2nd January")),
        ("2012-01-03", Scotland, Some("New Year’s Day")),
        ("2012-05-28", Scotland, None),
        ("2012-06-04", Scotland, Some("Spring bank holiday")),
        ("2012-06-05", England, Some("Queen’s Diamond Jubilee")),
    ];
    for (day, division, title) in cases {
        let found = holidays.on(date(day), division);
        assert_eq!(
            found.as_ref().map(|day| &*day.title),
            title,
            "{day} {division:?}"
        );
        assert!(
            found.is_none_or(|day| day.basis == Basis::Published),
            "{day}"
        );
    }
}

#[test]
fn scotlands_new_year_days_are_named_in_order_of_date_from_2022_on() {
    let holidays = shipped();
    let january = |year| lines(&holidays.in_year(year, Division::Scotland)[..2]);
    assert_eq!(
        january(2033),
        [
            "2033-01-03 New Year’s Day (Substitute day) computed",
            "2033-01-04 2nd January (Substitute day) computed",
        ]
    );
    assert_eq!(
        january(2034),
        [
            "2034-01-02 New Year’s Day (Substitute day) computed",
            "2034-01-03 2nd January (Substitute day) computed",
        ]
    );
}

#[test]
fn a_year_in_the_file_is_the_file_alone() {
    let day = |date| format!(r#"{{"events": [{{"title": "Moon Day", "date": "{date}"}}]}}"#);
    let json = format!(
        r#"{{"england-and-wales": {}, "scotland": {}, "northern-ireland": {{"events": []}}}}"#,
        day("2031-07-21"),
        day("2025-07-21")
    );
    let holidays = BankHolidays::from_govuk(&json).unwrap();
    let titles = |year, division| {
        let days = holidays.in_year(year, division).into_iter();
        days.map(|day| day.title.into_owned()).collect::<Vec<_>>()
    };
    assert_eq!(titles(2031, Division::EnglandAndWales), ["Moon Day"]);
    assert_eq!(
        holidays.on(date("2031-12-25"), Division::EnglandAndWales),
        None
    );
    assert_eq!(titles(2031, Division::Scotland).len(), 9);
    assert_eq!(titles(2025, Division::Scotland), ["Moon Day"]);
}

#[test]
fn a_year_the_file_dropped_is_published_and_a_year_it_has_not_reached_is_computed() {
    let day = r#"{"title": "Moon Day", "date": "2031-07-21"}"#;
    let json = format!(
        r#"{{"england-and-wales": {{"events": [{day}]}}, "scotland": {{"events": []}}, "northern-ireland": {{"events": []}}}}"#
    );
    let holidays = BankHolidays::from_govuk(&json).unwrap();
    let basis = |year| holidays.basis(year, Division::EnglandAndWales);
    assert_eq!([2026, 2031].map(basis), [Basis::Published; 2]);
    // Nobody can tell what was proclaimed for a year between the known days and the file.
    assert_eq!([2027, 2030, 2032].map(basis), [Basis::Computed; 3]);
    assert_eq!(holidays.basis(2020, Division::Scotland), Basis::Computed);
    assert_eq!(holidays.last_published_year(Division::Scotland), None);
    assert_eq!(
        BankHolidays::by_rule().basis(2020, Division::Scotland),
        Basis::Computed
    );
}

#[test]
fn years_outside_the_calendar_have_no_bank_holidays() {
    let holidays = shipped();
    for division in Division::ALL {
        for year in [i32::MIN, -1, 0, 1994, 2201, i32::MAX] {
            assert_eq!(holidays.in_year(year, division), []);
        }
        assert_eq!(holidays.on(NaiveDate::MIN, division), None);
        assert_eq!(holidays.on(NaiveDate::MAX, division), None);
    }
}

#[test]
fn a_division_is_named_by_govuks_key_and_nothing_else() {
    for division in Division::ALL {
        assert_eq!(division.name().parse(), Ok(division));
    }
    let error = "Scotland".parse::<Division>().unwrap_err();
    let expected =
        "unknown division \"Scotland\", expected england-and-wales, scotland or northern-ireland";
    assert_eq!(error.to_string(), expected);
}
