//! Which answer an address gets by which method.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::origin::Caller;
use super::published::Latest;
use super::receive::receive;
use super::start::Receiver;
use super::store::StoreError;
use super::{accept, health, http_rules, pages, site, wording};

/// Answers a request, whatever it is.
pub async fn answer(receiver: Arc<Receiver>, peer: SocketAddr, request: Request) -> Response {
    if let Some(fault) = http_rules::fault(request.version(), request.headers()) {
        return fault.into_response();
    }
    let latest = receiver.published.latest();
    let other_servers = latest.other_servers.clone();
    let caller = Caller::of(request.headers(), &receiver.allowed_origins);
    let wants_page = accept::wants_page(request.headers());
    let path = request.uri().path().to_owned();
    let is_endpoint = latest.is_endpoint(&path);
    let inner = latest.base.strip(&path).unwrap_or(&path);
    let is_file = || path == "*" || receiver.site.has(inner);
    let allowed = |methods| (header::ALLOW, HeaderValue::from_static(methods));
    let mut response = match request.method() {
        &Method::GET | &Method::HEAD if inner == health::PATH => {
            health::answer(&receiver.look().await)
        }
        &Method::GET | &Method::HEAD => {
            let response = show(&receiver, &latest, request).await;
            if wants_page && response.status() == StatusCode::NOT_FOUND && !is_endpoint {
                pages::not_found(&latest).unwrap_or(response)
            } else {
                response
            }
        }
        method if !is_endpoint => {
            let status = match is_file() {
                true if method == Method::OPTIONS => StatusCode::NO_CONTENT,
                true => StatusCode::METHOD_NOT_ALLOWED,
                false => StatusCode::NOT_FOUND,
            };
            let allow = (status != StatusCode::NOT_FOUND).then(|| [allowed("GET, HEAD, OPTIONS")]);
            match allow {
                Some(allow) => (status, allow).into_response(),
                None => status.into_response(),
            }
        }
        &Method::POST => receive(&receiver, latest, &caller, peer.ip(), request).await,
        &Method::OPTIONS => preflight(&caller),
        _ => {
            let allow = allowed("GET, HEAD, POST, OPTIONS");
            (StatusCode::METHOD_NOT_ALLOWED, [allow]).into_response()
        }
    };
    caller.share(response.headers_mut());
    site::secure(&path, &other_servers, response.headers_mut());
    response
}

/// What stands at an address: at the endpoint's own a receipt, a file of that name, or else the form by
/// itself; at any other a file.
async fn show(receiver: &Arc<Receiver>, latest: &Latest, mut request: Request) -> Response {
    let path = request.uri().path();
    let is_endpoint = latest.is_endpoint(path);
    if is_endpoint && let Some(token) = pages::receipt_token(request.uri().query()) {
        let (log, published) = (receiver.log, &receiver.published);
        let (receiver, token) = (Arc::clone(receiver), token.to_owned());
        let read = move || receiver.watch(receiver.store.receipt(&token));
        let found = tokio::task::spawn_blocking(read).await;
        let found = found
            .map_err(|error| StoreError::Io(io::Error::other(error)))
            .flatten();
        if let Err(error) = &found {
            log.line("unreadable", &[("why", error)]);
        }
        let words = found
            .as_ref()
            .ok()
            .and_then(|found| found.as_ref()?.1.as_deref());
        let language = words.and_then(wording::language).unwrap_or_default();
        return pages::receipt(&published.in_language(&language), found);
    }
    if latest.base.is_without_slash(path) && path.len() > 1 && path != latest.endpoint() {
        return pages::moved(latest.base.as_str());
    }
    site::take_away(&latest.base, request.uri_mut());
    let response = receiver.site.answer(request).await;
    if is_endpoint && response.status() == StatusCode::NOT_FOUND {
        pages::form(latest)
    } else {
        response
    }
}

/// Tells an allowed page's browser what it may send.
fn preflight(caller: &Caller) -> Response {
    if *caller == Caller::Foreign {
        return StatusCode::FORBIDDEN.into_response();
    }
    let value = HeaderValue::from_static;
    let headers: [(HeaderName, HeaderValue); 3] = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, value("POST")),
        (
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            value("content-type, idempotency-key"),
        ),
        (header::ACCESS_CONTROL_MAX_AGE, value("600")),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}
