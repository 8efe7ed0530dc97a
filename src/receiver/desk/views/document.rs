//! What every page has around its content.

use super::parts::hidden;
use crate::copy::PageCopy;
use crate::receiver::desk::place::Place;
use crate::receiver::desk::staff::{CSRF, Staff};
use crate::receiver::desk::{styles, words};
use crate::ui::{El, el};

/// A whole document: its title, its heading the first of the content.
pub fn document(page: &PageCopy, staff: Option<&Staff>, title: &str, content: Vec<El>) -> String {
    let meta = |name, content| el("meta", "").attr("name", name).attr("content", content);
    let link = |rel, address| el("link", "").attr("rel", rel).attr("href", address);
    let head = el("head", "")
        .child(el("meta", "").attr("charset", "utf-8"))
        .child(meta("viewport", "width=device-width, initial-scale=1"))
        .child(meta("robots", "noindex"))
        .child(el("title", "").text([title, " – ", words::DESK].concat()))
        .child(link("icon", Place::Icon.path()))
        .child(link("stylesheet", styles::address(page)));
    let body = el("div", "cp-page")
        .child(band(page, staff))
        .child(el("main", "cp-page__body cp-desk").children(content));
    let html = el("html", "")
        .attr("lang", words::LANGUAGE)
        .child(head)
        .child(el("body", "cp-document").child(body))
        .to_html();
    ["<!doctype html>\n", &html, "\n"].concat()
}

/// The band at the top: whose desk it is, and the way out.
fn band(page: &PageCopy, staff: Option<&Staff>) -> El {
    let name = el("a", "cp-desk__home")
        .attr("href", Place::List.path())
        .child(el("strong", "").text(words::DESK))
        .child(el("span", "cp-desk__company").text(page.facts.company.clone()));
    let sign_out = staff.filter(|staff| staff.has_session).map(|staff| {
        form(&Place::SignOut, staff).child(
            el("button", "cp-desk__sign-out")
                .attr("type", "submit")
                .text(words::SIGN_OUT),
        )
    });
    let inner = el("div", "cp-header-band__inner")
        .child(name)
        .children(sign_out);
    el("header", "cp-header-band cp-header-band--slim").child(inner)
}

/// A form that somebody sends who is let in.
pub fn form(place: &Place, staff: &Staff) -> El {
    el("form", "")
        .attr("method", "post")
        .attr("action", place.path())
        .child(hidden(CSRF, &staff.csrf))
}

/// A page that says one thing.
pub fn said(
    page: &PageCopy,
    staff: Option<&Staff>,
    title: &'static str,
    text: &'static str,
) -> String {
    let content = vec![
        el("h1", "cp-desk__title").text(title),
        el("p", "").text(text),
        el("p", "").child(
            el("a", "cp-desk__link")
                .attr("href", Place::List.path())
                .text(words::BACK),
        ),
    ];
    document(page, staff, title, content)
}
