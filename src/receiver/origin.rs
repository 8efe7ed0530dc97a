//! Which pages may post here: this server's own, and those that were allowed by name.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use axum::http::{HeaderMap, HeaderValue, Uri, header};

/// The origin of a page on another server: `https://company.example`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

/// Where a request comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caller {
    /// A page of this server, or no page at all.
    Own,
    /// A page of an allowed origin.
    Allowed(HeaderValue),
    /// Any other page.
    Foreign,
}

impl Caller {
    /// Tells by the headers that a browser sets and no page can change.
    pub fn of(headers: &HeaderMap, allowed: &[Origin]) -> Self {
        let text = |name| {
            headers
                .get(name)
                .and_then(|value: &HeaderValue| value.to_str().ok())
        };
        let Some(origin) = headers.get(header::ORIGIN) else {
            // Browsers name the origin of what they post; one that says "from elsewhere" all the same
            // was made to leave it out.
            return match text("sec-fetch-site") {
                Some("cross-site" | "same-site") => Self::Foreign,
                _ => Self::Own,
            };
        };
        let authority = origin
            .to_str()
            .ok()
            .and_then(|origin| origin.split_once("://"))
            .map(|(_, authority)| authority);
        let same_host = authority
            .zip(text("host"))
            .is_some_and(|(one, other)| one.eq_ignore_ascii_case(other));
        // Behind a proxy that changes the host, only the browser itself can say.
        if same_host || text("sec-fetch-site") == Some("same-origin") {
            return Self::Own;
        }
        let is_allowed = allowed
            .iter()
            .any(|allowed| allowed.0.as_bytes().eq_ignore_ascii_case(origin.as_bytes()));
        if is_allowed {
            Self::Allowed(origin.clone())
        } else {
            Self::Foreign
        }
    }

    /// Adds what lets an allowed page read an answer.
    pub fn share(&self, headers: &mut HeaderMap) {
        headers.append(header::VARY, HeaderValue::from_static("origin"));
        if let Self::Allowed(origin) = self {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
            headers.insert(
                header::ACCESS_CONTROL_EXPOSE_HEADERS,
                HeaderValue::from_static("retry-after"),
            );
        }
    }
}

/// What the owner of this server may do about a page that may not post here. It does not name the page:
/// what is logged says nothing about anybody.
pub fn why_foreign(headers: &HeaderMap) -> &'static str {
    let is_null = |origin: &HeaderValue| origin.as_bytes() == b"null";
    if headers.get(header::ORIGIN).is_some_and(is_null) {
        "the page has no origin: in a frame, sandbox needs allow-same-origin beside allow-scripts and \
         allow-forms"
    } else {
        "pages of this origin may not post here: if it is this website's own, its proxy is to pass on the \
         Host header; if it is another, start with --allow-origin and its address"
    }
}

impl Origin {
    /// Whether it is reached by TLS.
    pub fn is_secure(&self) -> bool {
        self.0.starts_with("https:")
    }

    /// Its host, with the port where it has one.
    pub fn authority(&self) -> &str {
        self.0
            .split_once("://")
            .map_or("", |(_, authority)| authority)
    }
}

/// Whether a host's name leads to this machine on every machine.
pub fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let address = bare.parse::<IpAddr>();
    host.eq_ignore_ascii_case("localhost") || address.is_ok_and(|ip| ip.is_loopback())
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Origin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, OriginError> {
        let bare = text.strip_suffix('/').unwrap_or(text);
        let uri: Uri = bare.parse().map_err(|_| OriginError)?;
        let scheme = uri
            .scheme_str()
            .filter(|scheme| ["http", "https"].contains(scheme))
            .ok_or(OriginError)?;
        let authority = uri.authority().ok_or(OriginError)?;
        let port = &authority.as_str()[authority.host().len()..];
        let has_port = port.is_empty()
            || port
                .strip_prefix(':')
                .is_some_and(|port| port.parse::<u16>().is_ok());
        let plain = |c: char| c.is_ascii_alphanumeric() || "-.[]:".contains(c);
        if !has_port || !authority.host().chars().all(plain) {
            return Err(OriginError);
        }
        let origin = [scheme, "://", authority.as_str()].concat();
        if origin.eq_ignore_ascii_case(bare) {
            Ok(Self(origin))
        } else {
            Err(OriginError)
        }
    }
}

/// A text that is not an origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OriginError;

impl fmt::Display for OriginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected an origin like https://company.example, without a path or a star")
    }
}

impl std::error::Error for OriginError {}
