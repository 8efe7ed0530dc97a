use chrono::{DateTime, NaiveDate};
use complaints::domain::calendar::iso::{format_date, format_instant, parse_date, parse_instant};
use proptest::prelude::*;

#[test]
fn a_date_is_read_in_one_spelling_only() {
    for text in [
        "",
        "2026",
        "2026-1-01",
        "2026-01-1",
        "26-01-01",
        "2026-00-10",
        "2026-13-01",
        "2026-02-29",
        "2026-04-31",
        "2026/01/01",
        "20260101",
        " 2026-01-01",
        "2026-01-01 ",
        "2026-01-01T00:00:00Z",
        "+026-01-01",
        "-026-01-01",
        "2026-01-0a",
        "２０２６-01-01",
        "2026-01-0\u{661}",
    ] {
        assert_eq!(parse_date(text), None, "{text}");
    }
    assert_eq!(
        parse_date("2028-02-29"),
        NaiveDate::from_ymd_opt(2028, 2, 29)
    );
    assert_eq!(parse_date("0000-01-01"), NaiveDate::from_ymd_opt(0, 1, 1));
}

#[test]
fn an_instant_needs_seconds_and_a_zone() {
    for text in [
        "",
        "2026-11-23",
        "2026-11-23T10:00:00",
        "2026-11-23T10:00Z",
        "2026-11-23 10:00:00Z",
        "2026-11-23t10:00:00z",
        "2026-11-23T24:00:00Z",
        "2026-11-23T10:60:00Z",
        "2026-11-23T10:00:60Z",
        "2026-11-23T10:00:00.Z",
        "2026-11-23T10:00:00,5Z",
        "2026-11-23T10:00:00+0100",
        "2026-11-23T10:00:00+24:00",
        "2026-11-23T10:00:00+01:60",
        "2026-11-23T10:00:00+01",
        "2026-11-23T10:00:00ZZ",
        "2026-02-30T10:00:00Z",
        "2026-11-23T1０:00:00Z",
    ] {
        assert_eq!(parse_instant(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn a_date_survives_being_written_and_read(year in 0..=9999i32, day in 1..=366u32) {
        let Some(date) = NaiveDate::from_yo_opt(year, day) else { return Ok(()) };
        prop_assert_eq!(parse_date(&format_date(date)), Some(date));
    }

    #[test]
    fn an_instant_survives_being_written_and_read(seconds in -62_167_219_200..=253_402_300_799i64) {
        let instant = DateTime::from_timestamp(seconds, 0).unwrap();
        prop_assert_eq!(parse_instant(&format_instant(instant)), Some(instant));
    }

    #[test]
    fn an_instant_is_read_as_chrono_reads_it(
        text in "(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,12})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"
    ) {
        let expected = DateTime::parse_from_rfc3339(&text).ok().map(|instant| instant.to_utc());
        prop_assert_eq!(parse_instant(&text), expected, "{}", text);
    }

    #[test]
    fn no_text_is_too_strange_to_be_refused(text in any::<String>()) {
        let _ = (parse_date(&text), parse_instant(&text));
    }
}
