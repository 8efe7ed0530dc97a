use super::{NOTHING, faultless, findings, said};
use crate::fixture::edited;

/// The copy of which nobody has anything to say, with another title of a step.
fn titled(words: &str) -> String {
    edited(
        &faultless(),
        &[("\"Escalate if needed\"", &format!("\"{words}\""))],
    )
}

/// The place of that title.
const TITLE: &str = "sections[1].blocks[2].items[2].title";

/// Checks what a rule says of words in that title.
#[track_caller]
fn assert_said(code: &str, cases: &[(&str, &[&str])]) {
    for (words, messages) in cases {
        let expected: Vec<String> = messages
            .iter()
            .map(|message| format!("{TITLE}: {message}"))
            .collect();
        assert_eq!(said(code, &titled(words)), expected, "{words}");
    }
}

#[test]
fn a_fact_typed_out_is_named_with_its_placeholder() {
    assert_said(
        "literal-figure",
        &[
            (
                "Call 01702 668836",
                &["\"01702 668836\" is typed out, expected {phone}, which changes with the fact"],
            ),
            (
                "Call 01702668836",
                &[
                    "\"01702668836\" is typed out, expected {phone_digits}, which changes with the fact",
                ],
            ),
            (
                "Call +44 1702 668 836 now",
                &[
                    "\"+44 1702 668 836\" is typed out, expected {phone}, which changes with the fact",
                ],
            ),
            (
                "Call (01702) 668-836.",
                &[
                    "\"(01702) 668-836\" is typed out, expected {phone}, which changes with the fact",
                ],
            ),
            (
                "I.T Communications",
                &[
                    "\"I.T Communications\" is typed out, expected {company}, which changes with the fact",
                ],
            ),
            (
                "Until 5:00pm",
                &["\"5:00pm\" is typed out, expected {lines_close}, which changes with the fact"],
            ),
            (
                "9:00am–5:00pm Monday to Friday",
                &[
                    "\"9:00am–5:00pm Monday to Friday\" is typed out, expected {lines_hours}, which changes with the fact",
                ],
            ),
            (
                "Up to £10,000",
                &["\"£10,000\" is typed out, expected {scheme_sum}, which changes with the fact"],
            ),
            (
                "See /support-procedure/",
                &[
                    "\"/support-procedure/\" is typed out, expected {support_procedure}, which changes with the fact",
                ],
            ),
            ("{company}, {phone}, {lines_close}", &[]),
            ("Call 01702 668837 or 999", &[]),
        ],
    );
}

#[test]
fn a_figure_typed_out_is_named_with_its_placeholder() {
    assert_said(
        "literal-figure",
        &[
            (
                "After 6 weeks",
                &[
                    "\"6 weeks\" is typed out, expected {wait_weeks} weeks, which changes with the fact",
                ],
            ),
            (
                "After six Weeks or 6 weeks",
                &[
                    "\"six weeks\" is typed out, expected {wait_weeks} weeks, which changes with the fact",
                    "\"6 weeks\" is typed out, expected {wait_weeks} weeks, which changes with the fact",
                ],
            ),
            (
                "A 6-week wait of 6 weeks, 6 weeks",
                &[
                    "\"6 week\" is typed out, expected {wait_weeks} weeks, which changes with the fact",
                    "\"6 weeks\" is typed out, expected {wait_weeks} weeks, which changes with the fact",
                ],
            ),
            // What it was before.
            (
                "After 8 weeks",
                &[
                    "\"8 weeks\" is typed out, expected {wait_weeks} weeks, which changes with the fact (now 6)",
                ],
            ),
            (
                "Within five working days",
                &[
                    "\"five working days\" is typed out, expected {response_days} working days, which changes with the fact",
                ],
            ),
            (
                "Within 14 months",
                &[
                    "\"14 months\" is typed out, expected {limit_months} months, which changes with the fact",
                ],
            ),
            (
                "At most 10 people",
                &[
                    "\"10 people\" is typed out, expected {scheme_people} people, which changes with the fact",
                ],
            ),
            (
                "10 MB each, 40 MB in all, 40 files",
                &[
                    "\"10 MB\" is typed out, expected {file_mb} MB, which changes with the fact",
                    "\"40 MB\" is typed out, expected {total_mb} MB, which changes with the fact",
                    "\"40 files\" is typed out, expected {files} files, which changes with the fact",
                ],
            ),
            (
                "10MB each",
                &["\"10 MB\" is typed out, expected {file_mb} MB, which changes with the fact"],
            ),
            ("{wait_weeks} weeks, {file_mb} MB", &[]),
            ("5 days, 7 weeks, 3 months, 5 working hours", &[]),
        ],
    );
}

#[test]
fn opening_hours_typed_out_are_named_with_their_placeholders() {
    let hours = |typed: &str| {
        format!(
            "{TITLE}: \"{typed}\" is typed out, expected {{lines_hours}}, {{lines_hours_short}} or {{lines_close}}, which change with the fact"
        )
    };
    for (words, typed) in [
        ("Call from 9am", "9am"),
        ("Call 9 AM–4pm", "9 AM"),
        ("Call at 9.00 a.m.", "9.00 a.m"),
        ("Until 17:00", "17:00"),
        ("Until 5 p.m. sharp", "5 p.m"),
        ("(09:00-16:00)", "09:00"),
    ] {
        assert_eq!(
            said("literal-figure", &titled(words)),
            [hours(typed)],
            "{words}"
        );
    }
    for words in [
        "{lines_hours} {lines_close}",
        "Call at 5am, 9pm, 9:30 or 17:01",
        "9 amps, 5 pmx, version 9.0, 17, 1.9am9, 25:00, 99pm, 9:0, é9",
    ] {
        assert_eq!(said("literal-figure", &titled(words)), NOTHING, "{words}");
    }
}

#[test]
fn many_beside_a_figure_that_is_one_is_named() {
    let one = |words: &str| {
        let text = titled(words);
        let text = edited(&text, &[("\"response_days\": 5", "\"response_days\": 1")]);
        said("one-of-many", &text)
            .into_iter()
            .filter(|said| said.starts_with(TITLE))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        one("Within {response_days} working days"),
        [format!(
            "{TITLE}: {{response_days}} is 1: found \"{{response_days}} working days\", expected \"{{response_days}} working day\""
        )]
    );
    assert_eq!(one("Within {response_days} working day"), NOTHING);
    assert_eq!(
        said(
            "one-of-many",
            &titled("Within {response_days} working days")
        ),
        NOTHING
    );
}

#[test]
fn a_button_is_measured_as_it_is_read() {
    let button = |words: &str| {
        let button = "\"Go to the complaint form\"";
        said(
            "long-button",
            &edited(&faultless(), &[(button, &format!("\"{words}\""))]),
        )
    };
    let long = |characters: u32| {
        format!("header.action: a button of {characters} characters, expected 40 or fewer")
    };
    assert_eq!(button(&"m".repeat(40)), NOTHING);
    assert_eq!(button(&"m".repeat(41)), [long(41)]);
    // Twelve characters, not seven.
    assert_eq!(button(&format!("{}{{phone}}", "m".repeat(28))), NOTHING);
    assert_eq!(button(&format!("{}{{phone}}", "m".repeat(29))), [long(41)]);
    assert_eq!(said("long-button", &titled(&"m".repeat(41))), NOTHING);
}

#[test]
fn a_message_that_is_unkind_is_named_with_the_word() {
    let message = |words: &str| {
        let message = "\"Enter your full name\"";
        said(
            "message-wording",
            &edited(&faultless(), &[(message, &format!("\"{words}\""))]),
        )
    };
    for word in [
        "please",
        "sorry",
        "valid",
        "invalid",
        "this field is required",
    ] {
        assert_eq!(
            message(&format!("Name: {}!", word.to_uppercase())),
            [format!(
                "form.groups[0].fields[0].problems.empty: found \"{word}\", expected what to do: \"Enter your …\", \"… must be …\""
            )]
        );
    }
    assert_eq!(message("Enter a name that is validated"), NOTHING);
    assert_eq!(said("message-wording", &titled("Please call")), NOTHING);
}

#[test]
fn marks_that_are_shown_as_they_are_typed_are_named() {
    let plain = "** and [words](address) mean nothing here, expected plain words";
    assert_said(
        "markup",
        &[
            ("**Escalate**", &[plain]),
            ("[Escalate](/x/)", &[plain]),
            ("2 * 3 [a]", &[]),
        ],
    );
    let rich = |words: &str| {
        let tip = "\"Tip: include examples, dates, and any case reference number to speed up resolution.\"";
        said(
            "markup",
            &edited(&faultless(), &[(tip, &format!("\"{words}\""))]),
        )
    };
    let left = "sections[0].blocks[2].text: a mark without its partner, or inside another, is shown as it is typed, expected **strong** or [words](address)";
    for words in [
        "**open",
        "a ** b",
        "[**a**](/x/)",
        "**[a](/x/)**",
        "[a](/x/",
        "](/x/)",
    ] {
        assert_eq!(rich(words), [left], "{words}");
    }
    for words in ["**a** [b](/x/)", "2 * 3 [a]", "\\\\*\\\\*a\\\\*\\\\*"] {
        assert_eq!(rich(words), NOTHING, "{words}");
    }
}

#[test]
fn html_that_is_shown_as_it_is_typed_is_named() {
    let message =
        "HTML is shown as it is typed, expected plain characters, **strong** or [words](address)";
    assert_said(
        "html",
        &[
            ("<b>Escalate</b>", &[message]),
            ("Escalate<br>", &[message]),
            ("Escalate</p>", &[message]),
            ("<!-- Escalate -->", &[message]),
            ("Escalate &amp; wait", &[message]),
            ("Escalate&nbsp;now", &[message]),
            ("Escalate &#39;now&#39;", &[message]),
            ("1 < 2 > 1, AT&T, a & b; c", &[]),
        ],
    );
}

#[test]
fn a_character_that_nobody_sees_is_named_by_its_number() {
    for (words, number) in [
        ("Escalate\u{200b}", "200B"),
        ("\u{202e}etalacsE", "202E"),
        ("Esc\u{feff}alate", "FEFF"),
        ("\u{2066}Escalate", "2066"),
        ("Escalate\\n", "000A"),
        ("Esc\\u0000alate", "0000"),
    ] {
        assert_eq!(
            said("hidden-characters", &titled(words)),
            [format!(
                "{TITLE}: a character that nobody sees (U+{number}), expected none: type the words again"
            )],
            "{words:?}"
        );
    }
    // Emoji and Persian are joined by characters that nobody sees.
    let joined = titled("👩\u{200d}🔧 می\u{200c}خواهم – café");
    assert_eq!(findings(&joined), []);
}

#[test]
fn a_megabyte_in_one_text_is_checked_in_one_go() {
    for unit in [
        "a", "a ", "[", "](", "**", "<", "&", "&a", "0", "1 ", "(0", "{{", "é", "\u{200b}",
    ] {
        let text = titled(&unit.repeat(1_000_000 / unit.len()));
        assert!(findings(&text).len() < 3, "{unit}");
    }
}
