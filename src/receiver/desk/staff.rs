//! Who is let in.

use std::net::IpAddr;

use axum::http::{HeaderMap, HeaderName};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::cookie;
use super::fields::Fields;
use super::start::Desk;
use crate::receiver::reference::hex;

/// The name of the field that every form is sent with.
pub const CSRF: &str = "csrf";

/// Somebody who is let in.
#[derive(Clone, Debug)]
pub struct Staff {
    /// What each of their forms is sent with: no other page knows it.
    pub csrf: String,
    /// Whether they signed in here, and so can sign out here.
    pub has_session: bool,
}

impl Staff {
    /// Whether a form comes from a page that was made for them.
    pub fn has_sent(&self, fields: &Fields) -> bool {
        fields.get(CSRF) == self.csrf
    }
}

impl Desk {
    /// Who sends a request; none where that is a stranger.
    pub(super) fn staff(&self, peer: IpAddr, headers: &HeaderMap) -> Option<Staff> {
        if let Some(name) = &self.trust_header {
            let user = named_by_proxy(name, peer, headers)?;
            return Some(Staff {
                csrf: self.csrf_of(user)?,
                has_session: false,
            });
        }
        let token = cookie::read(headers, self.address.is_secure())?;
        let mut sessions = self.sessions();
        let csrf = sessions.csrf(token, self.now())?;
        Some(Staff {
            csrf: csrf.to_owned(),
            has_session: true,
        })
    }

    fn csrf_of(&self, user: &[u8]) -> Option<String> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.secret).ok()?;
        mac.update(user);
        Some(hex(&mac.finalize().into_bytes()))
    }
}

/// The name that a proxy on this machine gives for whom it has let in. Anybody else could write anything there;
/// two names are none.
fn named_by_proxy<'h>(name: &HeaderName, peer: IpAddr, headers: &'h HeaderMap) -> Option<&'h [u8]> {
    if !peer.to_canonical().is_loopback() {
        return None;
    }
    let mut names = headers.get_all(name).into_iter();
    let user = names.next()?.as_bytes().trim_ascii();
    (names.next().is_none() && !user.is_empty()).then_some(user)
}
