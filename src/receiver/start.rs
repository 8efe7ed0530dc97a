//! The start of a server: both folders are opened, or it is said why not.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use chrono::{DateTime, Utc};
use tokio::sync::{Notify, Semaphore};

use super::clock::Clock;
use super::connections::Patience;
use super::health::Health;
use super::log::Log;
use super::metrics::Metrics;
use super::origin::Origin;
use super::outbox::{Courier, Target, TellError};
use super::published::{Published, Unusable};
use super::rate_limit::RateLimit;
use super::settings::Settings;
use super::site::Site;
use super::store::{Location, Store, StoreError};
use super::upload::Incoming;
use crate::domain::calendar::iso;
use crate::view_model::DatesView;

/// To how many senders of too many complaints at once their answers are given back.
const COURTESY: usize = 8;

/// A server that is ready to listen.
pub struct Receiver {
    pub(super) published: Published,
    pub(super) store: Box<dyn Store>,
    pub(super) site: Site,
    pub(super) allowed_origins: Vec<Origin>,
    pub(super) trust_proxy: bool,
    pub(super) rate_limit: Mutex<RateLimit>,
    pub(super) incoming: Arc<Incoming>,
    pub(super) courtesy: Semaphore,
    pub(super) location: Location,
    pub(super) keep_days: Option<u32>,
    pub(super) couriers: Vec<Courier>,
    pub(super) health: Health,
    pub(super) metrics: Metrics,
    pub(super) patience: Patience,
    pub(super) clock: Clock,
    pub(super) log: Log,
    pub(super) lost: Lost,
}

/// Told when the data folder is not the one that was opened: then nothing can be kept any more.
#[derive(Default)]
pub(super) struct Lost {
    pub(super) why: OnceLock<String>,
    pub(super) told: Notify,
}

impl Receiver {
    /// Opens both folders.
    ///
    /// # Errors
    ///
    /// The built folder has no usable copy file or bank holidays, or the data folder cannot be used.
    pub fn open(settings: Settings) -> Result<Self, StartError> {
        let Settings {
            dist,
            location,
            base,
            allowed_origins,
            accept_mismatch,
            trust_proxy,
            patience,
            clock,
            incoming_bytes,
            keep_days,
            tell,
            log,
        } = settings;
        let log = Log { clock, write: log };
        let couriers = Courier::all(tell).map_err(StartError::Tell)?;
        let published = Published::open(&dist, base, log).map_err(StartError::Published)?;
        if is_inside(location.data(), &dist) {
            let data = location.data().to_owned();
            return Err(StartError::DataInDist { dist, data });
        }
        let latest = published.latest();
        if latest.is_endpoint_the_folder() {
            let why = format!(
                "the endpoint {} and the folder {} differ by a slash only: a web server in front may \
                 answer what is sent with a redirect, and lose it; give one of them another name",
                latest.endpoint(),
                latest.base
            );
            log.line("misplaced", &[("why", &why)]);
        }
        let can_acknowledge = couriers
            .iter()
            .any(|courier| courier.target() == Target::Acknowledgement);
        if latest.page.acknowledgement.is_some() && !can_acknowledge {
            let why = "the copy file has an acknowledgement: expected --mail-from and a mail server to send it";
            log.line("not-acknowledged", &[("why", &why)]);
        }
        let now = clock();
        if DatesView::new(&latest.page, &latest.holidays, now, None).is_none() {
            return Err(StartError::Clock { now });
        }
        let store = location.store(log, accept_mismatch);
        let store = store.map_err(StartError::Store)?;
        let site = Site::new(&dist);
        let incoming = store.incoming();
        Ok(Self {
            published,
            store,
            site,
            allowed_origins,
            trust_proxy,
            rate_limit: Mutex::default(),
            incoming: Arc::new(Incoming::new(incoming, incoming_bytes)),
            courtesy: Semaphore::new(COURTESY),
            location,
            keep_days,
            couriers,
            health: Health::default(),
            metrics: Metrics::default(),
            patience,
            clock,
            log,
            lost: Lost::default(),
        })
    }

    /// Passes on what the store says; where it has lost its folder, this is the end.
    pub(super) fn watch<T>(&self, said: Result<T, StoreError>) -> Result<T, StoreError> {
        if let Err(error) = &said
            && error.is_moved()
            && self.lost.why.set(error.to_string()).is_ok()
        {
            self.log.line("data-folder-lost", &[("why", error)]);
            self.lost.told.notify_one();
        }
        said
    }
}

/// Whether a folder, there or not yet, is another one or in it.
fn is_inside(folder: &Path, other: &Path) -> bool {
    let Ok(other) = other.canonicalize() else {
        return false;
    };
    let Ok(folder) = std::path::absolute(folder) else {
        return false;
    };
    folder
        .ancestors()
        .find_map(|ancestor| ancestor.canonicalize().ok())
        .is_some_and(|there| there.starts_with(other))
}

/// Why a server cannot start.
#[derive(Debug)]
pub enum StartError {
    Published(Unusable),
    Store(StoreError),
    /// No dates can be computed for what is received now.
    Clock {
        now: DateTime<Utc>,
    },
    /// Somebody is to be told who cannot be.
    Tell(TellError),
    /// What was received would be served.
    DataInDist {
        dist: PathBuf,
        data: PathBuf,
    },
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Published(cause) => write!(f, "the built folder cannot be served:\n{cause}"),
            Self::Store(cause) => cause.fmt(f),
            Self::Tell(cause) => cause.fmt(f),
            Self::Clock { now } => write!(
                f,
                "this machine's clock says {}, for which no dates can be computed: set it, and start again",
                iso::format_date(now.date_naive())
            ),
            Self::DataInDist { dist, data } => {
                let (dist, data) = (dist.display(), data.display());
                write!(
                    f,
                    "the data folder {data} is inside {dist}, which everyone can read: choose another place"
                )
            }
        }
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Published(cause) => Some(cause),
            Self::Store(cause) => Some(cause),
            Self::Tell(cause) => Some(cause),
            Self::Clock { .. } | Self::DataInDist { .. } => None,
        }
    }
}
