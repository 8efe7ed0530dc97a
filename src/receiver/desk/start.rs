//! The start of a desk: both folders are opened, or it is said why not.

use std::fmt;
use std::io;
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use axum::http::HeaderName;
use chrono::{DateTime, Utc};
use tokio::sync::Semaphore;

use super::address::Address;
use super::password::PasswordFile;
use super::sessions::Sessions;
use super::settings::DeskSettings;
use super::setup_code::SetupCode;
use crate::receiver::base_path::BasePath;
use crate::receiver::clock::Clock;
use crate::receiver::connections::Patience;
use crate::receiver::inbox::InboxError;
use crate::receiver::log::Log;
use crate::receiver::mutex::lock;
use crate::receiver::published::{Published, Unusable};
use crate::receiver::rate_limit::RateLimit;
use crate::receiver::reference::random_bytes;
use crate::receiver::store::Location;

/// How often a password or a code may be tried at once.
const TRIES: u32 = 10;
/// After how long one more.
const PAUSE: Duration = Duration::from_secs(60);
/// How many passwords are hashed at once: each takes 19 MiB.
const HASHED_AT_ONCE: usize = 2;

/// A desk that is ready to listen.
pub struct Desk {
    pub(super) published: Published,
    pub(super) location: Location,
    pub(super) address: Address,
    pub(super) trust_header: Option<HeaderName>,
    pub(super) trust_proxy: bool,
    pub(super) password: PasswordFile,
    code: Mutex<Option<SetupCode>>,
    sessions: Mutex<Sessions>,
    tries: Mutex<RateLimit>,
    pub(super) hashing: Semaphore,
    /// What the forms of those are made from whom a proxy has let in.
    pub(super) secret: [u8; 32],
    pub(super) patience: Patience,
    clock: Clock,
    pub(super) log: Log,
}

impl Desk {
    /// Opens both folders.
    ///
    /// # Errors
    ///
    /// The built folder has no usable copy file or bank holidays, or there is no inbox to read.
    pub fn open(settings: DeskSettings) -> Result<Self, DeskStartError> {
        let DeskSettings {
            dist,
            location,
            address,
            trust_header,
            trust_proxy,
            new_password,
            patience,
            clock,
            log,
        } = settings;
        let log = Log { clock, write: log };
        let published =
            Published::open(&dist, BasePath::default(), log).map_err(DeskStartError::Published)?;
        location.inbox().map_err(DeskStartError::Inbox)?;
        let password = PasswordFile::of(location.data());
        let needs_code = trust_header.is_none() && (new_password || !password.is_set());
        let code = needs_code.then(SetupCode::random).transpose();
        Ok(Self {
            published,
            location,
            address: Address::new(address),
            trust_header,
            trust_proxy,
            password,
            code: Mutex::new(code.map_err(DeskStartError::Random)?),
            sessions: Mutex::default(),
            tries: Mutex::new(RateLimit::new(TRIES, PAUSE)),
            hashing: Semaphore::new(HASHED_AT_ONCE),
            secret: random_bytes().map_err(DeskStartError::Random)?,
            patience,
            clock,
            log,
        })
    }

    /// The code that lets a browser set the password, while one is to be set. For the terminal alone.
    pub fn setup_code(&self) -> Option<String> {
        let code = self.code();
        code.as_ref().map(|code| code.as_str().to_owned())
    }

    pub(super) fn code(&self) -> MutexGuard<'_, Option<SetupCode>> {
        lock(&self.code)
    }

    pub(super) fn sessions(&self) -> MutexGuard<'_, Sessions> {
        lock(&self.sessions)
    }

    pub(super) fn tries(&self) -> MutexGuard<'_, RateLimit> {
        lock(&self.tries)
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }
}

/// Why a desk cannot start.
#[derive(Debug)]
pub enum DeskStartError {
    Published(Unusable),
    Inbox(InboxError),
    /// The operating system gives no random numbers.
    Random(io::Error),
}

impl fmt::Display for DeskStartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Published(cause) => write!(f, "the built folder cannot be used:\n{cause}"),
            Self::Inbox(cause) => cause.fmt(f),
            Self::Random(cause) => write!(f, "no random numbers: {cause}"),
        }
    }
}

impl std::error::Error for DeskStartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Published(cause) => Some(cause),
            Self::Inbox(cause) => Some(cause),
            Self::Random(cause) => Some(cause),
        }
    }
}
