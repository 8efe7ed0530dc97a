//! The page as it is rendered, in every state that a customer can see.

mod accessibility;
mod followed;
pub mod hostile;
mod languages;
mod marked;
mod plain;
mod printed;
mod steps;
mod words;

use std::sync::LazyLock;

use chrono::{NaiveDate, TimeDelta};
use complaints::copy::PageCopy;
use complaints::domain::cisas::OutsideReason;
use complaints::domain::complaint::FieldId::*;
use complaints::domain::complaint::{
    Acknowledgement, AttachmentDraft, DateDraft, DatePart, Draft, FieldError, FieldId, Reply,
};
use complaints::domain::wire::DraftRecord;
use complaints::ui::{Moment, NO_BROWSER, complaints_page};
use complaints::view_model::{CheckDate, Example, Saved, SavedDraft, Step, examples};
use leptos::prelude::*;

use crate::date;
use crate::fixture::{self, delivered, holidays, instant, now, pdf, program, smallest_draft};
use crate::html::{self, Element};
use crate::played::{Played, PlayedCheck};

/// The HTML of a page at a moment.
fn html_of(page: &'static PageCopy, moment: Moment) -> String {
    let owner = Owner::new();
    owner.with(|| {
        let state = moment.into_state(page, holidays(), &NO_BROWSER, None);
        complaints_page(state).to_html()
    })
}

/// The HTML of a page with nothing typed yet.
pub fn first_html(page: &'static PageCopy) -> String {
    html_of(page, Moment::first())
}

fn rendered(page: &'static PageCopy, moment: Moment) -> Element {
    html::parse(&html_of(page, moment))
}

/// A page with nothing typed yet.
fn empty(page: &'static PageCopy) -> Element {
    rendered(page, Moment::first())
}

/// What a page shows that has been played so far.
fn at(played: Played) -> Moment {
    Moment {
        journey: played.journey,
        saved: played.saved,
        attention: played.attention,
        ..Moment::first()
    }
}

/// Every state that a page can be in, by name.
fn states(page: &'static PageCopy) -> Vec<(&'static str, Moment)> {
    let first = ("empty", Moment::first());
    let forms = form_states(page)
        .into_iter()
        .map(|(name, played)| (name, at(played)));
    let checks = self_check_states(page);
    let drafts = draft_states(page);
    let lines = [
        ("lines open", "2026-11-23T10:00:00Z"),
        ("lines closed", "2026-11-23T18:00:00Z"),
    ]
    .map(|(name, now)| {
        (
            name,
            Moment {
                now: Some(instant(now)),
                ..Moment::first()
            },
        )
    });
    std::iter::once(first)
        .chain(forms)
        .chain(checks)
        .chain(drafts)
        .chain(lines)
        .collect()
}

/// The states of answers that are saved on the device, or cannot be.
fn draft_states(page: &'static PageCopy) -> Vec<(&'static str, Moment)> {
    let saved = |id: &str| SavedDraft {
        record: DraftRecord {
            id: id.to_owned(),
            revision: 1,
        },
        saved_at: now(),
        until: now() + TimeDelta::days(30),
    };
    let (own, other) = (saved("own"), saved("other"));
    let started = || Played::with(page, smallest_draft());
    let all = |all: &[&SavedDraft]| all.iter().copied().cloned().collect();
    let played = |with_files, listed: &[&SavedDraft]| {
        let mut played = started();
        let record = own.record.clone();
        let saved = Saved { record, with_files };
        played.act_on_saved(|drafts, journey| drafts.saved(journey, Some(saved), all(listed)));
        played
    };
    let mut not_saved = started();
    not_saved.act_on_saved(|drafts, journey| drafts.saved(journey, None, Vec::new()));
    let mut not_kept = started();
    not_kept.saved.not_kept();
    let mut replacing = played(true, &[&own, &other]);
    replacing.act_on_saved(|drafts, journey| drafts.open(journey, other.record.clone()));
    let mut sending = Played::checked(page, smallest_draft(), now());
    sending.send("0f0e0d0c-0b0a-4908-8706-050403020100", now());
    let mut interrupted = Played::new(page);
    interrupted.restore(sending.journey.kept().expect("something was typed"), now());
    vec![
        ("draft saved", at(played(true, &[&own]))),
        ("draft saved without files", at(played(false, &[&own]))),
        ("draft not saved", at(not_saved)),
        ("draft not kept", at(not_kept)),
        ("draft offered", at(played(true, &[&own, &other]))),
        ("draft about to replace another", at(replacing)),
        ("interrupted", at(interrupted)),
    ]
}

/// What a customer can bring a page to, whatever its copy says and asks.
fn reached(page: &'static PageCopy) -> Vec<Moment> {
    let mut moments = vec![Moment::first()];
    for draft in [Draft::default(), wrong_draft(), full_draft()] {
        let mut journey = Played::checked(page, draft, now());
        moments.push(at(journey.clone()));
        if journey.step() != Step::Check {
            continue;
        }
        journey.send("id", now());
        let replies = [
            Reply::TryAgain { after: None },
            Reply::Failed,
            Reply::Unclear,
            delivered("C-2026-1"),
        ];
        for reply in replies {
            let mut journey = journey.clone();
            journey.reply(reply);
            moments.push(at(journey));
        }
    }
    let checked = self_check_states(page).into_iter();
    moments.extend(checked.map(|(_, moment)| moment));
    moments
}

/// Draws a page whose copy may say and ask anything, in its first state or in every one, and what
/// stands beside it for those without script and for search engines.
#[cfg(feature = "cli")]
pub fn draw(page: &'static PageCopy, every_state: bool) {
    _ = complaints::prerender::structured_data(page);
    html_of(page, Moment::first());
    if every_state {
        for moment in reached(page) {
            html_of(page, moment);
        }
        plain::html(page);
    }
}

/// The states of the form once something has been done with it.
fn form_states(page: &'static PageCopy) -> Vec<(&'static str, Played)> {
    let mut states = Vec::new();

    let mut wrong = Played::new(page);
    wrong.review(now());
    states.push(("empty form refused", wrong));

    let wrong = Played::checked(page, wrong_draft(), now());
    assert!(wrong.faults().len() > 8, "{:?}", wrong.faults());
    states.push(("wrong answers", wrong));

    let mut typing = Played::new(page);
    typing.set_text(Email, "jo@gmial.com", now());
    typing.set_text(Category, "fault", now());
    typing.set_text(Description, &"1".repeat(8_001), now());
    typing.add_files(vec![
        pdf(1, "one.pdf"),
        AttachmentDraft {
            size: 3_000_000,
            ..pdf(2, "two.pdf")
        },
    ]);
    states.push(("while typing", typing.clone()));
    typing.remove_file(1);
    states.push(("a file removed", typing));

    let smallest = Played::checked(page, smallest_draft(), now());
    states.push(("check of the smallest complaint", smallest));

    let check = Played::checked(page, full_draft(), instant("2029-12-30T18:00:00Z"));
    assert_eq!(check.step(), Step::Check, "{:?}", check.faults());
    states.push(("check", check.clone()));

    let mut offline = check.clone();
    offline.set_offline(true);
    states.push(("offline", offline.clone()));
    offline.send("id", now());
    offline.replied(Reply::TryAgain { after: None }, now());
    states.push(("waiting", offline));

    let mut sending = check;
    sending.send("id", now());
    states.push(("sending", sending.clone()));

    let mut uploading = sending.clone();
    let later = now() + TimeDelta::seconds(1);
    assert!(uploading.progressed(9_000_000, 20_000_000, later));
    states.push(("uploading", uploading.clone()));
    uploading.stop();
    states.push(("stopped", uploading));

    let mut retrying = sending.clone();
    retrying.reply(Reply::TryAgain { after: None });
    states.push(("retrying", retrying));

    for (name, reply) in [
        ("failed", Reply::Failed),
        ("perhaps arrived", Reply::Unclear),
        ("unreadable", Reply::Unreadable { elsewhere: true }),
    ] {
        let mut failed = sending.clone();
        failed.reply_always(reply);
        states.push((name, failed));
    }

    let mut refused = sending.clone();
    let error = |field, detail: &str| FieldError {
        field,
        detail: detail.to_owned(),
    };
    let errors = vec![
        error(Some(Email), "1 2 3"),
        error(Some(Attachments), ""),
        error(None, "4 5 6"),
    ];
    refused.reply(Reply::Refused(errors));
    states.push(("refused", refused));

    let mut receipt = sending;
    let acknowledgement = Acknowledgement {
        reference: "C-2026-1".to_owned(),
        received_at: Some(instant("2029-12-30T18:00:00Z")),
        receipt_url: Some("/complaints/form?receipt=123".to_owned()),
    };
    receipt.reply(Reply::Delivered(acknowledgement));
    states.push(("receipt", receipt));
    states
}

/// What a page shows whose self-check has been played so far.
fn checked(played: PlayedCheck) -> Moment {
    Moment {
        self_check: played.check,
        attention: played.attention,
        ..Moment::first()
    }
}

/// The self-check with a wrong date, and with each of its results.
fn self_check_states(page: &'static PageCopy) -> Vec<(&'static str, Moment)> {
    static EXAMPLES: LazyLock<Vec<Example>> =
        LazyLock::new(|| examples(fixture::page(), date("2026-11-23")));
    let check = |complained, agreed, outside, today: NaiveDate| {
        let mut played = PlayedCheck::new(page);
        for (name, day) in [
            (CheckDate::Complained, complained),
            (CheckDate::Agreed, agreed),
        ] {
            if let Some(day) = day {
                played.set_date(name, day);
            }
        }
        played.check.set_answer(OutsideReason::Fraud, Some(outside));
        _ = played.check(instant(&format!("{today}T10:00:00Z")));
        checked(played)
    };
    let of_dates = EXAMPLES.iter().map(|example| {
        let Example {
            outcome,
            today,
            complained,
            agreed,
        } = *example;
        (outcome.name(), check(complained, agreed, false, today))
    });
    let (before, day, today) = (date("2026-08-01"), date("2026-09-01"), date("2026-11-23"));
    let mut states: Vec<_> = of_dates.collect();
    states.extend([
        ("outside", check(Some(day), None, true, today)),
        (
            "letter before the complaint",
            check(Some(day), Some(before), false, today),
        ),
    ]);
    let mut wrong = PlayedCheck::new(page);
    wrong
        .check
        .set_date_part(CheckDate::Complained, DatePart::Day, "31".to_owned());
    wrong
        .check
        .set_date_part(CheckDate::Agreed, DatePart::Year, "26".to_owned());
    assert_eq!(wrong.check(now()), Err(CheckDate::Complained));
    states.push(("wrong dates", checked(wrong)));
    states
}

/// Answers that are wrong in as many ways as one draft can be.
fn wrong_draft() -> Draft {
    let mut draft = Draft::default();
    for (field, typed) in [
        (Email, "jo"),
        (Phone, &"1".repeat(101)),
        (Category, "pigeons"),
        (ComplainedBefore, "yes"),
        (Services, &"1".repeat(1_001)),
        (Description, "123"),
    ] {
        draft.set_text(field, typed.to_owned());
    }
    draft.first_complained_on = DateDraft {
        day: "31".into(),
        month: "2".into(),
        year: "2026".into(),
    };
    draft.attachments = vec![
        program(1, "one.exe"),
        AttachmentDraft {
            size: 0,
            ..pdf(2, "two.pdf")
        },
        AttachmentDraft {
            size: 50_000_000,
            ..pdf(3, "three.pdf")
        },
        AttachmentDraft {
            head: None,
            ..pdf(4, "four.pdf")
        },
        AttachmentDraft {
            head: Some(Vec::new()),
            ..pdf(5, "five.pdf")
        },
    ];
    draft
}

/// Every answer there is.
fn full_draft() -> Draft {
    let mut draft = Draft::default();
    for (field, typed) in [
        (Name, "Jo Smith"),
        (Email, "jo@company.example"),
        (Address, "1 High Street\nSouthend"),
        (Phone, "07700 900123"),
        (Account, "A-1042"),
        (OnBehalfOf, "Byron Ltd"),
        (Category, "billing"),
        (CaseReference, "T-1"),
        (ComplainedBefore, "yes"),
        (Services, "SIP"),
        (ProblemDates, "every Monday"),
        (
            Description,
            "Charged twice for the same month.\n\nAgain and again.",
        ),
        (DesiredOutcome, "A credit"),
        (HelpNeeded, "Large print"),
    ] {
        draft.set_text(field, typed.to_owned());
    }
    draft.first_complained_on = DateDraft {
        day: "2".into(),
        month: "3".into(),
        year: "2026".into(),
    };
    draft.attachments = vec![pdf(1, "bill.pdf"), pdf(2, "letter.pdf")];
    draft
}

/// The element around a question.
#[track_caller]
fn question(page: &Element, field: FieldId) -> &Element {
    let found = page
        .all()
        .into_iter()
        .find(|one| one.attr("data-question") == Some(field.name()));
    found.unwrap_or_else(|| panic!("{field:?} is not on the page"))
}

/// The part of the page that a step is.
fn step(page: &Element, step: Step) -> &Element {
    page.by_id(match step {
        Step::Fill => "step-fill",
        Step::Check => "step-check",
        Step::Receipt => "step-receipt",
    })
}
