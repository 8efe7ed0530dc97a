//! The one stylesheet of the desk: the page's own sheets, as far as it uses them, and what only it needs. It is
//! no part of what customers load.

use std::sync::LazyLock;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::place::Place;
use crate::base::text::fingerprint;
use crate::copy::PageCopy;
use crate::receiver::site::IMMUTABLE;

/// In cascade order, as `style/complaints.css` has them.
const SHEETS: [&str; 14] = [
    include_str!("../../../style/layers.css"),
    include_str!("../../../style/rem.css"),
    include_str!("../../../style/tokens.css"),
    include_str!("../../../style/base.css"),
    include_str!("../../../style/layout.css"),
    include_str!("../../../style/components/button.css"),
    include_str!("../../../style/components/date-field.css"),
    include_str!("../../../style/components/error-message.css"),
    include_str!("../../../style/components/error-summary.css"),
    include_str!("../../../style/components/field.css"),
    include_str!("../../../style/components/header-band.css"),
    include_str!("../../../style/components/text-area.css"),
    include_str!("../../../style/components/text-input.css"),
    include_str!("../../../style/utilities.css"),
];
/// After what it changes.
const OWN: [&str; 2] = [
    include_str!("../../../style/print.css"),
    include_str!("desk.css"),
];

static SHEET: LazyLock<String> = LazyLock::new(|| [SHEETS.concat(), OWN.concat()].concat());

/// The icon of the page.
pub const ICON: &str = include_str!("../../../public/favicon.svg");

/// The stylesheet, in the company's colours.
fn sheet(page: &PageCopy) -> String {
    [&SHEET, page.theme.css().as_str()].concat()
}

/// Its address, another one for each content.
pub fn address(page: &PageCopy) -> String {
    [&Place::Styles.path(), "?", &fingerprint(&sheet(page))].concat()
}

/// The stylesheet, for browsers.
pub fn answer(page: &PageCopy) -> Response {
    let value = HeaderValue::from_static;
    let headers = [
        (header::CONTENT_TYPE, value("text/css; charset=utf-8")),
        (header::CACHE_CONTROL, value(IMMUTABLE)),
    ];
    (headers, sheet(page)).into_response()
}

/// The icon, for browsers.
pub fn icon() -> Response {
    let kind = HeaderValue::from_static("image/svg+xml");
    ([(header::CONTENT_TYPE, kind)], ICON).into_response()
}
