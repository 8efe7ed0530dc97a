use chrono::TimeDelta;
use complaints::domain::complaint::{DatePart, FieldError, FieldId, Progress, Reply};
use complaints::view_model::{Delivery, Journey, Next, Step};
use proptest::prelude::*;

use crate::fixture::{delivered, holidays, now, page, pdf, smallest_draft};

/// Something a customer or the endpoint does.
#[derive(Clone, Debug)]
enum Act {
    Type(FieldId, String),
    TypeDate(DatePart, String),
    AddFile(String),
    RemoveFile(u32),
    FillIn,
    Review,
    Change,
    Send,
    Settle(Reply),
    Stop,
    Line(bool),
    Progress(u64, i64),
    Restart,
}

fn act() -> impl Strategy<Value = Act> {
    let field = || proptest::sample::select(&FieldId::ALL[..]);
    let reply = prop_oneof![
        Just(delivered("C-1")),
        Just(Reply::InProgress { after: None }),
        Just(Reply::TryAgain { after: None }),
        Just(Reply::Unanswered { after: None }),
        Just(Reply::Unclear),
        Just(Reply::Failed),
        (proptest::option::of(field()), ".{0,5}")
            .prop_map(|(field, detail)| Reply::Refused(vec![FieldError { field, detail }])),
    ];
    prop_oneof![
        3 => (field(), "|yes|billing|jo@company.example|.{0,30}").prop_map(|(field, typed)| Act::Type(field, typed)),
        1 => (proptest::sample::select(&DatePart::ALL[..]), "[0-9]{0,4}|mar")
            .prop_map(|(part, typed)| Act::TypeDate(part, typed)),
        1 => "(a.pdf|b.exe)".prop_map(Act::AddFile),
        1 => (0..5u32).prop_map(Act::RemoveFile),
        2 => Just(Act::FillIn),
        4 => Just(Act::Review),
        1 => Just(Act::Change),
        4 => Just(Act::Send),
        4 => reply.prop_map(Act::Settle),
        1 => Just(Act::Restart),
        1 => Just(Act::Stop),
        2 => any::<bool>().prop_map(Act::Line),
        1 => (0..=9u64, 0..3i64).prop_map(|(sent, after)| Act::Progress(sent, after)),
    ]
}

proptest! {
    #[test]
    fn no_journey_loses_an_answer_that_was_not_delivered_or_gets_stuck(acts in proptest::collection::vec(act(), 0..40)) {
        let mut journey = Journey::new(page());
        let mut attempt = 1;
        let mut handle = 0;
        for act in acts {
            let before = journey.clone();
            let (mut typed, mut delivered) = (false, false);
            match act.clone() {
                // A page shows these only while the form is filled in.
                Act::Type(..) | Act::TypeDate(..) | Act::AddFile(_) | Act::RemoveFile(_) | Act::FillIn | Act::Review
                    if journey.step != Step::Fill => continue,
                Act::Change | Act::Send if journey.step != Step::Check => continue,
                Act::Change if journey.delivery.is_under_way() => continue,
                Act::Progress(..) if !journey.delivery.is_under_way() => continue,
                Act::Settle(_) if !journey.delivery.is_under_way() => continue,
                Act::Restart if journey.step != Step::Receipt => continue,
                Act::Type(field, text) => {
                    journey.set_text(field, text, now());
                    typed = true;
                }
                Act::TypeDate(part, text) => {
                    journey.set_date_part(part, text, now());
                    typed = true;
                }
                Act::AddFile(name) => {
                    handle += 1;
                    journey.add_files(vec![pdf(handle, &name)], now());
                    typed = true;
                }
                Act::RemoveFile(handle) => {
                    journey.remove_file(handle, now());
                    typed = true;
                }
                Act::FillIn => {
                    journey.draft = smallest_draft();
                    typed = true;
                }
                Act::Review => journey.review(holidays(), now()),
                Act::Change => journey.change("name"),
                Act::Send => {
                    attempt = 1;
                    let sent = journey.start_sending(|| "id".to_owned(), now());
                    if journey.delivery == Delivery::Sending {
                        journey.begin_try(now());
                    }
                    prop_assert_eq!(sent.is_some(), !before.delivery.is_under_way());
                }
                Act::Settle(reply) => {
                    delivered = matches!(reply, Reply::Delivered { .. });
                    let next = journey.settle(reply, attempt, 0, now());
                    attempt += 1;
                    prop_assert_eq!(next == Next::Done, !journey.delivery.is_under_way());
                    prop_assert_eq!(next == Next::TryOnline, journey.delivery == Delivery::Waiting);
                    if next == Next::TryOnline {
                        attempt = 1;
                    }
                    prop_assert!(attempt <= 5, "never more than four tries");
                }
                Act::Restart => journey.restart(),
                Act::Stop => prop_assert_eq!(journey.stop(), before.delivery.is_under_way()),
                Act::Line(offline) => journey.set_offline(offline),
                Act::Progress(sent, after) => {
                    let progress = Progress { sent, total: 9 };
                    journey.progressed(progress, now() + TimeDelta::seconds(after));
                }
            }
            if delivered {
                prop_assert_eq!(journey.step, Step::Receipt);
                prop_assert!(journey.receipt.is_some());
            } else if !typed {
                prop_assert_eq!(&journey.draft, &before.draft, "{:?}", act);
            }
            // What is shown as wrong is shown where it can be mended, and only there.
            prop_assert!(journey.problems.is_empty() || journey.step == Step::Fill);
            prop_assert!(journey.delivery == Delivery::Idle || journey.step == Step::Check);
            prop_assert!(journey.progress.is_none() || journey.delivery.is_under_way());
            prop_assert!(journey.delivery != Delivery::Waiting || journey.offline);
            if journey.step == Step::Check {
                prop_assert!(journey.checked.as_ref().is_some_and(|checked| checked.dates.is_some()));
            }
            if typed {
                prop_assert!(journey.problems.len() <= before.problems.len(), "typing shows no new problem");
            }
        }
    }
}
