//! Where facts were read, and when; and words that wait for something that the file is still to give.

use super::{faultless, said};
use crate::fixture::{DEFAULT_COPY, edited, leaked};

const NOTHING: [String; 0] = [];

#[test]
fn a_fact_that_was_read_more_than_a_year_ago_is_stale_wherever_it_stands() {
    let source =
        "\"source\": \"https://www.legislation.gov.uk/ukpga/2018/12/section/164A\", \"read\": ";
    let read = |day: &str| {
        let line = format!("30, \"off\": false, {source}\"2026-11-28\"");
        let other = format!("30, \"off\": false, {source}\"{day}\"");
        edited(DEFAULT_COPY, &[(&line, &other)])
    };
    assert_eq!(said("facts-stale", DEFAULT_COPY), NOTHING);
    // The file goes out on 24 November 2026.
    assert_eq!(said("facts-stale", &read("2025-11-24")), NOTHING);
    assert_eq!(
        said("facts-stale", &read("2025-11-23")),
        [
            "facts.data_protection.read: read on 2025-11-23, more than a year ago: read it again at its source, and write that day"
        ]
    );
    let all = DEFAULT_COPY.replace("\"read\": \"2026-11-28\"", "\"read\": \"2024-01-01\"");
    let stale = said("facts-stale", &all);
    assert_eq!(stale.len(), DEFAULT_COPY.matches("\"read\": ").count());
    assert!(
        stale
            .iter()
            .any(|said| said.starts_with("facts.regulator[1].read: "))
    );
    assert!(
        stale
            .iter()
            .any(|said| said.starts_with("sources[0].read: "))
    );
}

#[test]
fn what_becomes_of_the_answers_is_said_once_there_is_a_privacy_notice() {
    let without = leaked(DEFAULT_COPY);
    assert_eq!(without.form.privacy.0, None);
    assert_eq!(said("privacy-missing", DEFAULT_COPY).len(), 1);
    let faultless = faultless();
    let with = leaked(&faultless);
    let words = with
        .form
        .privacy
        .0
        .as_ref()
        .expect("there is a link")
        .plain();
    assert!(
        words.starts_with("Your information. I.T Communications uses"),
        "{words}"
    );
    assert_eq!(said("privacy-missing", &faultless), NOTHING);
}

#[test]
fn ways_to_reach_the_company_are_shown_where_the_facts_give_them() {
    let more = |text: &str| -> Vec<String> {
        let page = leaked(text);
        let more = page.form.help_more.iter().flatten();
        more.filter_map(|words| Some(words.0.as_ref()?.plain()))
            .collect()
    };
    assert_eq!(more(DEFAULT_COPY), NOTHING);
    assert_eq!(
        more(&faultless()),
        [
            "You can also write to 1 High Street, Southend-on-Sea SS1 1AA.",
            "You can also email complaints@company.example.",
            "If you need another format, such as large print, see how to get it."
        ]
    );
}

#[test]
fn thirty_days_of_the_law_are_not_taken_for_the_days_that_answers_are_saved() {
    let other = edited(
        DEFAULT_COPY,
        &[("\"Complaint form\"", "\"The law gives 30 days\"")],
    );
    assert_eq!(said("literal-figure", &other), NOTHING);
    let own = edited(
        DEFAULT_COPY,
        &[(
            "in this browser for up to {draft_days_words}",
            "in this browser for up to 30 days",
        )],
    );
    assert_eq!(said("literal-figure", &own).len(), 1);
}

#[test]
fn words_that_wait_for_something_are_named_with_what_they_wait_for() {
    let [address, mail, format] = ["contact_address", "contact_email", "accessibility"];
    let expected = |names: &[(usize, &str)]| -> Vec<String> {
        let line = |(index, name): &(usize, &str)| {
            format!("form.help_more[{index}]: left out of the page until the file gives {{{name}}}")
        };
        names.iter().map(line).collect()
    };
    assert_eq!(
        said("not-shown", DEFAULT_COPY),
        expected(&[(0, address), (1, mail), (2, format)])
    );
    let with_link = edited(
        DEFAULT_COPY,
        &[(
            "\"links\": {",
            "\"links\": { \"accessibility\": \"/accessibility/\",",
        )],
    );
    assert_eq!(
        said("not-shown", &with_link),
        expected(&[(0, address), (1, mail)])
    );
    assert_eq!(said("not-shown", &faultless()), NOTHING);
}
