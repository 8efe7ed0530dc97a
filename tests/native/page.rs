//! The page as it is rendered, in every state that a customer can see.

mod accessibility;
mod marked;
mod steps;
mod words;

use complaints::copy::PageCopy;
use complaints::domain::complaint::FieldId::*;
use complaints::domain::complaint::{
    AttachmentDraft, DateDraft, Draft, FieldError, FieldId, Reply,
};
use complaints::ui::{Ports, complaints_page_at};
use complaints::view_model::{Journey, Step};
use leptos::prelude::*;

use crate::fixture::{holidays, instant, now, pdf, smallest_draft};
use crate::html::{self, Element};

/// The HTML of a page at some point of a journey.
fn html_of(page: &'static PageCopy, journey: Journey) -> String {
    let owner = Owner::new();
    owner.with(|| {
        complaints_page_at(journey, page, holidays(), Ports::none(), None)
            .into_render()
            .to_html()
    })
}

fn rendered(page: &'static PageCopy, journey: Journey) -> Element {
    html::parse(&html_of(page, journey))
}

/// A page with nothing typed yet.
fn empty(page: &'static PageCopy) -> Element {
    rendered(page, Journey::new(page))
}

/// Every state that a page can be in, by name.
fn states(page: &'static PageCopy) -> Vec<(&'static str, Journey)> {
    let mut states = vec![("empty", Journey::new(page))];

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
    typing.set_text(Description, "x".repeat(8_001), now());
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
    states.push(("check of the smallest complaint", smallest.clone()));

    let mut check = Journey::new(page);
    check.draft = full_draft();
    check.review(holidays(), instant("2029-12-30T18:00:00Z"));
    assert_eq!(check.step, Step::Check, "{:?}", check.problems);
    states.push(("check", check.clone()));

    let mut sending = check.clone();
    sending.start_sending(|| "id".to_owned());
    states.push(("sending", sending.clone()));

    let mut retrying = sending.clone();
    retrying.settle(Reply::TryAgain { after: None }, 1, 0, now());
    states.push(("retrying", retrying));

    let mut failed = sending.clone();
    failed.settle(Reply::Failed, 1, 0, now());
    states.push(("failed", failed));

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
    receipt.settle(
        Reply::Delivered {
            reference: "C-2026-1".to_owned(),
        },
        1,
        0,
        instant("2029-12-30T18:00:00Z"),
    );
    states.push(("receipt", receipt));
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
        pdf(1, "one.exe"),
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
