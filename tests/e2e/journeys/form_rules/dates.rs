//! Three text boxes (day, month, year) in a fieldset with a legend; `inputmode=numeric`; month names and short forms
//! accepted; no auto-tab; the hint's example has a day above 12 and a month below 10. Priority: missing part,
//! impossible date, then out of range.

use e2e::harness::Site;
use e2e::pages::ComplaintsPage;
use e2e::tour::{CISAS, FIRST_COMPLAINED, answer_what_is_required};
use serde_json::json;

/// What is read out of a date, from its legend on.
const DATE: [&str; 4] = [
    "group When did you first complain to us about this?: For example, 27 3 2026. A phone call, email or letter counts. If you are not sure of the day, give your best guess: it changes the CISAS dates only.",
    "textbox Day",
    "textbox Month",
    "textbox Year",
];

/// The page whose date is asked for, with all else answered.
#[track_caller]
fn with_a_date(site: &Site) -> ComplaintsPage {
    let page = site.open();
    answer_what_is_required(&page);
    page.tick("I have complained to you about this before");
    page
}

#[test]
fn a_date_is_read_out_as_three_boxes_under_one_legend() {
    let site = Site::start();
    let page = with_a_date(&site);
    let lines = page.read_out();
    let date = lines
        .windows(4)
        .find(|lines| lines[0].starts_with("group When"));
    assert_eq!(date, Some(DATE.map(str::to_owned).as_slice()), "{lines:#?}");
}

#[test]
fn each_box_asks_a_phone_for_its_number_keys() {
    let site = Site::start();
    let page = site.open();
    let script = "return [...document.querySelector('complaints-procedure').shadowRoot.querySelectorAll('fieldset [id$=-day], fieldset [id$=-month], fieldset [id$=-year]')]
        .map(({ type, inputMode }) => `${type} ${inputMode}`)";
    assert_eq!(
        page.browser.run(script, &[]),
        json!(vec!["text numeric"; 9])
    );
}

#[test]
fn a_whole_date_in_one_box_is_spread_over_its_boxes() {
    let site = Site::start();
    let page = with_a_date(&site);
    for [day, month, year] in [
        ["2 March 2026", "", ""],
        ["", "02/03/2026", ""],
        ["", "", "yr 2il o Fawrth 2026"],
        ["٢", "٣", "٢٠٢٦"],
    ] {
        page.date(FIRST_COMPLAINED).fill(day, month, year);
        page.press("Check your answers");
        page.heading("Check your answers before you send them");
        assert_eq!(page.row(FIRST_COMPLAINED), "Monday 2 March 2026");
        page.press("Back to the form");
        if day != "٢" {
            assert_eq!(page.date(FIRST_COMPLAINED).answers(), ["2", "3", "2026"]);
        }
    }
}

#[test]
fn a_month_may_be_a_name_or_the_start_of_one() {
    let site = Site::start();
    let page = with_a_date(&site);
    for month in ["march", "Mar", "MARCH", "03"] {
        page.date(FIRST_COMPLAINED).fill("27", month, "2026");
        page.press("Check your answers");
        page.heading("Check your answers before you send them");
        assert_eq!(
            page.row(FIRST_COMPLAINED),
            "Friday 27 March 2026",
            "{month}"
        );
        page.press("Back to the form");
    }
}

#[test]
fn a_box_that_is_full_keeps_the_focus() {
    let site = Site::start();
    let page = with_a_date(&site);
    for (label, digits) in [("Day", "27"), ("Month", "12"), ("Year", "2026")] {
        page.tab_to(&format!("input {label}"), digits);
        page.focus_on(&format!("input {label}"));
    }
}

#[test]
fn the_example_of_a_date_cannot_be_read_the_other_way_round() {
    let site = Site::start();
    let hints: Vec<String> = [CISAS, "Raise a complaint"]
        .into_iter()
        .flat_map(|section| {
            let page = site.open().in_section(section);
            if section != CISAS {
                page.tick("I have complained to you about this before");
            }
            page.read_out()
        })
        .filter(|line| line.starts_with("group When"))
        .collect();
    assert_eq!(hints.len(), 3, "{hints:?}");
    for hint in hints {
        let (_, example) = hint.split_once("or example").unwrap_or_default();
        let numbers: Vec<u32> = example
            .split(|char: char| !char.is_ascii_digit())
            .filter_map(|number| number.parse().ok())
            .collect();
        assert!(numbers[0] > 12 && numbers[1] < 10, "{hint}");
    }
}

/// Which problem goes before which, and its words, are tested without a browser.
#[test]
fn an_impossible_date_is_refused_in_the_summary_and_beside_its_boxes_and_stays_as_typed() {
    let site = Site::start();
    let page = with_a_date(&site);
    let typed = ["31", "2", "2099"];
    let [day, month, year] = typed;
    page.date(FIRST_COMPLAINED).fill(day, month, year);
    page.press("Check your answers");
    let message = "Date when you first complained must be a real date";
    assert_eq!(page.error_summary(), [message]);
    assert_eq!(page.field_error(FIRST_COMPLAINED).as_deref(), Some(message));
    assert_eq!(page.date(FIRST_COMPLAINED).answers(), typed);
}
