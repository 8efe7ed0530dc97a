use complaints::copy::{self, PluralForm, PluralRule};

use crate::fixture::{DEFAULT_COPY, edited, leaked};

/// The counts up to ten thousand that do not take the form `other`.
fn exceptions(language: &str) -> Vec<(usize, PluralForm)> {
    let rule = PluralRule::of(language);
    let forms = (0..=10_000).map(|count| (count, rule.form(count)));
    forms
        .filter(|(_, form)| *form != PluralForm::Other)
        .collect()
}

#[test]
fn english_has_a_form_for_one_and_welsh_for_none_one_two_three_and_six() {
    use PluralForm::*;
    let welsh = [(0, Zero), (1, One), (2, Two), (3, Few), (6, Many)];
    for (language, expected) in [
        ("en-GB", &[(1, One)][..]),
        ("en", &[(1, One)]),
        ("cy", &welsh),
        ("cy-GB", &welsh),
        ("CY", &welsh),
        ("cym", &[(1, One)]),
    ] {
        assert_eq!(exceptions(language), expected, "{language}");
    }
}

const DAYS: &str = r#""days": { "one": "{count} day", "other": "{count} days" }"#;

/// What the default copy, in another language and with other words for days, says of these counts.
fn days(language: &str, words: &str, counts: &[usize]) -> Vec<String> {
    let language = format!("\"language\": \"{language}\"");
    let copy = edited(
        DEFAULT_COPY,
        &[("\"language\": \"en-GB\"", &language), (DAYS, words)],
    );
    let days = &leaked(&copy).words.counts.days;
    counts.iter().map(|count| days.fill(*count)).collect()
}

#[test]
fn a_count_takes_its_form_and_other_stands_in_for_what_is_left_out() {
    let words =
        r#""days": { "two": "{count} ddiwrnod", "few": "tri", "other": "{count} diwrnod" }"#;
    assert_eq!(
        days("cy", words, &[0, 1, 2, 3, 4, 6]),
        [
            "0 diwrnod",
            "1 diwrnod",
            "2 ddiwrnod",
            "tri",
            "4 diwrnod",
            "6 diwrnod"
        ]
    );
    assert_eq!(days("en", words, &[2, 3]), ["2 diwrnod", "3 diwrnod"]);
}

#[test]
fn one_text_stands_for_any_count() {
    assert_eq!(
        days("cy", r#""days": "{count} d""#, &[1, 2]),
        ["1 d", "2 d"]
    );
}

#[test]
fn a_figure_of_one_is_no_one_of_many() {
    let copy = edited(
        DEFAULT_COPY,
        &[
            ("\"response_days\": 5", "\"response_days\": 1"),
            (
                "\"wait_weeks\": 8, \"limit_months\": 9",
                "\"wait_weeks\": 1, \"limit_months\": 1",
            ),
        ],
    );
    let page = leaked(&copy);
    assert_eq!(
        page.header.promises[0].text.as_str(),
        "Target response: 1 working day"
    );
    let sections = format!("{:?}", page.sections);
    assert!(sections.contains("after 1 week (or") && sections.contains("within 1 month of"));
}

#[test]
fn what_is_wrong_with_forms_is_named() {
    for (words, message) in [
        (
            r#""days": { "one": "{count} day" }"#,
            "words.counts.days: missing key \"other\"",
        ),
        (
            r#""days": { "ones": "{count} day", "other": "{count} days" }"#,
            "words.counts.days.ones: unknown key, expected one of: zero, one, two, few, many, other",
        ),
        (
            r#""days": { "other": "{number} days" }"#,
            "words.counts.days.other: unknown placeholder {number}, expected one of: count",
        ),
        (r#""days": 5"#, "words.counts.days: expected text, found 5"),
    ] {
        let copy = edited(DEFAULT_COPY, &[(DAYS, words)]);
        let error = copy::read(&copy).expect_err(words).to_string();
        let (_, told) = error.split_once(' ').unwrap_or_default();
        assert_eq!(told, message, "{words}");
    }
}
