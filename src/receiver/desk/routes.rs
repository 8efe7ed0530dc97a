//! Which answer an address gets by which method, and from whom.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::cookie;
use super::fields::Fields;
use super::page::{html, secure};
use super::place::Place;
use super::start::Desk;
use super::views;
use super::{styles, words};
use crate::receiver::http_rules;
use crate::receiver::origin::Caller;
use crate::receiver::rate_limit::Sender;

/// Answers a request, whatever it is.
pub async fn answer(desk: Arc<Desk>, peer: SocketAddr, request: Request) -> Response {
    let mut response = match refuse(&desk, &request) {
        Some(refused) => refused,
        None if request.method() == Method::POST => post(&desk, peer, request).await,
        None => get(&desk, peer, request).await,
    };
    secure(response.headers_mut());
    response
}

/// What is refused before it is known who asks for what.
fn refuse(desk: &Desk, request: &Request) -> Option<Response> {
    let headers = request.headers();
    if let Some(fault) = http_rules::fault(request.version(), headers) {
        return Some(fault.into_response());
    }
    if !desk.address.is_asked_for(headers) {
        let why =
            "this desk has another address: start it with --address and the one in the browser\n";
        desk.log.line("refused", &[("why", &"another-host")]);
        return Some((StatusCode::MISDIRECTED_REQUEST, why).into_response());
    }
    let method = request.method();
    if ![Method::GET, Method::HEAD, Method::POST].contains(method) {
        let allow = [(header::ALLOW, HeaderValue::from_static("GET, HEAD, POST"))];
        return Some((StatusCode::METHOD_NOT_ALLOWED, allow).into_response());
    }
    let caller = Caller::of(headers, desk.address.origins());
    if *method == Method::POST && caller == Caller::Foreign {
        desk.log.line("refused", &[("why", &"another-origin")]);
        let page = &desk.published.latest().page;
        let text = views::said(page, None, words::REFUSED_TITLE, words::REFUSED);
        return Some(html(StatusCode::FORBIDDEN, text));
    }
    None
}

async fn get(desk: &Arc<Desk>, peer: SocketAddr, request: Request) -> Response {
    let latest = desk.published.latest();
    let place = Place::at(request.uri().path());
    let query = request.uri().query();
    if place == Some(Place::Styles) {
        return styles::answer(&latest.page);
    } else if place == Some(Place::Icon) {
        return styles::icon();
    }
    let Some(staff) = desk.staff(peer.ip(), request.headers()) else {
        let asks_to_set = (place == Some(Place::Password)).then_some(StatusCode::OK);
        let password = asks_to_set.and_then(|status| desk.password_page(&latest, status, &[]));
        let status = match place == Some(Place::SignIn) {
            true => StatusCode::OK,
            false => StatusCode::UNAUTHORIZED,
        };
        let sign_in = || desk.sign_in_page(&latest, place.as_ref(), status, None);
        return password.unwrap_or_else(sign_in);
    };
    match place {
        Some(place) => desk.show(&latest, staff, place, query).await,
        None => desk.not_found(&latest, &staff),
    }
}

async fn post(desk: &Arc<Desk>, peer: SocketAddr, request: Request) -> Response {
    let latest = desk.published.latest();
    let (parts, body) = request.into_parts();
    let headers = &parts.headers;
    let place = Place::at(parts.uri.path());
    let staff = desk.staff(peer.ip(), headers);
    let is_open = matches!(place, Some(Place::SignIn | Place::Password));
    if staff.is_none() && !is_open {
        let status = StatusCode::UNAUTHORIZED;
        return desk.sign_in_page(&latest, place.as_ref(), status, None);
    }
    let fields = match Fields::read(headers, body, desk.patience.silence).await {
        Ok(fields) => fields,
        Err(status) => return status.into_response(),
    };
    let sender = Sender::of(peer.ip(), headers, desk.trust_proxy);
    let sender = sender.unwrap_or(peer.ip().into());
    match (place, staff) {
        (Some(Place::SignIn), _) => desk.sign_in(&latest, sender, fields).await,
        (Some(Place::Password), _) => match desk.set_password(&latest, sender, fields).await {
            Some(response) => response,
            None => {
                let status = StatusCode::UNAUTHORIZED;
                desk.sign_in_page(&latest, None, status, None)
            }
        },
        (Some(Place::SignOut), Some(staff)) if staff.has_session => match staff.has_sent(&fields) {
            true => desk.sign_out(cookie::read(headers, desk.address.is_secure())),
            false => desk.refused(&latest, &staff),
        },
        (Some(Place::Change(reference, action)), Some(staff)) => {
            desk.take(latest, staff, reference, action, fields).await
        }
        (_, Some(staff)) => desk.not_found(&latest, &staff),
        (_, None) => desk.sign_in_page(&latest, None, StatusCode::UNAUTHORIZED, None),
    }
}
