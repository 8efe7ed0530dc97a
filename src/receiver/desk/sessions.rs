//! Who has signed in, by the hash of the token that a browser holds; in memory alone, so that a restart signs
//! everybody out.

use std::collections::HashMap;
use std::io;

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

use crate::receiver::reference::{hex, random_bytes, random_name};

/// After how long without a request somebody is signed out.
pub const IDLE: TimeDelta = TimeDelta::hours(1);
/// After how long somebody is signed out all the same.
pub const LONGEST: TimeDelta = TimeDelta::hours(12);
/// How many may be signed in at once; of more, the one is signed out who did nothing for the longest time.
const MOST: usize = 1_000;

/// Those who are signed in.
#[derive(Default)]
pub struct Sessions {
    sessions: HashMap<[u8; 32], Session>,
}

struct Session {
    csrf: String,
    began: DateTime<Utc>,
    used: DateTime<Utc>,
}

impl Session {
    fn holds(&self, now: DateTime<Utc>) -> bool {
        now - self.used < IDLE && now - self.began < LONGEST
    }
}

impl Sessions {
    /// Begins a session, and gives its token of 256 bits.
    ///
    /// # Errors
    ///
    /// The operating system gives no random numbers.
    pub fn begin(&mut self, now: DateTime<Utc>) -> io::Result<String> {
        self.sessions.retain(|_, session| session.holds(now));
        if self.sessions.len() >= MOST {
            let oldest = self.sessions.iter().min_by_key(|(_, session)| session.used);
            if let Some(key) = oldest.map(|(key, _)| *key) {
                self.sessions.remove(&key);
            }
        }
        let token = hex(&random_bytes::<32>()?);
        let session = Session {
            csrf: random_name()?,
            began: now,
            used: now,
        };
        self.sessions.insert(key(&token), session);
        Ok(token)
    }

    /// What the forms of a session are sent with, where it holds; it is used by that.
    pub fn csrf(&mut self, token: &str, now: DateTime<Utc>) -> Option<&str> {
        let session = self.sessions.get_mut(&key(token))?;
        if !session.holds(now) {
            return None;
        }
        session.used = now;
        Some(&session.csrf)
    }

    /// Ends a session.
    pub fn end(&mut self, token: &str) {
        self.sessions.remove(&key(token));
    }

    /// Ends all of them.
    pub fn end_all(&mut self) {
        self.sessions.clear();
    }
}

fn key(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}
