//! The page in two languages: what `complaints check` says of the files, one beside the other.

use complaints::copy::lint::{check, compare};
use complaints::domain::complaint::FieldId;

use crate::date;
use crate::fixture::{DEFAULT_COPY, WELSH_COPY, edited, holidays, marked_in, place_of};

/// What a check of a file says, line by line.
fn checked(text: &str) -> Vec<String> {
    let findings = check(text, date("2026-11-24"), |_| Ok(Some(holidays().clone())));
    findings.iter().map(ToString::to_string).collect()
}

/// A finding without its line and column, which change with the lines above it.
fn unplaced(line: &str) -> &str {
    line.split_once(' ').expect("a place stands in front").1
}

/// What a file lacks of the other, line by line.
#[track_caller]
fn compared(text: &str, other: &str) -> Vec<String> {
    let findings = compare(text, other).unwrap_or_else(|error| panic!("{error}"));
    findings.iter().map(ToString::to_string).collect()
}

#[test]
fn the_welsh_copy_is_a_draft_with_the_figures_of_the_page_and_nothing_else_to_say() {
    assert_eq!(
        checked(WELSH_COPY)
            .iter()
            .map(|line| unplaced(line))
            .collect::<Vec<_>>(),
        [
            "review: warning[draft]: a draft: a Welsh translator is still to read it; take this key out when that is done; see README.md, Another language",
            "facts.cisas[0].wait_weeks: warning[wait-weeks]: 8 weeks to wait, but the regulator asks for 6 of complaints first made on or after 2026-04-08, expected an entry from that day with 6 or fewer; see https://www.ofcom.org.uk/phones-and-broadband/service-quality/adr-schemes",
            "facts.cisas[0].limit_months: warning[limit-from-complaint]: 9 months from the complaint can end before CISAS's own limit, 12 months from the deadlock letter, expected 14 or more; see https://learn.cedr.com/knowledge-base/eligible-cases-cisas",
            "facts.scheme.confirm: warning[facts-unconfirmed]: the phone number and the e-mail address of CISAS were read in another company’s code of practice: call and write once, then take this key out; see complaints-guide.md, The sheet of facts",
            "links: warning[privacy-missing]: nothing above the first button says what becomes of the answers, expected a link \"privacy_notice\"; see UK GDPR, Article 13",
            "form.help_more[0]: info[not-shown]: left out of the page until the file gives {contact_address}; see complaints-guide.md, Edit 1",
            "form.help_more[1]: info[not-shown]: left out of the page until the file gives {contact_email}; see complaints-guide.md, Edit 1",
            "form.help_more[2]: info[not-shown]: left out of the page until the file gives {accessibility}; see complaints-guide.md, Edit 1",
            "sources[8].confirm: warning[facts-unconfirmed]: decide whether and when old receipts are deleted, then take this key out; see complaints-guide.md, The sheet of facts",
        ]
    );
}

#[test]
fn neither_language_lacks_anything_of_the_other() {
    assert_eq!(compared(WELSH_COPY, DEFAULT_COPY), [""; 0]);
    let welsh_alone = compared(DEFAULT_COPY, WELSH_COPY);
    assert_eq!(
        welsh_alone,
        [
            "1:1 warning[missing]: missing key \"review\", which the other file has; see README.md, Another language",
            "41:12 words: warning[missing]: missing key \"bank_holidays\", which the other file has; see README.md, Another language",
        ]
    );
}

#[test]
fn what_a_translation_lacks_or_left_as_it_was_is_named_with_its_place() {
    let (half, places) = marked_in(
        WELSH_COPY,
        &[
            (
                "\"phone\": \"01702 668836\"",
                "\"phone\": ‸\"01702 000000\"",
            ),
            ("\"response_days\": 5", "\"response_days\": ‸10"),
            ("\"Ionawr\"", "‸\"January\""),
            (
                "\"few\": \"{count} diwrnod\", \"many\"",
                "\"few\": ‸\"{count} days\", \"many\"",
            ),
            (
                "\"weeks\": \"{count} wythnos\"",
                "\"weeks\": ‸\"wythnosau\"",
            ),
            (
                "\"text\": \"Targed ymateb: {response_days_words}\"",
                "\"text\": ‸\"Targed ymateb\"",
            ),
            ("\"Crynodeb cyflym\"", "‸\"Quick summary\""),
            (
                "{\n            \"id\": \"services\",\n            \"label\": \"Pa wasanaethau yr effeithiwyd arnynt?\",\n            \"hint\": \"Er enghraifft rhif ffôn, estyniad, VoIP, SIP neu westeio.\",\n",
                "‸{\n            \"id\": \"services\",\n            \"label\": \"Pa wasanaethau yr effeithiwyd arnynt?\",\n",
            ),
            ("\"Bil neu dâl\"", "‸\"A bill or charge\""),
        ],
    );
    let see = "see README.md, Another language";
    let same = "the same words as in the other file, expected a translation";
    let expected = [
        "facts.phone: warning[other-fact]: found 01702 000000, but the other file has 01702 668836".to_owned(),
        "facts.response_days: warning[other-fact]: found 10, but the other file has 5".to_owned(),
        format!("words.months[0]: warning[unchanged]: {same}"),
        format!("words.counts.days.few: warning[unchanged]: {same}"),
        "words.counts.weeks: warning[other-placeholders]: {count} is not here, but in the other file".to_owned(),
        "header.promises[0].text: warning[other-placeholders]: {response_days_words} is not here, but in the other file".to_owned(),
        format!("sections[0].title: warning[unchanged]: {same}"),
        format!("form.groups[1].fields[0].options[2].label: warning[unchanged]: {same}"),
        format!("{}: warning[missing]: missing key \"hint\", which the other file has", place_of(FieldId::Services)),
    ];
    assert_eq!(
        compared(&half, DEFAULT_COPY),
        std::iter::zip(places, expected)
            .map(|(place, line)| format!("{place} {line}; {see}"))
            .collect::<Vec<_>>()
    );
}

#[test]
fn a_list_of_languages_without_the_files_own_is_a_problem() {
    let alone = edited(
        DEFAULT_COPY,
        &[(
            "    { \"tag\": \"en-GB\", \"label\": \"English\", \"copy\": \"complaints.json\", \"page\": \"./\" },\n",
            "",
        )],
    );
    assert_eq!(
        checked(&alone)[0],
        "4:16 languages: no entry for \"en-GB\", the language of this file: expected all languages of the page"
    );
}

#[test]
fn a_language_that_stands_in_the_list_twice_is_a_problem() {
    let twice = edited(
        DEFAULT_COPY,
        &[(
            "\"page\": \"cy.html\" }\n",
            "\"page\": \"cy.html\" },\n    { \"tag\": \"cy\", \"label\": \"Welsh\", \"copy\": \"welsh.json\", \"page\": \"/welsh/\" }\n",
        )],
    );
    assert_eq!(
        checked(&twice)[0],
        "7:14 languages[2].tag: found \"cy\" a second time, expected it once"
    );
}

#[test]
fn bank_holidays_to_come_without_a_welsh_name_are_named_together() {
    let without = edited(
        WELSH_COPY,
        &[
            ("      \"Good Friday\": \"Gwener y Groglith\",\n", ""),
            ("      \"Boxing Day\"", "      \"Boxing Days\""),
            // Only in Scotland, and in the past.
            ("      \"St Andrew’s Day\": \"Gŵyl Andreas\",\n", ""),
            (
                "      \"Platinum Jubilee bank holiday\": \"Gŵyl banc Jiwbilî Blatinwm\",\n",
                "",
            ),
        ],
    );
    let findings = check(&without, date("2026-11-24"), |_| {
        Ok(Some(holidays().clone()))
    });
    let told: Vec<String> = findings
        .iter()
        .map(ToString::to_string)
        .filter(|line| line.contains("bank_holidays"))
        .collect();
    assert_eq!(
        told,
        [
            "57:22 words.bank_holidays: warning[unnamed-holiday]: no name in cy for \"Good Friday\", \"Boxing Day\", expected one for every bank holiday to come; see README.md, Another language"
        ]
    );
}

#[test]
fn a_form_that_no_count_takes_is_named() {
    let few = edited(
        DEFAULT_COPY,
        &[("\"one\": \"{count} week\"", "\"few\": \"{count} weeks\"")],
    );
    assert_eq!(
        checked(&few)
            .iter()
            .filter(|line| line.contains("unused-form"))
            .collect::<Vec<_>>(),
        [
            "50:25 words.counts.weeks.few: warning[unused-form]: no count takes the form \"few\" in en-GB: it is never shown; see https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html"
        ]
    );
}
