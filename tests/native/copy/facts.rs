use chrono::NaiveTime;
use complaints::base::json::{self, Value};

use crate::date;
use crate::fixture::{DEFAULT_COPY, page};

/// Every text of the default copy with its path, apart from the facts and other data.
fn texts() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    collect(
        &json::parse(DEFAULT_COPY).expect("the default copy is JSON"),
        "",
        &mut texts,
    );
    texts.retain(|(path, _)| {
        !["facts", "links", "submit", "sources"]
            .iter()
            .any(|data| path.starts_with(&format!(".{data}")))
    });
    texts
}

fn collect(value: &Value, path: &str, texts: &mut Vec<(String, String)>) {
    match value {
        Value::Object(object) => object.properties.iter().for_each(|property| {
            collect(
                &property.value,
                &format!("{path}.{}", property.name.as_str()),
                texts,
            )
        }),
        Value::Array(array) => {
            array
                .elements
                .iter()
                .enumerate()
                .for_each(|(index, value)| collect(value, &format!("{path}[{index}]"), texts));
        }
        Value::Text(text) => texts.push((path.to_owned(), text.value.to_string())),
        _ => {}
    }
}

#[test]
fn no_figure_or_phone_number_is_written_into_a_text() {
    let with_figures: Vec<String> = texts()
        .into_iter()
        .map(|(_, text)| text)
        .filter(|text| text.contains(|character: char| character.is_numeric()))
        .collect();
    assert_eq!(
        with_figures,
        [
            // Of others, each with its source in the sheet of facts.
            "Need help with this form, or want to complain by phone? Call [{phone}](tel:{phone_digits}), {lines_hours}, excluding bank holidays. If you are deaf or find speaking hard, call [18001 {phone}](tel:18001{phone_digits}) with [Relay UK](https://www.relayuk.bt.com/).",
            "If you cannot call 999 from your line, or a care alarm does not work, call us at once on [{phone}](tel:{phone_digits}) ({lines_hours}, excluding bank holidays) and tell us; in an emergency call 999 from any other phone. If you only want a fault fixed, the [Support Procedure]({support_procedure}) is the fastest way. If you are unhappy about a fault, go on with this form: it is sent as a complaint, with the dates of one.",
            "For example, 27 3 2026. A phone call, email or letter counts. If you are not sure of the day, give your best guess: it changes the CISAS dates only.",
            "Year must include 4 numbers",
            "For example, 27 3 2026. Leave it empty if you have not complained to us yet.",
            "Year must include 4 numbers",
            "This is our letter or email that says that we cannot settle your complaint, or that you can go to CISAS. It may be called a ‘final response’ or an ‘ADR letter’. Use the date on it, for example 27 3 2026. Leave it empty if you have not had one.",
            "Year must include 4 numbers",
            "If you have lost money or shared bank details, call your bank now, on the number on your card. Report fraud to [Report Fraud](https://www.reportfraud.police.uk/) on [0300 123 2040](tel:03001232040), or in Scotland to the police on [101](tel:101). Tell us too, so that we can protect your account.",
            "Keeps your answers and files in this browser for up to {draft_days_words}, so that you can go on later. Your browser may delete them sooner, for example after 7 days without a visit in Safari, or when you close a private window. Anyone who uses this device can open them.",
        ]
    );
}

#[test]
fn no_fact_is_spelt_out_in_a_text() {
    let spelt = [
        "five working",
        "eight weeks",
        "nine months",
        "nine to",
        "nine am",
        "monday",
        "friday",
        "i.t communications",
    ];
    let found: Vec<String> = texts()
        .into_iter()
        .filter(|(path, _)| !path.starts_with(".words.weekdays"))
        .map(|(_, text)| text)
        .filter(|text| {
            spelt
                .iter()
                .any(|words| text.to_lowercase().contains(words))
        })
        .collect();
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn every_fact_stands_in_the_file_once() {
    for fact in [
        "\"I.T Communications\"",
        "\"01702 668836\"",
        "\"09:00\"",
        "\"17:00\"",
        "\"response_days\": 5,",
        "\"wait_weeks\": 8, \"limit_months\": 9 ",
        "\"monday\"",
        "\"friday\"",
        "https://www.cedr.com/consumer/cisas/\"",
        "020 7520 3814",
        "cisas@cedr.com",
        "support-procedure",
    ] {
        assert_eq!(DEFAULT_COPY.matches(fact).count(), 1, "{fact}");
    }
}

#[test]
fn the_hint_of_a_date_has_a_day_above_12_and_a_month_below_10() {
    let hint = page()
        .field(complaints::domain::complaint::FieldId::FirstComplainedOn)
        .and_then(|field| field.hint.as_ref());
    let hint = hint.expect("the date has a hint").as_str();
    let numbers: Vec<u32> = hint
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|number| number.parse().ok())
        .collect();
    assert!(
        matches!(numbers[..], [13..=31, 1..=9, 2000..=9999]),
        "{hint}"
    );
}

#[test]
fn messages_for_customers_avoid_the_words_that_help_nobody() {
    let wrong: Vec<(String, String)> = texts()
        .into_iter()
        .filter(|(path, _)| path.contains(".problems.") || path.starts_with(".sending."))
        .filter(|(_, text)| {
            let text = text.to_lowercase();
            [
                "please",
                "sorry",
                "invalid",
                "valid",
                "this field",
                "error",
                "oops",
            ]
            .iter()
            .any(|word| text.contains(word))
        })
        .collect();
    assert_eq!(wrong, []);
}

#[test]
fn nobody_is_told_flatly_that_they_are_too_early_or_too_late_for_cisas() {
    let flat: Vec<String> = texts()
        .into_iter()
        .map(|(_, text)| text)
        .filter(|text| {
            [
                "too early",
                "too late",
                "not eligible",
                "cannot apply",
                "can’t apply",
            ]
            .iter()
            .any(|words| text.to_lowercase().contains(words))
        })
        .collect();
    assert_eq!(flat, Vec::<String>::new());
}

#[test]
fn a_date_is_written_in_full() {
    assert_eq!(
        page().words.date(date("2026-12-29")),
        "Tuesday 29 December 2026"
    );
    assert_eq!(
        page().words.date(date("2027-01-03")),
        "Sunday 3 January 2027"
    );
}

#[test]
fn a_time_is_written_on_the_twelve_hour_clock() {
    let written = |hour, minute| {
        page()
            .words
            .time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap())
    };
    assert_eq!(
        [
            written(0, 0),
            written(0, 5),
            written(9, 0),
            written(11, 59),
            written(12, 0),
            written(13, 30),
            written(23, 59)
        ],
        [
            "12:00am", "12:05am", "9:00am", "11:59am", "12:00pm", "1:30pm", "11:59pm"
        ]
    );
}

#[test]
fn a_size_never_reads_smaller_than_it_is() {
    const MEGABYTE: u64 = 1_048_576;
    for (bytes, written) in [
        (0, "0 KB"),
        (1, "1 KB"),
        (1_024, "1 KB"),
        (1_025, "2 KB"),
        (MEGABYTE - 1, "1024 KB"),
        (MEGABYTE, "1 MB"),
        (MEGABYTE + 1, "1.1 MB"),
        (3 * MEGABYTE / 2, "1.5 MB"),
        (10 * MEGABYTE, "10 MB"),
        (10 * MEGABYTE + 1, "10.1 MB"),
    ] {
        assert_eq!(page().words.size(bytes), written, "{bytes}");
    }
    _ = page().words.size(u64::MAX);
}

#[test]
fn the_figures_in_the_text_are_those_that_hold_in_the_long_run() {
    let copy = crate::fixture::edited(
        DEFAULT_COPY,
        &[(
            "[{ \"from\": \"2000-01-01\", \"wait_weeks\": 8, \"limit_months\": 9 }]",
            "[{ \"from\": \"2000-01-01\", \"wait_weeks\": 8, \"limit_months\": 9 }, { \"from\": \"2026-04-08\", \"wait_weeks\": 6, \"limit_months\": 12 }]",
        )],
    );
    let page = crate::fixture::leaked(&copy);
    let summary = format!("{:?}", page.sections);
    assert!(summary.contains("after 6 weeks") && !summary.contains("8 weeks"));
    assert!(summary.contains("within 12 months") && !summary.contains("9 months"));
}
