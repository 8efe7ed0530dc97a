use chrono::TimeDelta;
use complaints::domain::complaint::{DatePart, Draft, FieldError, FieldId, Reply};
use complaints::view_model::{Changed, DeliveryStatus, Fault, Journey, Step, Task};
use proptest::prelude::*;

use crate::fixture::{delivered, now, page, pdf, smallest_draft};
use crate::played::{Next, Played};

/// Everything that is shown of a form but the answer to one field.
fn beside(played: &Played, field: FieldId) -> (Draft, Step, Vec<Fault>, DeliveryStatus, bool) {
    let journey = &played.journey;
    let mut draft = journey.draft().clone();
    draft.set_text(field, String::new());
    let (faults, delivery) = (journey.faults().to_vec(), journey.delivery());
    let is_kept = journey.kept().is_some();
    (draft, journey.step(), faults, delivery, is_kept)
}

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
    Reply(Reply),
    PauseOver,
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
        4 => reply.prop_map(Act::Reply),
        3 => Just(Act::PauseOver),
        1 => Just(Act::Restart),
        1 => Just(Act::Stop),
        2 => any::<bool>().prop_map(Act::Line),
        1 => (0..=9u64, 0..3i64).prop_map(|(sent, after)| Act::Progress(sent, after)),
    ]
}

proptest! {
    #[test]
    fn no_journey_loses_an_answer_that_was_not_delivered_or_gets_stuck(acts in proptest::collection::vec(act(), 0..40)) {
        let mut journey = Played::new(page());
        let mut tries = 0;
        let mut handle = 0;
        for act in acts {
            let before = journey.clone();
            let (mut typed, mut delivered) = (false, false);
            match act.clone() {
                // A page shows these only while the form is filled in.
                Act::Type(..) | Act::TypeDate(..) | Act::AddFile(_) | Act::RemoveFile(_) | Act::FillIn | Act::Review
                    if journey.step() != Step::Fill => continue,
                Act::Change | Act::Send if journey.step() != Step::Check => continue,
                Act::Change if journey.delivery().is_under_way() => continue,
                Act::Restart if journey.step() != Step::Receipt => continue,
                Act::Type(field, text) => {
                    let changed = journey.set_text(field, &text, now());
                    if changed == Changed::Alone {
                        // Only what shows this answer is told of it.
                        prop_assert_eq!(beside(&journey, field), beside(&before, field));
                    }
                    typed = true;
                }
                Act::TypeDate(part, text) => {
                    journey.set_date_part(part, &text);
                    typed = true;
                }
                Act::AddFile(name) => {
                    handle += 1;
                    journey.add_files(vec![pdf(handle, &name)]);
                    typed = true;
                }
                Act::RemoveFile(handle) => {
                    journey.remove_file(handle);
                    typed = true;
                }
                Act::FillIn => {
                    journey.set_draft(smallest_draft());
                    typed = true;
                }
                Act::Review => journey.review(now()),
                Act::Change => journey.change(FieldId::Name),
                Act::Send => {
                    tries = 0;
                    let sent = journey.send("id", now());
                    prop_assert_eq!(sent.is_some(), !before.delivery().is_under_way());
                }
                Act::Reply(reply) => {
                    let is_awaited = is_trying(&journey);
                    delivered = is_awaited && matches!(reply, Reply::Delivered { .. });
                    let next = journey.replied(reply, now());
                    if is_awaited {
                        prop_assert_eq!(next == Next::Done, !journey.delivery().is_under_way());
                    } else {
                        // Nobody waits for it: it changes nothing.
                        prop_assert_eq!(journey.tasks.len(), before.tasks.len());
                        prop_assert_eq!(journey.delivery(), before.delivery());
                    }
                }
                Act::PauseOver => journey.pause_over(now()),
                Act::Restart => journey.act(Journey::restart),
                Act::Stop => {
                    let is_stopped = journey.stop();
                    prop_assert_eq!(is_stopped, before.delivery().is_under_way());
                }
                Act::Line(offline) => {
                    tries = 0;
                    journey.set_offline(offline);
                }
                Act::Progress(sent, after) => {
                    journey.progressed(sent, 9, now() + TimeDelta::seconds(after));
                }
            }
            for task in &journey.tasks[before.tasks.len()..] {
                tries += usize::from(matches!(task, Task::Try(_)));
            }
            prop_assert!(tries <= 4, "never more than four tries without a press or another line");
            if delivered {
                prop_assert_eq!(journey.step(), Step::Receipt);
                prop_assert!(journey.receipt().is_some());
            } else if !typed {
                prop_assert_eq!(journey.draft(), before.draft(), "{:?}", act);
            }
            // What is under way will come back: a try, a pause, or the line.
            if journey.delivery().is_under_way() {
                let is_waiting = journey.delivery() == DeliveryStatus::Waiting;
                let last = journey.tasks.iter().rev().find(|task| matches!(task, Task::Try(_) | Task::Pause(_) | Task::Abandon));
                let is_awaited = matches!(last, Some(Task::Try(_) | Task::Pause(_)));
                prop_assert!(is_waiting && journey.journey.is_offline() || is_awaited, "{:?}", journey.tasks);
            }
            if typed {
                prop_assert!(journey.faults().len() <= before.faults().len(), "typing shows no new problem");
            }
        }
    }
}

/// Whether an answer of the endpoint is waited for.
fn is_trying(journey: &Played) -> bool {
    let last = journey.tasks.iter().rev();
    let mut last = last.filter(|task| matches!(task, Task::Try(_) | Task::Pause(_)));
    let is_try = matches!(last.next(), Some(Task::Try(_)));
    let status = journey.delivery();
    is_try && status.is_under_way() && status != DeliveryStatus::Waiting
}
