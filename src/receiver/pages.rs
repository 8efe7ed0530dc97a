//! What the endpoint answers a browser by itself: pages in the copy file's words, and after a
//! complaint was received the way to its receipt, so that reloading sends nothing again.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::answer::{Answers, Refusal};
use super::drawing::draw;
use super::published::Latest;
use super::reference;
use super::store::{Receipt, StoreError};
use super::wording;
use crate::domain::complaint::Draft;
use crate::ui::PlainForm;
use crate::view_model::{Fault, without_files};

/// The parameter of the link to a receipt.
const RECEIPT: &str = "receipt=";

/// The path of a receipt on this server.
pub fn receipt_url(latest: &Latest, token: &str) -> String {
    [latest.endpoint(), "?", RECEIPT, token].concat()
}

/// The token in the query of a link to a receipt.
pub fn receipt_token(query: Option<&str>) -> Option<&str> {
    let mut parameters = query?.split('&');
    parameters.find_map(|parameter| parameter.strip_prefix(RECEIPT))
}

/// The way to a receipt.
pub fn received(receipt_url: String) -> Response {
    let no_store = (header::CACHE_CONTROL, "no-store".to_owned());
    let location = (header::LOCATION, receipt_url);
    (StatusCode::SEE_OTHER, [location, no_store]).into_response()
}

/// The way to the folder at this path, for who left its last slash away.
pub fn moved(folder: &str) -> Response {
    let location = [(header::LOCATION, folder.to_owned())];
    (StatusCode::PERMANENT_REDIRECT, location).into_response()
}

/// That nothing is at an address, where the copy file has words for it.
pub fn not_found(latest: &Latest) -> Option<Response> {
    latest.page.plain_page.not_found.as_ref()?;
    let html = draw(latest, |plain| plain.not_found().unwrap_or_default());
    Some(page(StatusCode::NOT_FOUND, html))
}

/// The form, empty.
pub fn form(latest: &Latest) -> Response {
    let form = plain_form(latest, None, Vec::new());
    page(StatusCode::OK, draw(latest, |plain| plain.form(form)))
}

/// Why a complaint was not taken, with its answers where they were read.
pub fn refused(latest: &Latest, refusal: Refusal) -> Response {
    let Refusal {
        status,
        problems,
        answers,
        ..
    } = refusal;
    let is_about_answers = !problems.is_empty();
    let html = match answers {
        Some(answers) => {
            let faults = problems.into_iter().map(|problem| problem.fault);
            let form = plain_form(latest, Some(*answers), faults.collect());
            draw(latest, |plain| match is_about_answers {
                true => plain.form(form),
                false => plain.not_sent_yet(form),
            })
        }
        None => {
            let why = problems.into_iter().map(|problem| problem.message);
            let why: Vec<String> = why.collect();
            let is_foreign = status == StatusCode::FORBIDDEN && !why.is_empty();
            draw(latest, |plain| match is_foreign {
                true => plain.not_from_here(why),
                false => plain.not_sent(why),
            })
        }
    };
    page(status, html)
}

/// A receipt as it was kept, or that there is none.
pub fn receipt(
    latest: &Latest,
    found: Result<Option<(Receipt, Option<String>)>, StoreError>,
) -> Response {
    let status = match found {
        Ok(Some((receipt, words))) => {
            match wording::read(&latest.page, receipt, words.as_deref()) {
                Some(receipt) => {
                    let html = draw(latest, |plain| plain.receipt(receipt));
                    return page(StatusCode::OK, html);
                }
                None => StatusCode::INTERNAL_SERVER_ERROR,
            }
        }
        Ok(None) => StatusCode::NOT_FOUND,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR,
    };
    page(status, draw(latest, |plain| plain.no_receipt()))
}

fn plain_form(latest: &Latest, answers: Option<Answers>, faults: Vec<Fault>) -> PlainForm {
    let (mut draft, submission_id) = match answers {
        Some(Answers {
            draft,
            submission_id,
        }) => (draft, submission_id),
        None => (Draft::default(), None),
    };
    let faults = without_files(&latest.page, &draft, faults);
    draft.attachments.clear();
    PlainForm {
        draft,
        faults,
        // Without one the content is what tells two presses from two complaints.
        submission_id: submission_id
            .or_else(|| reference::random_uuid().ok())
            .unwrap_or_default(),
    }
}

/// A page that is one person's own: never kept by a cache, never found by a search.
fn page(status: StatusCode, html: String) -> Response {
    let value = HeaderValue::from_static;
    let headers: [(HeaderName, HeaderValue); 3] = [
        (header::CONTENT_TYPE, value("text/html; charset=utf-8")),
        (header::CACHE_CONTROL, value("no-store")),
        (HeaderName::from_static("x-robots-tag"), value("noindex")),
    ];
    (status, headers, html).into_response()
}
