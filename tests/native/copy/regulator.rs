use complaints::copy;
use complaints::domain::cisas::DatedRegulatorFigures;

use crate::date;
use crate::fixture::DEFAULT_COPY;

/// The default copy with what `facts.regulator` is given here, or without it.
fn with_regulator(entries: Option<&str>) -> String {
    let (before, rest) = DEFAULT_COPY.split_once("    \"regulator\": [").unwrap();
    let (_, after) = rest.split_once("\n    ],\n").unwrap();
    match entries {
        Some(entries) => format!("{before}    \"regulator\": {entries},\n{after}"),
        None => format!("{before}{after}"),
    }
}

#[test]
fn the_regulators_figures_in_the_default_copy_are_the_ones_known_without_it() {
    let known = DatedRegulatorFigures::default();
    let written = copy::read(DEFAULT_COPY).unwrap().facts.regulator;
    let unwritten = copy::read(&with_regulator(None)).unwrap().facts.regulator;
    for complained in ["2001-01-01", "2026-04-07", "2026-04-08", "2030-01-01"] {
        let figures = |dated: &DatedRegulatorFigures| {
            let figures = dated.on(date(complained));
            let source = figures.source.to_string();
            (figures.wait_weeks, figures.limit_months_from_letter, source)
        };
        assert_eq!(figures(&written), figures(&known), "{complained}");
        assert_eq!(figures(&unwritten), figures(&known), "{complained}");
    }
}

#[test]
fn another_figure_of_the_regulator_needs_no_build() {
    let entry = r#"{ "from": "2026-04-08", "wait_weeks": 4, "limit_months_from_letter": 6, "source": "https://regulator.example/" }"#;
    let read = copy::read(&with_regulator(Some(&format!("[{entry}]")))).unwrap();
    let figures = read.facts.regulator.on(date("2026-05-01"));
    assert_eq!(
        (figures.wait_weeks, figures.limit_months_from_letter),
        (4, 6)
    );
    assert_eq!(figures.source, "https://regulator.example/");
}

#[test]
fn regulator_figures_that_cannot_stand_are_named_with_their_place() {
    let entry = |from: &str, weeks: &str, months: &str, source: &str| {
        format!(
            r#"{{ "from": "{from}", "wait_weeks": {weeks}, "limit_months_from_letter": {months}, "source": "{source}" }}"#
        )
    };
    let source = "https://regulator.example/";
    let old = entry("2018-10-01", "8", "12", source);
    let new = entry("2026-04-08", "6", "12", source);
    let cases = [
        (
            format!("[{new},\n{old}]"),
            "0:18 facts.regulator: entry 1: from 2018-10-01 does not come after the entry before it, from 2026-04-08",
        ),
        (
            format!("[{old},\n{old}]"),
            "0:18 facts.regulator: entry 1: from 2018-10-01 does not come after the entry before it, from 2018-10-01",
        ),
        (
            "[]".to_owned(),
            "0:18 facts.regulator: empty list, expected at least one entry",
        ),
        (
            format!("[{old},\n{}]", entry("2026-04-08", "6", "0", source)),
            "1:70 facts.regulator[1].limit_months_from_letter: expected a whole number from 1 to 1000, found 0",
        ),
        (
            format!(
                "[{old},\n{}]",
                entry("2026-04-08", "6", "12", "javascript:alert()")
            ),
            "1:84 facts.regulator[1].source: expected an address like https://…, found \"javascript:alert()\"",
        ),
    ];
    for (entries, expected) in cases {
        let text = with_regulator(Some(&entries));
        let mut error = copy::read(&text).unwrap_err();
        // Lines are counted from the key, which other keys of the default copy may move.
        let key = text.lines().position(|line| line.contains("\"regulator\""));
        for problem in &mut error.problems {
            problem.position.line -= 1 + key.unwrap();
        }
        assert_eq!(error.to_string(), expected);
    }
}
