use complaints::copy::{Inline, Rich};
use complaints::domain::cisas::OutsideReason;
use complaints::domain::complaint::DatePart;
use complaints::view_model::FileToSave;
use complaints::view_model::self_check::ResultView;
use complaints::view_model::{CheckDate, DateName};

use crate::fixture::{DEFAULT_COPY, edited, instant, leaked, now, page};
use crate::markers;
use crate::played::PlayedCheck;

const NOON: &str = "T12:00:00Z";

fn typed(complained: &str, agreed: &str) -> PlayedCheck {
    let mut check = PlayedCheck::new(page());
    for (name, date) in [
        (CheckDate::Complained, complained),
        (CheckDate::Agreed, agreed),
    ] {
        for (part, typed) in DatePart::ALL.into_iter().zip(date.split_whitespace()) {
            check.check.set_date_part(name, part, typed.to_owned());
        }
    }
    check
}

/// The result of a check on a day.
fn result(mut check: PlayedCheck, today: &str) -> ResultView {
    let now = instant(&[today, NOON].concat());
    check.check(now).expect("both dates can be read");
    check.result().expect("there is a result")
}

fn title(complained: &str, agreed: &str, today: &str) -> (&'static str, String) {
    let result = result(typed(complained, agreed), today);
    (result.name, result.title)
}

#[test]
fn nothing_answered_leads_to_the_form() {
    let result = result(typed("", ""), "2026-11-23");
    assert_eq!(
        (result.name, result.title.as_str()),
        ("complain-first", "Complain to us first")
    );
    assert!(result.timeline.is_empty() && result.ahead.is_empty());
}

#[test]
fn a_case_goes_through_its_outcomes_in_words() {
    let on = |today| title("5 10 2026", "", today);
    let not_yet = "Not yet: ask CISAS from Monday 16 November 2026";
    assert_eq!(on("2026-11-15"), ("not-yet", not_yet.to_owned()));
    let ask = "You may already be able to apply: ask CISAS";
    assert_eq!(on("2026-11-16"), ("perhaps-already", ask.to_owned()));
    let open = "You can ask CISAS to look at your complaint until Monday 5 July 2027";
    assert_eq!(on("2026-11-30"), ("open", open.to_owned()));
    let last = "Apply to CISAS soon: by Monday 5 July 2027";
    assert_eq!(on("2027-07-01"), ("last-days", last.to_owned()));
    let past = "Our page’s date has passed: ask CISAS";
    assert_eq!(on("2027-07-06"), ("past-limit", past.to_owned()));
}

#[test]
fn not_yet_says_from_when_by_either_figure() {
    let text = result(typed("5 10 2026", ""), "2026-11-15").text;
    assert_eq!(
        text,
        "Ofcom’s rules may let you apply from Monday 16 November 2026. Our page gives a later date, \
         Monday 30 November 2026: you do not have to wait for it. You can apply sooner if we send \
         you a deadlock letter."
    );
}

#[test]
fn one_day_is_not_said_to_be_days() {
    let text = result(typed("1 3 2026", ""), "2026-04-25").text;
    assert!(text.starts_with("That is in 1 day. "), "{text}");
}

#[test]
fn on_the_last_day_nobody_is_told_that_no_days_are_left() {
    for day in ["2027-07-04", "2027-07-05"] {
        let text = result(typed("5 10 2026", ""), day).text;
        assert!(
            text.starts_with("Monday 5 July 2027 is the last day that it is safe to apply on"),
            "{text}"
        );
    }
}

#[test]
fn no_result_says_a_date_twice() {
    for letter in ["", "1 12 2025", "9 1 2026"] {
        for today in ["2026-11-28", "2027-02-01", "2028-01-01"] {
            for complained in ["", "1 10 2025"] {
                let text = result(typed(complained, letter), today).text;
                let words: Vec<&str> = text.split_whitespace().collect();
                let is_date = |four: &&[&str]| {
                    four[0].ends_with("day") && four[1].parse::<u32>().is_ok_and(|day| day < 32)
                };
                let dates: Vec<&[&str]> = words.windows(4).filter(is_date).collect();
                let mut once = dates.clone();
                once.sort_unstable();
                once.dedup();
                assert_eq!(
                    once.len(),
                    dates.len(),
                    "{complained}, {letter}, {today}: {text}"
                );
            }
        }
    }
}

#[test]
fn a_result_says_when_questions_were_left_out_and_how_to_reach_cisas() {
    let mut check = typed("5 10 2026", "");
    let open = result(check.clone(), "2026-11-30");
    assert_eq!(
        open.unanswered,
        Some(
            "You did not answer every question about what CISAS takes. CISAS checks this when you apply."
        )
    );
    let contact = open.contact.expect("the facts give it").plain();
    assert_eq!(
        contact,
        "CISAS is free. You can also call it on 020 7520 3814 or email cisas@cedr.com."
    );
    for reason in OutsideReason::ALL {
        check.check.set_answer(reason, Some(false));
    }
    assert_eq!(result(check, "2026-11-30").unanswered, None);
    let nothing = result(typed("", ""), "2026-11-30");
    assert_eq!((nothing.unanswered, nothing.contact), (None, None));
}

#[test]
fn a_letter_opens_the_window_and_a_month_may_be_a_word() {
    assert_eq!(
        title("5 October 2026", "20 oct 2026", "2026-10-21").0,
        "open"
    );
}

#[test]
fn a_letter_alone_asks_cisas() {
    assert_eq!(title("", "20 10 2026", "2026-10-21").0, "perhaps-already");
}

#[test]
fn a_case_that_cisas_does_not_take_is_told_where_to_go_and_shows_no_dates() {
    let mut check = typed("5 10 2026", "");
    check
        .check
        .set_answer(OutsideReason::DataProtection, Some(true));
    let result = result(check, "2026-11-30");
    assert_eq!(result.name, "outside");
    let instead = result.instead.expect("there is somewhere to go").plain();
    assert!(instead.contains("data protection regulator (ICO)"));
    assert!(result.timeline.is_empty());
}

#[test]
fn a_screening_question_that_was_skipped_or_denied_changes_nothing() {
    let mut check = typed("5 10 2026", "");
    check.check.set_answer(OutsideReason::Fraud, Some(false));
    assert_eq!(result(check, "2026-11-30").name, "open");
}

#[test]
fn the_timeline_is_in_order_with_today_in_it() {
    let result = result(typed("5 10 2026", ""), "2026-11-23");
    let names: Vec<&str> = result.timeline.iter().map(|row| row.name.name()).collect();
    assert_eq!(
        names,
        [
            "complained",
            "response-due",
            "allowed-from",
            "today",
            "opens",
            "closes"
        ]
    );
    let ahead: Vec<&str> = result.ahead.iter().map(|row| row.iso.as_str()).collect();
    assert_eq!(ahead, ["2026-11-30", "2027-07-05"]);
}

#[test]
fn the_timeline_has_the_response_target_of_the_first_complaint() {
    let result = result(typed("18 12 2026", ""), "2026-12-18");
    let row = result
        .timeline
        .iter()
        .find(|row| row.name == DateName::ResponseDue);
    let row = row.expect("the response has a target");
    assert_eq!(
        (row.label.as_str(), row.date.as_str()),
        ("Our target to respond", "Tuesday 29 December 2026")
    );
    assert!(result.ahead.contains(row));
}

#[test]
fn a_wrong_date_is_said_at_its_question_and_nothing_is_decided() {
    let mut check = typed("31 2 2026", "1 1 26");
    let now = instant("2026-11-23T12:00:00Z");
    assert_eq!(check.check(now), Err(CheckDate::Complained));
    assert_eq!(
        check.problems(),
        [
            (
                CheckDate::Complained,
                "Date when you first complained must be a real date".to_owned()
            ),
            (CheckDate::Agreed, "Year must include 4 numbers".to_owned()),
        ]
    );
    assert_eq!(check.result(), None);
}

#[test]
fn a_letter_older_than_the_complaint_is_said_at_the_letter() {
    let mut check = typed("5 10 2026", "4 10 2026");
    assert_eq!(
        check.check(instant("2026-11-23T12:00:00Z")),
        Err(CheckDate::Agreed)
    );
    assert_eq!(
        check.problems()[0].1,
        "Date of our deadlock letter must be the same as or after the date when you first complained"
    );
}

#[test]
fn a_changed_date_loses_its_message() {
    let mut check = typed("31 2 2026", "");
    _ = check.check(instant("2026-11-23T12:00:00Z"));
    check
        .check
        .set_date_part(CheckDate::Complained, DatePart::Day, "28".to_owned());
    assert!(check.problems().is_empty());
}

#[test]
fn a_result_goes_with_the_answers_it_belongs_to() {
    let now = instant("2026-11-23T12:00:00Z");
    for change in [
        |check: &mut PlayedCheck| {
            check
                .check
                .set_date_part(CheckDate::Agreed, DatePart::Day, "1".to_owned())
        },
        |check: &mut PlayedCheck| check.check.set_answer(OutsideReason::Fraud, Some(false)),
    ] {
        let mut check = typed("5 10 2026", "");
        check.check(now).expect("the date can be read");
        assert!(check.result().is_some());
        change(&mut check);
        assert_eq!(check.result(), None);
    }
}

#[test]
fn a_link_holds_the_dates_alone_and_leads_back_to_them() {
    let now = instant("2026-11-23T12:00:00Z");
    let mut check = typed("5 10 2026", "20 10 2026");
    check.check.set_answer(OutsideReason::Fraud, Some(true));
    let link = check.link(now);
    assert_eq!(link, "#cisas?complained=2026-10-05&agreed=2026-10-20");
    let mut other = PlayedCheck::new(page());
    assert!(other.follow(&link));
    assert_eq!(other.link(now), link);
}

#[test]
fn a_link_of_something_else_is_left_alone() {
    let mut check = PlayedCheck::new(page());
    for link in ["", "#faqs", "#cisas", "#other?complained=2026-10-05"] {
        assert!(!check.follow(link), "{link}");
    }
    assert!(check.follow("#cisas?complained=yesterday&x"));
    assert_eq!(check.link(instant("2026-11-23T12:00:00Z")), "#cisas");
}

#[test]
fn the_reminders_are_the_dates_that_lie_ahead_and_nothing_else() {
    let mut check = typed("5 10 2026", "");
    let now = instant("2026-11-23T12:00:00Z");
    check.check(now).expect("the date can be read");
    let FileToSave {
        name, text: file, ..
    } = check.reminders(now).expect("dates lie ahead");
    assert_eq!(name, "complaint-dates.ics");
    let starts: Vec<&str> = file
        .lines()
        .filter_map(|line| line.strip_prefix("DTSTART;VALUE=DATE:"))
        .collect();
    assert_eq!(starts, ["20261130", "20270705"]);
    let past = instant("2027-12-01T12:00:00Z");
    check.check(past).expect("the date can be read");
    assert_eq!(check.reminders(past), None);
}

#[test]
fn every_outcome_has_words_of_its_own() {
    for (complained, agreed, today, key) in [
        ("", "", "2026-11-23", "complain_first"),
        ("2 3 2026", "", "2026-04-26", "not_yet"),
        ("20 11 2026", "", "2026-11-23", "not_yet_regulator"),
        ("1 10 2026", "", "2026-11-23", "perhaps_already"),
        ("", "1 11 2026", "2026-11-23", "perhaps_letter"),
        ("1 9 2026", "", "2026-11-23", "open"),
        ("2 3 2026", "", "2026-12-01", "last_days"),
        ("5 1 2026", "", "2026-11-23", "past_limit_no_letter"),
        ("5 1 2026", "1 2 2026", "2026-11-23", "past_limit_until"),
        ("5 1 2025", "1 2 2025", "2026-11-23", "past_limit_ended"),
    ] {
        let mut check = PlayedCheck::new(markers::page());
        check.check = typed(complained, agreed).check;
        let result = result(check, today);
        let marker = |part: &str| markers::marker(&format!("self_check.outcomes.{key}.{part}"));
        assert!(
            result.title.starts_with(&marker("title")),
            "{key}: {}",
            result.title
        );
        assert!(
            result.text.starts_with(&marker("text")),
            "{key}: {}",
            result.text
        );
        let next = result.next.plain();
        assert!(next.starts_with(&marker("next")), "{key}: {next}");
    }
}

#[test]
fn each_reason_leads_to_its_own_place_instead() {
    let questions = &markers::page()
        .self_check
        .as_ref()
        .expect("there is a self-check")
        .screening
        .questions;
    assert_eq!(questions.len(), OutsideReason::ALL.len());
    for (index, question) in questions.iter().enumerate() {
        let mut check = PlayedCheck::new(markers::page());
        check.check.set_answer(question.reason, Some(true));
        assert_eq!(check.check(now()), Ok(()));
        let result = check.result().expect("there is a result");
        assert_eq!(result.name, "outside");
        let Some(Rich(words)) = result.instead else {
            panic!("{:?} leads nowhere", question.reason)
        };
        let marker = markers::marker(&format!("self_check.screening.questions.{index}.instead"));
        assert!(
            matches!(&words[0], Inline::Words(text) if text.starts_with(&marker)),
            "{words:?}"
        );
        assert_eq!((result.timeline, result.ahead), (vec![], vec![]));
    }
}

#[test]
fn a_copy_without_a_self_check_has_no_result() {
    let (before, rest) = DEFAULT_COPY
        .split_once("  \"self_check\": {\n")
        .expect("there is a self-check");
    let (_, after) = rest.split_once("\n  },\n").expect("it ends");
    let copy = edited(
        &[before, after].concat(),
        &[(",\n        { \"kind\": \"self_check\" }", "")],
    );
    let mut check = PlayedCheck::new(leaked(&copy));
    assert_eq!(check.check(now()), Ok(()));
    assert_eq!(check.result(), None);
}
