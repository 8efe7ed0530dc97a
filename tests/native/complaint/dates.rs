use complaints::domain::complaint::{DateDraft, DatePart, DateProblem, EARLIEST_DATE};
use proptest::prelude::*;

use super::rules;
use crate::date;

/// Reads three boxes on 23 November 2026.
fn read(day: &str, month: &str, year: &str) -> Result<chrono::NaiveDate, DateProblem> {
    let draft = DateDraft {
        day: day.to_owned(),
        month: month.to_owned(),
        year: year.to_owned(),
    };
    draft.read(&rules().months, date("2026-11-23"))
}

#[test]
fn a_date_is_read_from_three_boxes() {
    for [day, month, year] in [
        ["27", "3", "2026"],
        ["27", "03", "2026"],
        [" 27 ", " 3\u{200b}", "\t2026\u{a0}"],
        ["27", "March", "2026"],
        ["27", "march", "2026"],
        ["27", "MAR", "2026"],
        ["27", "mar.", "2026"],
        ["27", "Marc", "2026"],
    ] {
        assert_eq!(
            read(day, month, year),
            Ok(date("2026-03-27")),
            "{day:?} {month:?} {year:?}"
        );
    }
}

#[test]
fn every_month_is_known_by_its_name_and_its_first_three_letters() {
    for (number, name) in (1..).zip(rules().months) {
        let expected = Ok(date(&format!("2025-{number:02}-01")));
        assert_eq!(read("1", &name, "2025"), expected, "{name}");
        assert_eq!(read("1", &name[..3], "2025"), expected, "{name}");
    }
}

#[test]
fn the_first_thing_wrong_with_a_date_is_what_is_said() {
    use DatePart::*;
    use DateProblem::*;
    for (boxes, problem) in [
        (["", "", ""], Empty),
        ([" ", "\u{200b}", "\t"], Empty),
        (["", "3", "2026"], Missing(Day)),
        (["27", "", "2026"], Missing(Month)),
        (["27", "3", ""], Missing(Year)),
        (["", "", "2026"], Missing(Day)),
        (["32", "", "2026"], Missing(Month)),
        (["x", "", ""], Missing(Month)),
        (["0", "3", "2026"], NotADate(Day)),
        (["32", "3", "2026"], NotADate(Day)),
        (["x", "3", "2026"], NotADate(Day)),
        (["-1", "3", "2026"], NotADate(Day)),
        (["1.5", "3", "2026"], NotADate(Day)),
        (["²", "3", "2026"], NotADate(Day)),
        (["99999999999999999999", "3", "2026"], NotADate(Day)),
        (["27", "0", "2026"], NotADate(Month)),
        (["27", "13", "2026"], NotADate(Month)),
        (["27", "Ma", "2026"], NotADate(Month)),
        (["27", "Marsh", "2026"], NotADate(Month)),
        (["27", "Marchx", "2026"], NotADate(Month)),
        (["27", ".", "2026"], NotADate(Month)),
        (["27", "3", "year"], NotADate(Year)),
        (["32", "13", "26"], NotADate(Day)),
        (["27", "13", "26"], NotADate(Month)),
        (["27", "3", "26"], YearDigits),
        (["27", "3", "026"], YearDigits),
        (["27", "3", "02026"], YearDigits),
        (["31", "2", "26"], YearDigits),
        (["29", "2", "2026"], NotADate(Day)),
        (["31", "4", "2026"], NotADate(Day)),
        (["31", "2", "2030"], NotADate(Day)),
        (["31", "2", "1970"], NotADate(Day)),
        (["24", "11", "2026"], InFuture),
        (["1", "1", "9999"], InFuture),
        (["31", "12", "1999"], TooEarly),
        (["1", "1", "0000"], TooEarly),
    ] {
        let [day, month, year] = boxes;
        assert_eq!(read(day, month, year), Err(problem), "{boxes:?}");
    }
}

#[test]
fn today_and_the_earliest_date_are_in_range() {
    assert_eq!(read("23", "11", "2026"), Ok(date("2026-11-23")));
    assert_eq!(read("1", "1", "2000"), Ok(EARLIEST_DATE));
    assert_eq!(read("29", "2", "2024"), Ok(date("2024-02-29")));
}

#[test]
fn a_short_form_that_two_months_share_names_neither() {
    let mut months = rules().months;
    months[5] = "juin".to_owned();
    months[6] = "juillet".to_owned();
    let read = |month: &str| {
        let draft = DateDraft {
            day: "1".to_owned(),
            month: month.to_owned(),
            year: "2025".to_owned(),
        };
        draft.read(&months, date("2026-11-23"))
    };
    assert_eq!(read("jui"), Err(DateProblem::NotADate(DatePart::Month)));
    assert_eq!(read("juin"), Ok(date("2025-06-01")));
    assert_eq!(read("juil"), Ok(date("2025-07-01")));
}

#[test]
fn a_problem_leads_to_its_box_or_else_to_the_day() {
    use DatePart::*;
    let led = [
        DateProblem::Empty,
        DateProblem::Missing(Month),
        DateProblem::YearDigits,
        DateProblem::NotADate(Month),
        DateProblem::InFuture,
        DateProblem::TooEarly,
    ]
    .map(DateProblem::part);
    assert_eq!(led, [Day, Month, Year, Month, Day, Day]);
}

proptest! {
    #[test]
    fn no_boxes_are_too_strange_to_be_read(day in any::<String>(), month in any::<String>(), year in any::<String>()) {
        _ = read(&day, &month, &year);
    }

    #[test]
    fn a_date_filled_into_the_boxes_is_read_again(days in 0..9_823u64) {
        let expected = EARLIEST_DATE + chrono::Days::new(days);
        let draft = DateDraft::from_date(expected);
        prop_assert_eq!(draft.read(&rules().months, date("2026-11-23")), Ok(expected));
    }
}
