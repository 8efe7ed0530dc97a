//! The pages for browsers without script.

use complaints::copy::PageCopy;
use complaints::ui::{PlainForm, PlainPage};
use complaints::view_model::{DatesView, Fault, ReceiptView, without_files};

use super::wrong_draft;
use crate::fixture::{holidays, now, pdf};
use crate::html::{self, Element};
use crate::played::Played;

/// A form whose answers are wrong, with a file that must be chosen again.
fn wrong(page: &'static PageCopy) -> PlainForm {
    let mut draft = wrong_draft();
    draft.attachments.push(pdf(9, "letter.pdf"));
    let played = Played::checked(page, draft.clone(), now());
    PlainForm {
        faults: without_files(page, &draft, played.faults().to_vec()),
        draft,
        submission_id: "one".to_owned(),
    }
}

/// A form that was sent before with other answers.
fn sent_before(page: &'static PageCopy) -> PlainForm {
    let fault = Fault::said(None, page.plain_page.sent_before.to_string());
    PlainForm {
        faults: vec![fault],
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
