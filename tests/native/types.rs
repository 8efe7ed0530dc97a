//! The types for TypeScript say what the program does.

use std::collections::BTreeSet;

use complaints::domain::cisas::{Answers, Outcome, OutsideReason};
use complaints::domain::complaint::{Acknowledgement, NotSent, Reply};
use complaints::view_model::{News, examples};

use crate::date;
use crate::fixture::page;

const TYPES: &str = include_str!("../../public/complaints.d.ts");

/// The strings of a union type, or the keys of an interface.
fn names(start: &str) -> BTreeSet<&'static str> {
    let (_, rest) = TYPES.split_once(start).expect("the type is there");
    let end = rest.find("\n\n").unwrap_or(rest.len());
    let quoted = rest[..end].split('"').skip(1).step_by(2);
    quoted.collect()
}

#[test]
fn each_outcome_has_its_type() {
    let facts = &page().facts;
    let by_dates = examples(page(), date("2026-11-23"))
        .into_iter()
        .map(|example| {
            let answers = Answers {
                complained: example.complained,
                agreed: example.agreed,
                ..Answers::default()
            };
            let decision = answers.decide(&facts.cisas, &facts.regulator, example.today);
            decision.expect("an example is decided").outcome
        });
    let outcomes = by_dates.chain([Outcome::Outside(OutsideReason::Fraud)]);
    let said = outcomes.map(|outcome| outcome.as_str()).collect();
    assert_eq!(names("type ComplaintsOutcome"), said);
}

#[test]
fn each_reason_for_a_failure_has_its_type() {
    let replies = [
        Reply::Delivered(Acknowledgement::default()),
        Reply::Refused(Vec::new()),
        Reply::InProgress { after: None },
        Reply::TryAgain { after: None },
        Reply::Unanswered { after: None },
        Reply::Unreadable { elsewhere: true },
        Reply::FilesGone(Vec::new()),
        Reply::Unclear,
        Reply::Failed,
    ];
    let failures = replies.iter().filter_map(Reply::failure);
    let said = failures
        .chain([NotSent::Stopped])
        .map(NotSent::name)
        .collect();
    assert_eq!(names("type ComplaintsFailure"), said);
}

#[test]
fn each_event_has_its_type() {
    let text = String::new;
    let submitted = News::Submitted {
        reference: text(),
        response_due: text(),
    };
    let news = [
        News::Ready,
        News::Outcome("open"),
        News::BeforeSubmit,
        submitted,
        News::Failed(NotSent::Stopped),
    ];
    let events: Vec<_> = news.iter().map(News::event).collect();
    let said = events.iter().map(|(name, _)| *name).collect();
    assert_eq!(names("interface ComplaintsEvents"), said);
    for (name, details) in events {
        let (_, line) = TYPES.split_once(name).expect("the event is there");
        let line = line.lines().next().unwrap_or_default();
        let typed = line.matches(": ").count() - 1;
        assert_eq!(typed, details.len(), "{name}");
        for (key, _) in details {
            assert!(line.contains(&format!("{key}: ")), "{key} of {name}");
        }
    }
}
