use complaints::copy::{Inline, Rich};
use complaints::domain::cisas::OutsideReason;
use complaints::domain::complaint::{DateDraft, DatePart};
use complaints::view_model::self_check::{AGREED, COMPLAINED, ResultView, SelfCheck};

use crate::fixture::{DEFAULT_COPY, edited, instant, leaked, now, page};
use crate::{date, markers};

/// A self-check with these dates, each written `YYYY-MM-DD` or left empty.
fn with_dates(complained: &str, agreed: &str) -> SelfCheck {
    let given = |text: &str| {
        if text.is_empty() {
            DateDraft::default()
        } else {
            DateDraft::from_date(date(text))
        }
    };
    let mut check = SelfCheck::new(page());
    check.complained = given(complained);
    check.agreed = given(agreed);
    check
}

/// The result of these dates on a day.
#[track_caller]
fn result(complained: &str, agreed: &str, today: &str) -> ResultView {
    let mut check = with_dates(complained, agreed);
    assert_eq!(
        check.check(instant(&format!("{today}T12:00:00Z"))),
        Ok(()),
        "{:?}",
        check.problems
    );
    check.result.expect("there is a result")
}

#[test]
fn every_outcome_says_where_the_case_stands_and_never_that_it_is_too_early_or_too_late() {
    for (complained, agreed, today, name, title, text) in [
        (
            "",
            "",
            "2026-11-23",
            "complain-first",
            "Complain to us first",
            "CISAS can take your case once you have complained to us and the time to wait has passed, or once we have agreed in writing that you can go earlier.",
        ),
        (
            "2026-03-02",
            "",
            "2026-04-26",
            "not-yet",
            "Not yet: CISAS may be available from Monday 27 April 2026",
            "That is in 1 day. It can be earlier if we agree in writing, or send you a deadlock letter.",
        ),
        (
            "2026-11-20",
            "",
            "2026-11-23",
            "not-yet",
            "Not yet: CISAS may be available from Friday 15 January 2027",
            "That is in 53 days by this page’s own figure. The regulator’s figure is shorter: from Friday 1 January 2027 on, ask CISAS whether you can apply already. It can also be earlier if we agree in writing, or send you a deadlock letter.",
        ),
        (
            "2026-10-01",
            "",
            "2026-11-23",
            "perhaps-already",
            "You may already be able to apply: ask CISAS",
            "By this page’s own figure CISAS is available from Thursday 26 November 2026. By the regulator’s figure you may be able to apply since Thursday 12 November 2026.",
        ),
        (
            "",
            "2026-11-01",
            "2026-11-23",
            "perhaps-already",
            "You may already be able to apply: ask CISAS",
            "Our agreement or letter of Sunday 1 November 2026 can open CISAS to you. The day you first complained tells the rest.",
        ),
        (
            "2026-09-01",
            "",
            "2026-11-23",
            "open",
            "CISAS is open to you until Tuesday 1 June 2027",
            "You have 190 days left, and can apply on that day too.",
        ),
        (
            "2026-03-02",
            "",
            "2026-12-01",
            "last-days",
            "CISAS is open to you, and closes soon: Wednesday 2 December 2026",
            "You have 1 day left, and can apply on that day too.",
        ),
        (
            "2026-01-05",
            "",
            "2026-11-23",
            "past-limit",
            "Past our published limit: ask CISAS",
            "This page’s own limit was Monday 5 October 2026. Without a deadlock letter from us the regulator knows no limit, so CISAS may still take your case.",
        ),
        (
            "2026-01-05",
            "2026-02-01",
            "2026-11-23",
            "past-limit",
            "Past our published limit: ask CISAS",
            "One of the limits was Monday 5 October 2026. By the other you may be able to apply until Sunday 31 January 2027.",
        ),
        (
            "2025-01-05",
            "2025-02-01",
            "2026-11-23",
            "past-limit",
            "Past our published limit: ask CISAS",
            "The limits were Sunday 5 October 2025 and Saturday 31 January 2026. Whether an exception is possible, CISAS decides.",
        ),
    ] {
        let result = result(complained, agreed, today);
        assert_eq!(
            (result.name, &*result.title, &*result.text),
            (name, title, text)
        );
        let said = [result.title, result.text].concat().to_lowercase();
        assert!(
            !said.contains("too late") && !said.contains("too early"),
            "{said}"
        );
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
        let mut check = SelfCheck::new(markers::page());
        check.screening.set(question.reason, Some(true));
        assert_eq!(check.check(now()), Ok(()));
        let result = check.result.expect("there is a result");
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
fn the_timeline_tells_the_dates_of_the_case_and_today_in_their_order() {
    let rows = |result: ResultView| -> Vec<String> {
        result
            .timeline
            .into_iter()
            .map(|row| format!("{} {}: {}", row.iso, row.name, row.label))
            .collect()
    };
    assert_eq!(
        rows(result("2026-10-01", "2026-10-20", "2026-11-23")),
        [
            "2026-10-01 complained: You first complained",
            "2026-10-20 agreed: Our agreement or letter",
            "2026-10-20 opens: CISAS may be available from",
            "2026-11-23 today: Today",
            "2027-07-01 closes: Apply to CISAS by",
            "2027-10-19 last-safe-day: By the regulator’s limit, apply by",
        ]
    );
}

#[test]
fn reminders_hold_only_the_dates_that_lie_ahead() {
    let mut check = with_dates("2026-10-01", "");
    check.check(now()).expect("the date is right");
    let (name, file) = check.reminders(now()).expect("dates lie ahead");
    assert_eq!(name, "complaint-dates.ics");
    let dates: Vec<&str> = file
        .lines()
        .filter_map(|line| line.strip_prefix("DTSTART;VALUE=DATE:"))
        .collect();
    assert_eq!(dates, ["20261126", "20270701"]);
    assert!(
        file.contains("SUMMARY:Apply to CISAS by: I.T Communications"),
        "{file}"
    );
}

#[test]
fn there_are_no_reminders_where_nothing_lies_ahead() {
    let mut check = with_dates("2025-01-05", "2025-02-01");
    check.check(now()).expect("the dates are right");
    assert_eq!(check.reminders(now()), None);
    assert_eq!(SelfCheck::new(page()).reminders(now()), None);
}

#[test]
fn a_wrong_date_is_said_at_its_question_and_there_is_no_result() {
    let mut check = with_dates("2026-09-01", "");
    check.check(now()).expect("the date is right");
    check.set_date_part(COMPLAINED, DatePart::Month, "13".to_owned());
    check.set_date_part(AGREED, DatePart::Day, "1".to_owned());
    assert_eq!(check.check(now()), Err(COMPLAINED));
    let said: Vec<(&str, &str)> = check
        .problems
        .iter()
        .map(|(name, _, message)| (*name, message.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            (
                COMPLAINED,
                "Date when you first complained must be a real date"
            ),
            (
                AGREED,
                "Date of our agreement or letter must include a month"
            ),
        ]
    );
    assert_eq!(check.result, None);
}

#[test]
fn a_letter_older_than_the_complaint_is_said_to_be() {
    let mut check = with_dates("2026-09-01", "2026-08-31");
    assert_eq!(check.check(now()), Err(AGREED));
    let (name, _, message) = &check.problems[0];
    assert_eq!(
        (*name, message.as_str()),
        (
            AGREED,
            "Date of our agreement or letter must be on or after the day you first complained"
        )
    );
}

#[test]
fn typing_into_a_date_clears_its_problem_alone() {
    let mut check = SelfCheck::new(page());
    check.set_date_part(COMPLAINED, DatePart::Day, "31".to_owned());
    check.set_date_part(AGREED, DatePart::Day, "31".to_owned());
    assert_eq!(check.check(now()), Err(COMPLAINED));
    check.set_date_part(COMPLAINED, DatePart::Month, "1".to_owned());
    let names: Vec<&str> = check.problems.iter().map(|(name, ..)| *name).collect();
    assert_eq!(names, [AGREED]);
}

#[test]
fn a_link_leads_to_the_same_dates_again() {
    for (complained, agreed, link) in [
        ("", "", "#cisas"),
        ("2026-09-01", "", "#cisas?complained=2026-09-01"),
        ("", "2026-10-01", "#cisas?agreed=2026-10-01"),
        (
            "2026-09-01",
            "2026-10-01",
            "#cisas?complained=2026-09-01&agreed=2026-10-01",
        ),
    ] {
        let check = with_dates(complained, agreed);
        assert_eq!(check.link(now()), link);
        let mut again = SelfCheck::new(page());
        assert_eq!(again.follow(link), link.contains('?'), "{link}");
        assert_eq!(
            (again.complained, again.agreed),
            (check.complained, check.agreed),
            "{link}"
        );
    }
}

#[test]
fn a_link_of_somebody_else_changes_nothing() {
    for link in [
        "",
        "#",
        "#top",
        "#cisas",
        "#other?complained=2026-09-01",
        "cisas?complained=2026-09-01",
    ] {
        let mut check = SelfCheck::new(page());
        assert!(!check.follow(link), "{link}");
        assert_eq!(check.complained, DateDraft::default());
    }
    let mut check = SelfCheck::new(page());
    assert!(check.follow("#cisas?complained=<script>&agreed&x=1&agreed=2026-13-01"));
    assert_eq!(
        (check.complained, check.agreed),
        (DateDraft::default(), DateDraft::default())
    );
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
    let mut check = SelfCheck::new(leaked(&copy));
    assert_eq!(check.check(now()), Ok(()));
    assert_eq!(check.result, None);
}
