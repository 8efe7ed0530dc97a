use complaints::domain::calendar::{BankHolidays, Division};

use crate::date;

/// A file with one event for Scotland.
fn file(event: &str) -> String {
    format!(
        "{{\n  \"england-and-wales\": {{\"events\": []}},\n  \"scotland\": {{\"events\": [\n    {event}\n  ]}},\n  \"northern-ireland\": {{\"events\": []}}\n}}"
    )
}

fn error(json: &str) -> String {
    BankHolidays::from_govuk(json).expect_err(json).to_string()
}

#[test]
fn a_file_that_is_not_json_is_refused_with_the_place_where_reading_stopped() {
    let expected = "expected an object with a key for each division, as GOV.UK publishes it";
    let cases = [
        ("", "1:1 found text that is not JSON (the text is empty)"),
        (
            "<!doctype html>",
            "1:1 found text that is not JSON (Unexpected token)",
        ),
        (
            "{\n  \"scotland\": oops\n}",
            "2:15 found text that is not JSON (Unexpected word)",
        ),
        (
            "{} // old",
            "1:4 found text that is not JSON (Comments are not allowed)",
        ),
        ("[]", "1:1 found a list"),
        ("null", "1:1 found null"),
    ];
    for (json, found) in cases {
        assert_eq!(error(json), format!("{found}, {expected}"));
    }
}

#[test]
fn a_file_without_a_division_or_its_events_is_refused_by_name() {
    let cases = [
        (
            "{}",
            "1:1 england-and-wales: found nothing, expected an object with a list \"events\"",
        ),
        (
            "{\"england-and-wales\": 7}",
            "1:23 england-and-wales: found 7, expected an object with a list \"events\"",
        ),
        (
            "{\"england-and-wales\": {\"events\": {}}}",
            "1:34 england-and-wales.events: found an object, expected a list of bank holidays",
        ),
        (
            "{\"england-and-wales\": {\"events\": []}}",
            "1:1 scotland: found nothing, expected an object with a list \"events\"",
        ),
    ];
    for (json, expected) in cases {
        assert_eq!(error(json), expected);
    }
}

#[test]
fn an_event_that_is_not_a_bank_holiday_is_refused_with_what_stands_there() {
    let dated = "expected a date from 1995 to 2200 written YYYY-MM-DD";
    let cases = [
        (r#""2026-12-25""#, "4:5 scotland.events[0]: found \"2026-12-25\", expected an object with \"title\" and \"date\"".into()),
        (r#"{"title": "A", "date": "2026-02-30"}"#, format!("4:28 scotland.events[0].date: found \"2026-02-30\", {dated}")),
        (r#"{"title": "’", "date": "25/12/2026"}"#, format!("4:28 scotland.events[0].date: found \"25/12/2026\", {dated}")),
        (r#"{"title": "A", "date": "1994-12-26"}"#, format!("4:28 scotland.events[0].date: found \"1994-12-26\", {dated}")),
        (r#"{"title": "A", "date": 20261225}"#, format!("4:28 scotland.events[0].date: found 20261225, {dated}")),
        (r#"{"title": "A"}"#, format!("4:5 scotland.events[0].date: found nothing, {dated}")),
        (r#"{"date": "2026-12-25"}"#, "4:5 scotland.events[0].title: found nothing, expected a string".into()),
        (r#"{"title": true, "date": "2026-12-25"}"#, "4:15 scotland.events[0].title: found true, expected a string".into()),
        (r#"{"title": "A", "notes": null, "date": "2026-12-25"}"#, "4:29 scotland.events[0].notes: found null, expected a string".into()),
    ];
    for (event, expected) in cases {
        assert_eq!(error(&file(event)), expected);
    }
}

#[test]
fn what_govuk_may_add_or_an_editor_may_change_does_no_harm() {
    let events = r#"{"date": "2026-12-25", "title": "Christmas Day", "colour": ["red"]},
        {"date": "2026-01-01", "title": "New Year’s Day", "notes": "", "bunting": true}"#;
    let json = format!("\u{feff}{}", file(events).replace('\n', "\r\n"));
    let holidays = BankHolidays::from_govuk(&json).unwrap();
    let dates: Vec<_> = holidays
        .in_year(2026, Division::Scotland)
        .into_iter()
        .map(|day| day.date)
        .collect();
    assert_eq!(dates, [date("2026-01-01"), date("2026-12-25")]);
}
