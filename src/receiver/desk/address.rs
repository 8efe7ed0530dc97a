//! By which names the desk answers. A page of another website that makes its own name lead to this machine
//! (DNS rebinding) asks by a name that is none of them.

use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::http::uri::Authority;

use crate::receiver::origin::{Origin, is_loopback};

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
        self.given.as_ref().is_some_and(Origin::is_secure)
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
        let is_given = self
            .given
            .as_ref()
            .is_some_and(|given| given.authority().eq_ignore_ascii_case(host.as_str()));
        is_given || is_loopback(host.host())
    }
}
