//! The days on which CISAS is open to a complaint.

use chrono::NaiveDate;
use complaints::domain::calendar::iso;
use complaints::domain::cisas::{Figures, Window};

use crate::golden;

fn date(text: &str) -> NaiveDate {
    iso::parse_date(text).unwrap_or_else(|| panic!("{text} is not a date"))
}

#[test]
fn every_golden_window_opens_and_closes_on_its_days() {
    let rows = golden::rows(include_str!("golden/windows.csv"));
    assert_eq!(rows.len(), 120);
    for row in rows {
        let complained = date(row["complaint_date"]);
        let figures = Figures {
            from: complained,
            wait_weeks: row["wait_weeks"].parse().unwrap(),
            limit_months: row["limit_months"].parse().unwrap(),
        };
        let agreed = iso::parse_date(row["agreed_date"]);
        let window = Window::new(complained, figures, agreed).unwrap();
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
