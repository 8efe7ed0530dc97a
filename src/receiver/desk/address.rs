//! By which names the desk answers. A page of another website that makes its own name lead to this machine
//! (DNS rebinding) asks by a name that is none of them.

use std::net::IpAddr;

use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::http::uri::Authority;

use crate::receiver::origin::Origin;

/// Where browsers find a desk.
pub struct Address {
    /// One that is not this machine's own.
    given: Option<Origin>,
}

impl Address {
    pub fn new(given: Option<Origin>) -> Self {
        Self { given }
    }

    /// Whether browsers reach it by TLS.
    pub fn is_secure(&self) -> bool {
        let given = self.given.as_ref().map(ToString::to_string);
        given.is_some_and(|given| given.starts_with("https:"))
    }

    /// Pages of which other origins may post here: its own, seen through a proxy.
    pub fn origins(&self) -> &[Origin] {
        self.given.as_slice()
    }

    /// Whether a request asks for it by one of its names.
    pub fn is_asked_for(&self, headers: &HeaderMap) -> bool {
        let host = headers.get(HOST).and_then(|host| host.to_str().ok());
        let Some(host) = host.and_then(|host| host.parse::<Authority>().ok()) else {
            return false;
        };
        let is_given = self.given.as_ref().is_some_and(|given| {
            let given = given.to_string();
            let authority = given.split("://").nth(1);
            authority.is_some_and(|name| name.eq_ignore_ascii_case(host.as_str()))
        });
        is_given || is_loopback(host.host())
    }
}

/// Whether a name leads to this machine on every machine.
fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let address = bare.parse::<IpAddr>();
    host.eq_ignore_ascii_case("localhost") || address.is_ok_and(|ip| ip.is_loopback())
}
