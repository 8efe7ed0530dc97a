//! Whether a complaint could be kept now: the database can be read, and the disk written to.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::mutex::lock;
use super::reference;
use super::store::{Store, owned_file};

/// Where it is asked for.
pub const PATH: &str = "/healthz";

/// For how long an answer holds: to ask costs a write to the disk.
const PAUSE: Duration = Duration::from_secs(2);

/// What is written to see that there is room, in bytes.
const PROBE: usize = 4_096;

/// What was found last, and when.
#[derive(Default)]
pub struct Health(Mutex<Option<(Instant, Found)>>);

/// What is wrong with each part; none where nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub database: Option<String>,
    pub disk: Option<String>,
}

impl Found {
    pub fn is_well(&self) -> bool {
        *self == Self::default()
    }
}

impl Health {
    /// Looks, unless that was just done. Waits for the disk.
    pub fn look(&self, store: &dyn Store) -> Found {
        let mut last = lock(&self.0);
        if let Some((at, found)) = &*last
            && at.elapsed() < PAUSE
        {
            return found.clone();
        }
        let found = Found {
            // No receipt has this token, but whether it has is read.
            database: store.receipt("").err().map(|error| error.to_string()),
            disk: probe(&store.incoming())
                .err()
                .map(|error| error.to_string()),
        };
        *last = Some((Instant::now(), found.clone()));
        found
    }
}

/// Writes a file, and removes it.
fn probe(folder: &Path) -> io::Result<()> {
    let path = folder.join(reference::random_name()?);
    let mut file = owned_file(OpenOptions::new().write(true).create_new(true), &path)?;
    let written = file
        .write_all(&[b' '; PROBE])
        .and_then(|()| file.sync_all());
    fs::remove_file(&path)?;
    written
}

/// The answer to whoever watches this server; what is wrong stands in the log.
pub fn answer(found: &Found) -> Response {
    let word = |fault: &Option<String>| if fault.is_none() { "ok" } else { "failing" };
    let (database, disk) = (word(&found.database), word(&found.disk));
    let (status, all) = if found.is_well() {
        (StatusCode::OK, "ok")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "failing")
    };
    let body =
        format!("{{\"status\":\"{all}\",\"database\":\"{database}\",\"disk\":\"{disk}\"}}\n");
    let value = HeaderValue::from_static;
    let headers = [
        (header::CONTENT_TYPE, value("application/json")),
        (header::CACHE_CONTROL, value("no-store")),
    ];
    (status, headers, body).into_response()
}
