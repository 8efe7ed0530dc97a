//! Bank holidays, working days and London time: the shared vectors first, then the laws behind them.

use chrono::NaiveDate;
use complaints::domain::calendar::working_days::RESPONSE_DAYS;
use complaints::domain::calendar::{
    BankHoliday, BankHolidays, Division, OpeningHours, WorkingDays, iso,
};

use crate::golden;

const SHIPPED: &str = include_str!("../../public/bank-holidays.json");

fn shipped() -> BankHolidays {
    BankHolidays::from_govuk(SHIPPED).expect("the shipped file is GOV.UK's")
}

fn date(text: &str) -> NaiveDate {
    iso::parse_date(text).unwrap_or_else(|| panic!("{text} is not a date"))
}

fn describe(holidays: &[BankHoliday]) -> Vec<String> {
    let describe = |day: &BankHoliday| {
        let date = iso::format_date(day.date);
        format!(
            "{date} {} ({}) {}",
            day.title,
            day.notes,
            day.basis.as_str()
        )
    };
    holidays.iter().map(describe).collect()
}

#[test]
fn every_golden_list_of_bank_holidays_is_complete_and_worded_alike() {
    let holidays = shipped();
    let rows = golden::rows(include_str!("golden/bank_holidays.csv"));
    for block in
        rows.chunk_by(|a, b| a["date"][..4] == b["date"][..4] && a["division"] == b["division"])
    {
        let division: Division = block[0]["division"].parse().unwrap();
        let year = block[0]["date"][..4].parse().unwrap();
        let expected: Vec<String> = block
            .iter()
            .map(|row| {
                format!(
                    "{} {} ({}) {}",
                    row["date"], row["title"], row["notes"], row["basis"]
                )
            })
            .collect();
        assert_eq!(
            describe(&holidays.in_year(year, division)),
            expected,
            "{year} {division:?}"
        );
        for row in block {
            let day = holidays.on(date(row["date"]), division);
            assert_eq!(
                day.map(|day| day.title.into_owned()).as_deref(),
                Some(row["title"])
            );
        }
    }
}

#[test]
fn every_golden_response_target_is_met() {
    let holidays = shipped();
    let rows = golden::rows(include_str!("golden/working_days.csv"));
    assert_eq!(rows.len(), 120);
    for row in rows {
        let received = iso::parse_instant(row["received_utc"]).unwrap();
        let division = row["division"].parse().unwrap();
        let days = WorkingDays {
            holidays: &holidays,
            division,
        };
        let target = days
            .response_target(received, RESPONSE_DAYS, &OpeningHours::default())
            .unwrap();
        let local = iso::format_instant(target.received_local.and_utc());
        let found = [
            local.trim_end_matches('Z').to_owned(),
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
