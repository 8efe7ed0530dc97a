//! The page as it is rendered, in every state that a customer can see.

mod accessibility;
mod followed;
mod hostile;
mod languages;
mod marked;
mod plain;
mod printed;
mod steps;
mod words;

use chrono::TimeDelta;
use complaints::copy::PageCopy;
use complaints::domain::cisas::OutsideReason;
use complaints::domain::complaint::FieldId::*;
use complaints::domain::complaint::{
    Acknowledgement, AttachmentDraft, DateDraft, DatePart, Draft, DraftRecord, FieldError, FieldId,
    Progress, Reply,
};
use complaints::ui::{Moment, Ports, complaints_page};
use complaints::view_model::self_check::{AGREED, COMPLAINED, ERRORS, RESULT};
use complaints::view_model::{Delivery, Journey, SavedDraft, SavingNotice, Step};
use leptos::prelude::*;

use crate::date;
use crate::fixture::{delivered, holidays, instant, now, pdf, program, smallest_draft};
use crate::html::{self, Element};

/// The HTML of a page at a moment.
fn html_of(page: &'static PageCopy, moment: Moment) -> String {
    let owner = Owner::new();
    owner.with(|| {
        let state = moment.into_state(page, holidays(), Ports::none(), None);
        complaints_page(state).to_html()
    })
}

/// The HTML of a page with nothing typed yet.
pub fn first_html(page: &'static PageCopy) -> String {
    html_of(page, Moment::first(page))
}

fn rendered(page: &'static PageCopy, moment: Moment) -> Element {
    html::parse(&html_of(page, moment))
}

/// A page with nothing typed yet.
fn empty(page: &'static PageCopy) -> Element {
    rendered(page, Moment::first(page))
}

/// A page at some point of a journey.
fn at(page: &'static PageCopy, journey: Journey) -> Moment {
    Moment {
        journey,
        ..Moment::first(page)
    }
}

/// Every state that a page can be in, by name.
fn states(page: &'static PageCopy) -> Vec<(&'static str, Moment)> {
    let first = ("empty", Moment::first(page));
    let forms = form_states(page)
        .into_iter()
        .map(|(name, journey)| (name, at(page, journey)));
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
                ..Moment::first(page)
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
    let moment = |notice, all: &[&SavedDraft]| {
        let mut journey = Journey::new(page);
        journey.draft = smallest_draft();
        journey.draft_record = Some(own.record.clone());
        let mut moment = at(page, journey);
        moment.saved.all = all.iter().copied().cloned().collect();
        moment.saved.notice = notice;
        moment
    };
    let mut replacing = moment(None, &[&own, &other]);
    replacing.saved.replacing = Some(other.record.clone());
    let mut interrupted = Journey::new(page);
    interrupted.draft = smallest_draft();
    interrupted.review(holidays(), now());
    interrupted.delivery = Delivery::Interrupted;
    vec![
        ("draft saved", moment(None, &[&own])),
        (
            "draft saved without files",
            moment(Some(SavingNotice::WithoutFiles), &[&own]),
        ),
        ("draft not saved", moment(Some(SavingNotice::NotSaved), &[])),
        ("draft not kept", moment(Some(SavingNotice::NotKept), &[])),
        ("draft offered", moment(None, &[&own, &other])),
        ("draft about to replace another", replacing),
        ("interrupted", at(page, interrupted)),
    ]
}

/// What a customer can bring a page to, whatever its copy says and asks.
fn reached(page: &'static PageCopy) -> Vec<Moment> {
    let mut moments = vec![Moment::first(page)];
    for draft in [Draft::default(), wrong_draft(), full_draft()] {
        let mut journey = Journey::new(page);
        journey.draft = draft;
        journey.review(holidays(), now());
        moments.push(at(page, journey.clone()));
        if journey.step != Step::Check {
            continue;
        }
        journey.start_sending(|| "id".to_owned(), now());
        let replies = [
            Reply::TryAgain { after: None },
            Reply::Failed,
            Reply::Unclear,
            delivered("C-2026-1"),
        ];
        for reply in replies {
            let mut journey = journey.clone();
            journey.settle(reply, 1, 0, now());
            moments.push(at(page, journey));
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
    html_of(page, Moment::first(page));
    if every_state {
        for moment in reached(page) {
            html_of(page, moment);
        }
        plain::html(page);
    }
}

/// The states of the form once something has been done with it.
fn form_states(page: &'static PageCopy) -> Vec<(&'static str, Journey)> {
    let mut states = Vec::new();

    let mut wrong = Journey::new(page);
    wrong.review(holidays(), now());
    states.push(("empty form refused", wrong));

    let mut wrong = Journey::new(page);
    wrong.draft = wrong_draft();
    wrong.review(holidays(), now());
    assert!(wrong.problems.len() > 8, "{:?}", wrong.problems);
    states.push(("wrong answers", wrong));

    let mut typing = Journey::new(page);
    typing.set_text(Email, "jo@gmial.com".to_owned(), now());
    typing.set_text(Category, "fault".to_owned(), now());
    typing.set_text(Description, "1".repeat(8_001), now());
    typing.add_files(
        vec![
            pdf(1, "one.pdf"),
            AttachmentDraft {
                size: 3_000_000,
                ..pdf(2, "two.pdf")
            },
        ],
        now(),
    );
    states.push(("while typing", typing.clone()));
    typing.remove_file(1, now());
    states.push(("a file removed", typing));

    let mut smallest = Journey::new(page);
    smallest.draft = smallest_draft();
    smallest.review(holidays(), now());
    states.push(("check of the smallest complaint", smallest));

    let mut check = Journey::new(page);
    check.draft = full_draft();
    check.review(holidays(), instant("2029-12-30T18:00:00Z"));
    assert_eq!(check.step, Step::Check, "{:?}", check.problems);
    states.push(("check", check.clone()));

    let mut offline = check.clone();
    offline.set_offline(true);
    states.push(("offline", offline.clone()));
    offline.start_sending(|| "id".to_owned(), now());
    states.push(("waiting", offline));

    let mut sending = check;
    sending.start_sending(|| "id".to_owned(), now());
    states.push(("sending", sending.clone()));

    let mut uploading = sending.clone();
    uploading.begin_try(now());
    let progress = Progress {
        sent: 9_000_000,
        total: 20_000_000,
    };
    assert!(uploading.progressed(progress, now() + TimeDelta::seconds(1)));
    states.push(("uploading", uploading.clone()));
    assert!(uploading.stop());
    states.push(("stopped", uploading));

    let mut retrying = sending.clone();
    retrying.settle(Reply::TryAgain { after: None }, 1, 0, now());
    states.push(("retrying", retrying));

    for (name, reply) in [
        ("failed", Reply::Failed),
        ("perhaps arrived", Reply::Unclear),
        ("unreadable", Reply::Unreadable { elsewhere: true }),
    ] {
        let mut failed = sending.clone();
        // The second try, after which what cannot be read is given up.
        failed.settle(reply, 2, 0, now());
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
    refused.settle(Reply::Refused(errors), 1, 0, now());
    states.push(("refused", refused));

    let mut receipt = sending;
    let acknowledgement = Acknowledgement {
        reference: "C-2026-1".to_owned(),
        received_at: Some(instant("2029-12-30T18:00:00Z")),
        receipt_url: Some("/complaints/form?receipt=123".to_owned()),
    };
    receipt.settle(Reply::Delivered(acknowledgement), 1, 0, now());
    states.push(("receipt", receipt));
    states
}

/// The self-check with a wrong date, and with each of its results.
fn self_check_states(page: &'static PageCopy) -> Vec<(&'static str, Moment)> {
    let check = |complained: &str, agreed: &str, outside: bool, now: &str| {
        let mut moment = Moment::first(page);
        let given = |text: &str| {
            if text.is_empty() {
                DateDraft::default()
            } else {
                DateDraft::from_date(date(text))
            }
        };
        moment.self_check.complained = given(complained);
        moment.self_check.agreed = given(agreed);
        moment
            .self_check
            .screening
            .set(OutsideReason::Fraud, Some(outside));
        let checked = moment.self_check.check(holidays(), instant(now));
        moment
            .journey
            .go_to(if checked.is_ok() { RESULT } else { ERRORS });
        moment
    };
    let today = "2026-11-23T10:00:00Z";
    let mut states = vec![
        ("complain first", check("", "", false, today)),
        (
            "not yet",
            check("2026-03-02", "", false, "2026-03-10T10:00:00Z"),
        ),
        (
            "not yet by our figure",
            check("2026-11-20", "", false, today),
        ),
        ("perhaps already", check("2026-10-01", "", false, today)),
        (
            "perhaps by the letter",
            check("", "2026-11-01", false, today),
        ),
        ("open", check("2026-09-01", "", false, today)),
        (
            "last days",
            check("2026-03-02", "", false, "2026-12-01T10:00:00Z"),
        ),
        (
            "past limit without letter",
            check("2026-01-05", "", false, today),
        ),
        (
            "past limit until",
            check("2026-01-05", "2026-02-01", false, today),
        ),
        (
            "past limit ended",
            check("2025-01-05", "2025-02-01", false, today),
        ),
        ("outside", check("2026-09-01", "", true, today)),
        (
            "letter before the complaint",
            check("2026-09-01", "2026-08-01", false, today),
        ),
    ];
    let mut wrong = Moment::first(page);
    wrong
        .self_check
        .set_date_part(COMPLAINED, DatePart::Day, "31".to_owned());
    wrong
        .self_check
        .set_date_part(AGREED, DatePart::Year, "26".to_owned());
    assert_eq!(wrong.self_check.check(holidays(), now()), Err(COMPLAINED));
    wrong.journey.go_to(ERRORS);
    states.push(("wrong dates", wrong));
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
