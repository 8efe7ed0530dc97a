//! What there is to say of the file with the words of the customer's case.

use complaints::copy::{self, lint};

use crate::date;
use crate::fixture::{DEFAULT_COPY, edited, page};

/// The shipped file with these edits, and with nothing that is still to be found out.
fn case(edits: &[(&str, &str)]) -> String {
    let mut lines: Vec<&str> = support::shipped::CASE.lines().collect();
    lines.retain(|line| !line.trim_start().starts_with("\"confirm\": "));
    let text = lines.join("\n");
    let text = edited(
        &text,
        &[("\"read\": \"2026-11-28\",", "\"read\": \"2026-11-28\" }")],
    );
    edited(&text, edits)
}

/// Everything that is said of it.
fn said(text: &str) -> Vec<String> {
    let findings = lint::check_case(text, DEFAULT_COPY, date("2026-11-24"));
    findings.iter().map(ToString::to_string).collect()
}

const NOTHING: [String; 0] = [];

#[test]
fn of_the_shipped_file_nothing_is_said_but_what_is_still_to_be_found_out() {
    assert_eq!(said(&case(&[])), NOTHING);
    let [confirm] = &said(support::shipped::CASE)[..] else {
        panic!("{:?}", said(support::shipped::CASE))
    };
    assert!(confirm.contains("warning[facts-unconfirmed]"), "{confirm}");
}

#[test]
fn every_fault_is_said_where_it_stands() {
    for (edit, expected) in [
        (
            ("\"en-GB\"", "\"en-IE\""),
            "6:15 language: found en-IE, expected en-GB, the language of the file which names this one",
        ),
        (
            ("\"id\": \"letter\"", "\"id\": \"raised\""),
            "38:15 file.questions[1].id: found \"raised\" a second time, expected it once",
        ),
        (
            (
                "\"id\": \"deadlock-letter\"",
                "\"id\": \"escalation-letter\"",
            ),
            "113:15 letters.letters[1].id: found \"escalation-letter\" a second time, expected it once",
        ),
        (
            (
                "{response_due}.\",\n      \"today",
                "{responce_due}.\",\n      \"today",
            ),
            "14:16 diary.response.ahead: unknown placeholder {responce_due}, did you mean {response_due}?",
        ),
        (
            ("  \"close\": \"Close\",\n", ""),
            "1:1 missing key \"close\"",
        ),
        (
            ("\"close\": ", "\"shut\": 1, \"close\": "),
            "10:3 shut: unknown key, expected one of: $schema, review, sources, language, case_months, title, intro, close, diary, file, letters",
        ),
    ] {
        assert_eq!(said(&case(&[edit])), [expected]);
    }
}

#[test]
fn what_is_not_listed_is_counted() {
    let unknown: String = (0..1_100).map(|key| format!("\"k{key}\": 1, ")).collect();
    let said = said(&case(&[("\"close\": ", &(unknown + "\"close\": "))]));
    assert_eq!(said.len(), 1_001);
    assert_eq!(
        said[1_000],
        "131:2 100 more are not listed: mend these first"
    );
}

#[test]
fn a_customer_has_words_in_another_language_rather_than_none() {
    let text = case(&[("\"en-GB\"", "\"en-IE\"")]);
    assert!(copy::read_case(&text, page()).is_err());
    assert!(copy::read_case_leniently(&text, page()).is_ok());
    let text = case(&[("  \"close\": \"Close\",\n", "")]);
    assert!(copy::read_case_leniently(&text, page()).is_err());
}
