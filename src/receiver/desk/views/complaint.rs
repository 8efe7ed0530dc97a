//! One complaint, whole.

use chrono::NaiveDate;

use super::document::document;
use super::forms::FormsView;
use super::list::tags;
use super::parts::{Wrong, error_summary, label, line, row, title};
use super::sent::{answers, files, notes};
use crate::copy::PageCopy;
use crate::domain::calendar::{WorkingDays, iso};
use crate::domain::complaint::{FieldId, State};
use crate::receiver::desk::change::{Action, Problem, Typed};
use crate::receiver::desk::place::Place;
use crate::receiver::desk::staff::Staff;
use crate::receiver::desk::words;
use crate::receiver::inbox::Received;
use crate::ui::{El, el};
use crate::view_model::in_words;

/// What the page of a complaint is made of.
pub struct ComplaintView<'v> {
    pub page: &'v PageCopy,
    pub days: WorkingDays<'v>,
    pub staff: &'v Staff,
    pub received: &'v Received,
    pub today: NaiveDate,
    pub typed: Typed,
    pub problem: Option<Problem>,
    /// What was just done.
    pub done: Option<Action>,
}

/// The page of a complaint.
pub fn complaint(view: &ComplaintView) -> String {
    let (page, received) = (view.page, view.received);
    let heading = [words::COMPLAINT, " ", &received.receipt.reference].concat();
    let forms = FormsView {
        page,
        staff: view.staff,
        received,
        typed: &view.typed,
        problem: view.problem,
    };
    let wrong: Vec<Wrong> = view
        .problem
        .iter()
        .map(|problem| Wrong {
            target: forms.target(*problem),
            message: words::fault(page, problem.action, problem.fault),
        })
        .collect();
    let notes = section(words::NOTES, notes(page, &received.notes)).child(forms.note());
    let read = el("div", "cp-desk__main")
        .child(section(words::ANSWERS, answers(page, received)))
        .child(section(words::FILES, files(page, received)))
        .child(notes);
    let beside = el("div", "cp-desk__beside")
        .child(section(words::DATES, dates(view)))
        .child(section(
            words::WHAT_WAS_DONE,
            el("div", "cp-desk__steps").children(forms.steps()),
        ));
    let done = view.done.map(|action| {
        el("p", "cp-desk__done")
            .attr("role", "status")
            .text(words::done(action))
    });
    let mut content = vec![head(view)];
    content.extend(done);
    content.extend(error_summary(&wrong));
    content.push(el("div", "cp-desk__columns").child(beside).child(read));
    let title = title(&heading, !wrong.is_empty());
    document(page, Some(view.staff), &title, content)
}

fn head(view: &ComplaintView) -> El {
    let received = view.received;
    let due = iso::parse_date(&received.receipt.response_due);
    let is_late = due.is_some_and(|due| received.handling.is_late(due, view.today));
    let back = el("a", "cp-desk__link")
        .attr("href", Place::List.path())
        .text(words::BACK);
    let name = received.answer(FieldId::Name).unwrap_or_default();
    let held = received
        .held
        .as_deref()
        .map(|why| el("p", "").text(words::held(why).to_owned()));
    el("div", "cp-desk__head")
        .child(el("p", "").child(back))
        .child(
            el("h1", "cp-desk__title")
                .text([words::COMPLAINT, " "].concat())
                .child(
                    el("span", "cp-desk__reference")
                        .attr("translate", "no")
                        .text(received.receipt.reference.clone()),
                ),
        )
        .child(el("p", "cp-desk__name").child(el("bdi", "").text(name.to_owned())))
        .child(tags(
            is_late,
            received.handling.state(),
            received.answer(FieldId::HelpNeeded).is_some(),
            received.held.is_some(),
        ))
        .children(held)
}

fn section(title: &'static str, content: El) -> El {
    el("section", "cp-desk__section")
        .child(el("h2", "cp-desk__subtitle").text(title))
        .child(content)
}

fn dates(view: &ComplaintView) -> El {
    let (page, received) = (view.page, view.received);
    let (receipt, shown) = (&received.receipt, &received.shown);
    let day =
        |day: &str| iso::parse_date(day).map_or_else(|| day.to_owned(), |day| page.words.date(day));
    let was_shown = |computed: &str, shown: &Option<String>| {
        el("p", "cp-desk-rows__small").text(match shown.as_deref() {
            Some(shown) if shown == computed => words::SHOWN_SAME.to_owned(),
            Some(shown) => words::shown_other(&day(shown)),
            None => words::SHOWN_NONE.to_owned(),
        })
    };
    let at = iso::parse_instant(&receipt.received_at);
    let at = at.map_or_else(|| receipt.received_at.clone(), |at| in_words(page, at));
    let mut rows = vec![row(label(words::RECEIVED), [line(at)])];
    let mut due = line(day(&receipt.response_due));
    if received.handling.state() == State::Open
        && let Some(day) = iso::parse_date(&receipt.response_due)
    {
        let left = words::left(&view.days, view.today, day);
        due = due
            .text(": ")
            .child(el("strong", "cp-desk__left").text(left));
    }
    let due_shown = was_shown(&receipt.response_due, &shown.response_due);
    rows.push(row(label(words::RESPONSE_DUE), [due, due_shown]));
    let done = [
        (words::ANSWERED_ON, received.handling.answered_on),
        (words::DEADLOCK_ON, received.handling.deadlock_on),
        (words::DEADLOCK_DUE, received.deadlock_letter_due),
    ];
    for (name, on) in done {
        rows.extend(on.map(|on| row(label(name), [line(page.words.date(on))])));
    }
    let regulator = receipt.cisas_opens_regulator.as_deref();
    let computed = [
        (
            words::ACKNOWLEDGE_BY,
            receipt.acknowledge_by.as_deref(),
            &shown.acknowledge_by,
        ),
        (
            words::OPENS_REGULATOR,
            regulator,
            &shown.cisas_opens_regulator,
        ),
        (
            words::OPENS,
            Some(&*receipt.cisas_opens),
            &shown.cisas_opens,
        ),
        (
            words::CLOSES,
            Some(&*receipt.cisas_closes),
            &shown.cisas_closes,
        ),
    ];
    for (name, computed, shown) in computed {
        rows.extend(computed.map(|computed| {
            row(
                label(name),
                [line(day(computed)), was_shown(computed, shown)],
            )
        }));
    }
    el("dl", "cp-desk-rows").children(rows)
}
