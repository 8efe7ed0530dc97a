//! How many complaints one address may send: many at once, as from an office or a mobile network, but
//! not without end.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::time::{Duration, Instant};

use axum::http::HeaderMap;

use super::proxy_header::{Hop, last_hop};

/// How many complaints an address may send at once.
pub const BURST: u32 = 60;
/// After how long it may send one more.
pub const PAUSE: Duration = Duration::from_secs(60);

/// As how many senders an IPv6 network of 48 bits counts, however many it could be.
const SITE_SENDERS: u32 = 16;

/// How many addresses are remembered; of more, those are forgotten that may send most.
const MOST_ADDRESSES: usize = 10_000;

/// Who sends: an IPv4 address, or an IPv6 network of 64 bits, which is one customer's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sender(IpAddr);

impl From<IpAddr> for Sender {
    fn from(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
            }
            v4 => v4,
        })
    }
}

impl Sender {
    /// Who is counted for a request from a peer: with a trusted proxy in front, whom it saw. What it
    /// wrote and cannot be read counts as sent by itself: nobody is let off for being illegible.
    ///
    /// `None` where that is this machine: then it is a proxy that is not trusted, and everybody
    /// comes from it.
    ///
    /// # Example
    ///
    /// ```
    /// use std::net::IpAddr;
    ///
    /// use axum::http::{HeaderMap, HeaderValue};
    /// use complaints::receiver::rate_limit::Sender;
    ///
    /// let mut headers = HeaderMap::new();
    /// headers.insert("x-forwarded-for", HeaderValue::from_static("192.0.2.1, 198.51.100.7"));
    /// let (proxy, seen) = (IpAddr::from([127, 0, 0, 1]), IpAddr::from([198, 51, 100, 7]));
    /// assert_eq!(Sender::of(proxy, &headers, true), Some(Sender::from(seen)));
    /// assert_eq!(Sender::of(proxy, &headers, false), None);
    /// ```
    pub fn of(peer: IpAddr, headers: &HeaderMap, trust_proxy: bool) -> Option<Self> {
        let values = headers.get_all("x-forwarded-for").into_iter();
        let hop = if trust_proxy {
            last_hop(values.map(|value| value.as_bytes()))
        } else {
            Hop::None
        };
        let address = match hop {
            Hop::None => peer.to_canonical(),
            Hop::Illegible => return Some(peer.into()),
            Hop::Address(seen) => seen,
        };
        (!address.is_loopback()).then(|| address.into())
    }

    /// The network of 48 bits that an IPv6 sender is in, which one customer can have all of.
    fn site(self) -> Option<Self> {
        let IpAddr::V6(address) = self.0 else {
            return None;
        };
        let [a, b, c, ..] = address.segments();
        // Told from the networks of 64 bits by what none of them has.
        Some(Self(Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 1).into()))
    }
}

/// What every sender has sent of late, in bounded memory.
pub struct RateLimit {
    /// How much each may send at once.
    burst: u32,
    /// After how long it may send one more.
    pause: Duration,
    /// When each may send a whole burst again.
    rested: HashMap<Sender, Instant>,
}

impl Default for RateLimit {
    fn default() -> Self {
        Self::new(BURST, PAUSE)
    }
}

impl RateLimit {
    /// Lets each sender send so much at once, and one more after each pause.
    pub fn new(burst: u32, pause: Duration) -> Self {
        Self {
            burst,
            pause,
            rested: HashMap::new(),
        }
    }

    /// Counts a complaint that a sender wants to send.
    ///
    /// # Errors
    ///
    /// It is one too many: how long until it is not.
    pub fn admit(&mut self, sender: Sender, now: Instant) -> Result<(), Duration> {
        let (burst, pause) = (self.burst, self.pause);
        let site = sender
            .site()
            .map(|site| (site, burst * SITE_SENDERS, pause / SITE_SENDERS));
        for (sender, burst, pause) in [(sender, burst, pause)].into_iter().chain(site) {
            let rested = self.rested.get(&sender).map_or(now, |at| now.max(*at));
            let too_early = (rested - now).saturating_sub(pause * (burst - 1));
            if !too_early.is_zero() {
                return Err(too_early);
            }
        }
        for (sender, pause) in [(sender, pause)]
            .into_iter()
            .chain(site.map(|(site, _, pause)| (site, pause)))
        {
            let rested = self.rested.get(&sender).map_or(now, |at| now.max(*at));
            if self.rested.len() >= MOST_ADDRESSES {
                self.forget(now);
            }
            self.rested.insert(sender, rested + pause);
        }
        Ok(())
    }

    /// Gives back what was counted last of a sender.
    pub fn give_back(&mut self, sender: Sender) {
        let site = sender.site().map(|site| (site, self.pause / SITE_SENDERS));
        for (sender, pause) in [(sender, self.pause)].into_iter().chain(site) {
            if let Some(rested) = self.rested.get_mut(&sender) {
                *rested = rested.checked_sub(pause).unwrap_or(*rested);
            }
        }
    }

    /// Forgets who may send a whole burst, or else whoever is nearest to that.
    fn forget(&mut self, now: Instant) {
        self.rested.retain(|_, at| *at > now);
        if self.rested.len() >= MOST_ADDRESSES {
            let nearest = self.rested.iter().min_by_key(|(_, at)| **at);
            if let Some(sender) = nearest.map(|(sender, _)| *sender) {
                self.rested.remove(&sender);
            }
        }
    }
}
