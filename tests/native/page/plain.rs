//! The pages for browsers without script.

use complaints::copy::PageCopy;
use complaints::domain::complaint::ProblemKind;
use complaints::ui::{PlainForm, PlainPage};
use complaints::view_model::{
    DatesView, Journey, ProblemView, ReceiptView, anchor, ask_for_files_again,
};

use super::wrong_draft;
use crate::fixture::{holidays, now, pdf};
use crate::html::{self, Element};

/// A form whose answers are wrong, with a file that must be chosen again.
fn wrong(page: &'static PageCopy) -> PlainForm {
    let mut journey = Journey::new(page);
    journey.draft = wrong_draft();
    journey.draft.attachments.push(pdf(9, "letter.pdf"));
    journey.review(holidays(), now());
    ask_for_files_again(page, &journey.draft, &mut journey.problems);
    PlainForm {
        draft: journey.draft,
        problems: journey.problems,
        submission_id: "one".to_owned(),
    }
}

/// A form that was sent before with other answers.
fn sent_before(page: &'static PageCopy) -> PlainForm {
    let problem = ProblemView {
        field: None,
        kind: ProblemKind::Server,
        message: page.plain_page.sent_before.to_string(),
        target: anchor::FILL.to_owned(),
    };
    PlainForm {
        problems: vec![problem],
        ..wrong(page)
    }
}

/// Every plain page, by name.
pub fn pages(page: &'static PageCopy) -> impl Iterator<Item = (&'static str, Element)> {
    let pages = html(page).into_iter();
    pages.map(|(name, html)| (name, html::parse(&html)))
}

/// The HTML of every plain page, by name.
pub fn html(page: &'static PageCopy) -> [(&'static str, String); 8] {
    let plain = PlainPage {
        page,
        holidays: holidays(),
        base: "/",
        styles: Some("complaints.css"),
    };
    let dates = DatesView::new(page, holidays(), now(), None);
    let receipt = ReceiptView::new(page, "C-2026-1".to_owned(), now(), dates);
    [
        ("plain, wrong answers", plain.form(wrong(page))),
        ("plain, sent before", plain.form(sent_before(page))),
        ("plain, not sent", plain.not_sent_yet(wrong(page))),
        ("plain, not sent, no answers", plain.not_sent(Vec::new())),
        ("plain receipt", plain.receipt(receipt)),
        ("plain, no receipt", plain.no_receipt()),
        ("plain, nothing here", plain.not_found().unwrap_or_default()),
        (
            "plain, not from here",
            plain.not_from_here(
                page.plain_page
                    .not_from_here
                    .iter()
                    .map(|words| words.as_str().to_owned())
                    .collect(),
            ),
        ),
    ]
}
