//! `X-Forwarded-For`: whom a proxy in front saw, after whatever a sender may have made up.

use std::net::{IpAddr, SocketAddr};

/// What the proxy in front wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hop {
    /// Nothing.
    None,
    /// Something that is no address.
    Illegible,
    Address(IpAddr),
}

/// The end of the header's values: what the proxy in front wrote. Proxies on this machine that stand one
/// behind the other write each other; whom the first of them saw stands before them.
pub fn last_hop<'a>(values: impl DoubleEndedIterator<Item = &'a [u8]>) -> Hop {
    let mut hops = values
        .rev()
        .flat_map(|value| value.rsplit(|byte| *byte == b','))
        .peekable();
    if hops.peek().is_none() {
        return Hop::None;
    }
    let mut last = Hop::Illegible;
    for hop in hops {
        let Some(address) = address(hop) else {
            return match last {
                // Whoever sent that is on this machine, or hides before a proxy that is.
                Hop::Address(_) => last,
                _ => Hop::Illegible,
            };
        };
        last = Hop::Address(address);
        if !address.is_loopback() {
            break;
        }
    }
    last
}

/// An address as proxies write it: alone, in brackets, or with a port.
fn address(hop: &[u8]) -> Option<IpAddr> {
    let hop = std::str::from_utf8(hop).ok()?.trim().trim_matches('"');
    let bare = hop.trim_start_matches('[').trim_end_matches(']');
    let with_port = || hop.parse().ok().map(|hop: SocketAddr| hop.ip());
    let address: IpAddr = bare.parse().ok().or_else(with_port)?;
    Some(address.to_canonical())
}
