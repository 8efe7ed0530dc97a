use complaints::domain::cisas::OutcomeKind;
use complaints::view_model::CheckDate;
use complaints::view_model::{Example, examples};

use crate::date;
use crate::fixture::{DEFAULT_COPY, edited, instant, leaked, page};
use crate::played::PlayedCheck;

fn outcomes(examples: &[Example]) -> Vec<&'static str> {
    examples
        .iter()
        .map(|example| example.outcome.name())
        .collect()
}

/// Those that dates lead to, in the order of the copy file.
fn all() -> Vec<&'static str> {
    let all = OutcomeKind::ALL.into_iter();
    let by_dates = all.filter(|outcome| *outcome != OutcomeKind::Outside);
    by_dates.map(OutcomeKind::name).collect()
}

#[test]
fn every_outcome_of_the_default_copy_has_an_example_in_its_order() {
    assert_eq!(outcomes(&examples(page(), date("2026-11-23"))), all());
}

#[test]
fn an_example_is_of_the_day_asked_for_where_that_day_has_one() {
    let others: Vec<&str> = examples(page(), date("2026-11-23"))
        .iter()
        .filter(|example| example.today != date("2026-11-23"))
        .map(|example| example.outcome.name())
        .collect();
    // The regulator's figure has been the shorter one since April.
    assert_eq!(others, ["not_yet"]);
}

/// The default copy with other figures of the page's own.
fn with_figures(figures: &str) -> String {
    edited(
        DEFAULT_COPY,
        &[("\"wait_weeks\": 8, \"limit_months\": 9", figures)],
    )
}

#[test]
fn an_outcome_that_the_figures_never_come_to_has_no_example() {
    let page = leaked(&with_figures("\"wait_weeks\": 10, \"limit_months\": 9"));
    // The regulator's figure has always been the shorter one.
    let expected: Vec<&str> = all().into_iter().filter(|its| *its != "not_yet").collect();
    assert_eq!(outcomes(&examples(page, date("2026-11-23"))), expected);
}

#[test]
fn the_dates_of_an_example_lead_the_page_to_the_words_of_its_outcome() {
    let copy = with_figures("\"wait_weeks\": 7, \"limit_months\": 20");
    // Each outcome says its own key.
    let copy = all().iter().fold(copy, |copy, outcome| {
        let (before, after) = copy
            .split_once(&format!("\"{outcome}\": {{\n        \"title\": \""))
            .unwrap_or_else(|| panic!("{outcome} has a title"));
        let (_, after) = after.split_once('"').unwrap_or_default();
        format!("{before}\"{outcome}\": {{\n        \"title\": \"{outcome}\"{after}")
    });
    let page = leaked(&copy);
    let found = examples(page, date("2026-11-23"));
    assert_eq!(outcomes(&found), all());
    for example in found {
        let mut check = PlayedCheck::new(page);
        for (name, day) in [
            (CheckDate::Complained, example.complained),
            (CheckDate::Agreed, example.agreed),
        ] {
            if let Some(day) = day {
                check.set_date(name, day);
            }
        }
        let today = complaints::domain::calendar::iso::format_date(example.today);
        check
            .check(instant(&(today + "T12:00:00Z")))
            .expect("both dates will do");
        let result = check.result().expect("there is a result");
        assert_eq!(result.title, example.outcome.name(), "{example:?}");
    }
}
