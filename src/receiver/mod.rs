//! The endpoint that `serve` runs: the built page, and complaints from it onto this disk.
//!
//! A complaint is answered when it is on disk with its files, never before.

mod accept;
mod answer;
mod backup;
mod base_path;
mod clock;
pub mod connections;
mod custodian;
mod drawing;
mod health;
mod http_rules;
mod inbox;
mod intake;
mod log;
mod metrics;
pub mod multipart;
mod origin;
mod pages;
mod proxy_header;
mod published;
pub mod rate_limit;
pub mod reference;
mod restore;
pub mod site;
mod store;
mod upload;
mod wording;

use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Days, Utc};
use tokio::net::TcpListener;
use tokio::sync::{Notify, Semaphore};

pub use backup::{BackupError, Contents, backup, verify};
pub use base_path::{BasePath, BasePathError};
pub use clock::{Clock, now};
pub use connections::Patience;
pub use custodian::{Custodian, DeleteError, Doomed, Purged, Release, Which};
pub use inbox::{Inbox, InboxError, Received, ReceivedAttachment, Summary};
pub use log::{Log, WriteLine, to_stderr};
pub use origin::{Caller, Origin, OriginError};
pub use published::{ENDPOINT, FORMER_ENDPOINT, Unusable};
pub use restore::{Restored, restore};
pub use store::{Receipt, StoreError, write_new};

use answer::Refusal;
use health::{Found, Health};
use intake::{Files, Intake};
use metrics::Metrics;
use published::{Latest, Published};
use rate_limit::{RateLimit, Sender};
use site::Site;
use store::{Arrival, Kept, Proof, Store};
use upload::{Incoming, Upload};

use crate::copy::PageCopy;
use crate::domain::calendar::{iso, london};
use crate::domain::complaint::{Suspicion, validate};
use crate::view_model::{DatesView, ReceiptView};

/// What a server is started with.
#[derive(Clone)]
pub struct Settings {
    /// The built folder, with the page, its copy file and its bank holidays.
    pub dist: PathBuf,
    /// The folder of everything received; made when it is not there.
    pub data: PathBuf,
    /// Where the built folder is found on the company's website.
    pub base: BasePath,
    /// Other servers whose pages may post here.
    pub allowed_origins: Vec<Origin>,
    /// Whether it starts on a database that does not belong to what stands beside it.
    pub accept_mismatch: bool,
    /// Whether every request comes through a proxy that adds whom it saw to `X-Forwarded-For`.
    pub trust_proxy: bool,
    pub patience: Patience,
    pub clock: Clock,
    /// How many bytes of files may be on their way at once.
    pub incoming_bytes: u64,
    /// After how many days a complaint is deleted by itself; `None` keeps all.
    pub keep_days: Option<u32>,
    /// Where log lines go.
    pub log: WriteLine,
}

/// As many bytes as may be on their way at once, unless said otherwise.
pub const INCOMING_BYTES: u64 = 1 << 30;

/// To how many senders of too many complaints at once their answers are given back.
const COURTESY: usize = 8;

/// How often it is looked for what is to be deleted by itself.
const RETENTION_PAUSE: Duration = Duration::from_secs(6 * 60 * 60);

/// A server that is ready to listen.
pub struct Receiver {
    published: Published,
    store: Store,
    site: Site,
    allowed_origins: Vec<Origin>,
    trust_proxy: bool,
    rate_limit: Mutex<RateLimit>,
    incoming: Arc<Incoming>,
    courtesy: Semaphore,
    data: PathBuf,
    keep_days: Option<u32>,
    health: Health,
    metrics: Metrics,
    patience: Patience,
    clock: Clock,
    log: Log,
    lost: Lost,
}

/// Told when the data folder is not the one that was opened: then nothing can be kept any more.
#[derive(Default)]
struct Lost {
    why: OnceLock<String>,
    told: Notify,
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
            data,
            base,
            allowed_origins,
            accept_mismatch,
            trust_proxy,
            patience,
            clock,
            incoming_bytes,
            keep_days,
            log,
        } = settings;
        let log = Log { clock, write: log };
        let published = Published::open(&dist, base, log).map_err(StartError::Published)?;
        if is_inside(&data, &dist) {
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
        let now = clock();
        if DatesView::new(&latest.page, &latest.holidays, now, None).is_none() {
            return Err(StartError::Clock { now });
        }
        let store = Store::open(&data, log, accept_mismatch).map_err(StartError::Store)?;
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
            data,
            keep_days,
            health: Health::default(),
            metrics: Metrics::default(),
            patience,
            clock,
            log,
            lost: Lost::default(),
        })
    }

    /// Passes on what the store says; where it has lost its folder, this is the end.
    fn watch<T>(&self, said: Result<T, StoreError>) -> Result<T, StoreError> {
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

/// Answers whoever connects, until it is told to stop; then ends what has begun, within its patience.
///
/// On `watch` it tells how it does, for those who run it.
///
/// # Errors
///
/// The data folder was moved, removed or replaced: it ends by itself, to be started anew.
pub async fn serve(
    listener: TcpListener,
    watch: Option<TcpListener>,
    receiver: Receiver,
    stop: impl Future<Output = ()>,
) -> Result<(), DataFolderLost> {
    let (patience, log) = (receiver.patience, receiver.log);
    let receiver = Arc::new(receiver);
    if let Some(watch) = watch {
        let watched = Arc::clone(&receiver);
        let answer = move |_, request| tell(Arc::clone(&watched), request);
        let forever = std::future::pending();
        tokio::spawn(connections::serve(watch, patience, log, forever, answer));
    }
    let keeper = Arc::clone(&receiver);
    tokio::spawn(async move {
        while keeper.keep_days.is_some() {
            let keeper = Arc::clone(&keeper);
            _ = tokio::task::spawn_blocking(move || keeper.purge()).await;
            tokio::time::sleep(RETENTION_PAUSE).await;
        }
    });
    let own = Arc::clone(&receiver);
    let stop = async {
        tokio::select! {
            () = stop => {}
            () = own.lost.told.notified() => {}
        }
    };
    let answering = Arc::clone(&receiver);
    connections::serve(listener, patience, log, stop, move |peer, request| {
        answer(Arc::clone(&answering), peer, request)
    })
    .await;
    match receiver.lost.why.get() {
        Some(why) => Err(DataFolderLost(why.clone())),
        None => Ok(()),
    }
}

/// Answers those who run this server: how it does, in words for machines.
async fn tell(receiver: Arc<Receiver>, request: Request) -> Response {
    let found = receiver.look().await;
    match request.uri().path() {
        health::PATH => health::answer(&found),
        "/metrics" => {
            let text = receiver
                .metrics
                .write(receiver.incoming.bytes(), found.is_well());
            let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
            ([(header::CONTENT_TYPE, kind)], text).into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The data folder that a server had opened is not there any more.
#[derive(Debug)]
pub struct DataFolderLost(String);

impl fmt::Display for DataFolderLost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: nothing more can be kept, start it again", self.0)
    }
}

impl std::error::Error for DataFolderLost {}

async fn answer(receiver: Arc<Receiver>, peer: SocketAddr, request: Request) -> Response {
    if let Some(fault) = http_rules::fault(request.version(), request.headers()) {
        return fault.into_response();
    }
    let latest = receiver.published.latest();
    let caller = Caller::of(request.headers(), &receiver.allowed_origins);
    let wants_page = accept::wants_page(request.headers());
    let path = request.uri().path().to_owned();
    let is_endpoint = latest.is_endpoint(&path);
    let inner = latest.base.strip(&path).unwrap_or(&path);
    let is_file = || path == "*" || receiver.site.has(inner);
    let allowed = |methods| (header::ALLOW, HeaderValue::from_static(methods));
    let mut response = match request.method() {
        &Method::GET | &Method::HEAD if inner == health::PATH => {
            health::answer(&receiver.look().await)
        }
        &Method::GET | &Method::HEAD => {
            let response = show(&receiver, &latest, request).await;
            if wants_page && response.status() == StatusCode::NOT_FOUND && !is_endpoint {
                pages::not_found(&latest).unwrap_or(response)
            } else {
                response
            }
        }
        method if !is_endpoint => {
            let status = match is_file() {
                true if method == Method::OPTIONS => StatusCode::NO_CONTENT,
                true => StatusCode::METHOD_NOT_ALLOWED,
                false => StatusCode::NOT_FOUND,
            };
            let allow = (status != StatusCode::NOT_FOUND).then(|| [allowed("GET, HEAD, OPTIONS")]);
            match allow {
                Some(allow) => (status, allow).into_response(),
                None => status.into_response(),
            }
        }
        &Method::POST => receive(&receiver, latest, &caller, peer.ip(), request).await,
        &Method::OPTIONS => preflight(&caller),
        _ => {
            let allow = allowed("GET, HEAD, POST, OPTIONS");
            (StatusCode::METHOD_NOT_ALLOWED, [allow]).into_response()
        }
    };
    caller.share(response.headers_mut());
    site::secure(&path, response.headers_mut());
    response
}

/// What stands at an address: at the endpoint's own a receipt, a file of that name, or else the form by
/// itself; at any other a file.
async fn show(receiver: &Arc<Receiver>, latest: &Latest, mut request: Request) -> Response {
    let path = request.uri().path();
    let is_endpoint = latest.is_endpoint(path);
    if is_endpoint && let Some(token) = pages::receipt_token(request.uri().query()) {
        let (log, published) = (receiver.log, &receiver.published);
        let (receiver, token) = (Arc::clone(receiver), token.to_owned());
        let read = move || receiver.watch(receiver.store.receipt(&token));
        let found = tokio::task::spawn_blocking(read).await;
        let found = found
            .map_err(|error| StoreError::Io(io::Error::other(error)))
            .flatten();
        if let Err(error) = &found {
            log.line("unreadable", &[("why", error)]);
        }
        let words = found
            .as_ref()
            .ok()
            .and_then(|found| found.as_ref()?.1.as_deref());
        let language = words.and_then(wording::language).unwrap_or_default();
        return pages::receipt(&published.in_language(&language), found);
    }
    if latest.base.is_without_slash(path) && path.len() > 1 && path != latest.endpoint() {
        return pages::moved(latest.base.as_str());
    }
    site::take_away(&latest.base, request.uri_mut());
    let response = receiver.site.answer(request).await;
    if is_endpoint && response.status() == StatusCode::NOT_FOUND {
        pages::form(latest)
    } else {
        response
    }
}

/// Tells an allowed page's browser what it may send.
fn preflight(caller: &Caller) -> Response {
    if *caller == Caller::Foreign {
        return StatusCode::FORBIDDEN.into_response();
    }
    let value = HeaderValue::from_static;
    let headers: [(HeaderName, HeaderValue); 3] = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, value("POST")),
        (
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            value("content-type, idempotency-key"),
        ),
        (header::ACCESS_CONTROL_MAX_AGE, value("600")),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

async fn receive(
    receiver: &Arc<Receiver>,
    mut latest: Latest,
    caller: &Caller,
    peer: IpAddr,
    request: Request<Body>,
) -> Response {
    let started = Instant::now();
    let (parts, body) = request.into_parts();
    let wants_page = accept::wants_page(&parts.headers);
    let limit = intake::body_limit(&latest.page, wants_page);
    let mut upload = Upload::new(body, limit, receiver.patience.silence);
    let mut is_limited = false;
    let outcome = if *caller == Caller::Foreign {
        let why = origin::why_foreign(&parts.headers);
        Err(Refusal::not_from_here(&latest.page, why))
    } else {
        match receiver.admit(peer, &parts.headers) {
            Ok(()) => take_in(receiver, &mut latest, &parts.headers, &mut upload, Ok(())).await,
            Err(refusal) => {
                is_limited = true;
                // Answers that only stand in this request are read, to be given back; of a few senders.
                match receiver.courtesy.try_acquire() {
                    Ok(_place) if wants_page => {
                        upload.hurry(intake::body_limit(&latest.page, false));
                        let refused = Err(refusal);
                        take_in(receiver, &mut latest, &parts.headers, &mut upload, refused).await
                    }
                    _ => Err(refusal),
                }
            }
        }
    };
    upload.forget_rest(parts.headers.contains_key(header::EXPECT), is_limited);
    let milliseconds = started.elapsed().as_millis();
    match outcome {
        Ok((event, proof)) => {
            let seconds = started.elapsed().as_secs_f64();
            receiver.metrics.kept(event, seconds);
            receiver.log.line(
                event,
                &[
                    ("reference", &proof.receipt.reference),
                    ("ms", &milliseconds),
                ],
            );
            let receipt_url = pages::receipt_url(&latest, &proof.token);
            if wants_page {
                pages::received(receipt_url)
            } else {
                answer::received(&proof.receipt, &receipt_url)
            }
        }
        Err(refusal) => {
            let (status, why) = (refusal.status.as_u16(), refusal.why());
            receiver.metrics.refused(status);
            receiver.log.line(
                "refused",
                &[("status", &status), ("why", &why), ("ms", &milliseconds)],
            );
            let retry_after = refusal.retry_after;
            let mut response = if wants_page {
                pages::refused(&latest, refusal)
            } else {
                refusal.into_response()
            };
            if let Some(seconds) = retry_after {
                let headers = response.headers_mut();
                headers.insert(header::RETRY_AFTER, seconds.into());
            }
            response
        }
    }
}

/// Reads a request and keeps its complaint, if it was admitted; also says which event that is. From where
/// the request says in which words it was written, it is answered in these.
async fn take_in(
    receiver: &Arc<Receiver>,
    latest: &mut Latest,
    headers: &HeaderMap,
    upload: &mut Upload,
    admitted: Result<(), Refusal>,
) -> Result<(&'static str, Proof), Refusal> {
    let incoming = Arc::clone(&receiver.incoming);
    let files = match admitted {
        Ok(()) => Files::Kept(incoming),
        Err(_) => Files::Counted(incoming),
    };
    let read = intake::read(headers, upload, &receiver.published, latest, files).await;
    let mut intake = read.map_err(|refusal| receiver.explain(refusal))?;
    if let Err(refusal) = admitted {
        return Err(refusal.with(intake.draft, intake.submission_id));
    }
    // From here on others decide how long it takes.
    let deadline = Instant::now() + store::PATIENCE;
    let (receiver, latest) = (Arc::clone(receiver), latest.clone());
    // In a task of its own, so that it also goes to its end when the sender hangs up.
    let taken = tokio::spawn(async move {
        match receiver.keep(&latest, &mut intake, deadline).await {
            Ok(Kept::New(proof)) => {
                let suspicion = Suspicion::of(&intake.signals);
                Ok((suspicion.map_or("received", |_| "held"), proof))
            }
            Ok(Kept::Repeat(proof)) => Ok(("repeated", proof)),
            // Its id stands for another complaint: it needs a new one.
            Ok(Kept::Conflict) => Err(Refusal::conflict(&latest.page).with(intake.draft, None)),
            Err(refusal) => Err(refusal.with(intake.draft, intake.submission_id)),
        }
    });
    taken.await.map_err(io::Error::other)?
}

impl Receiver {
    /// Whether a complaint could be kept now.
    async fn look(self: &Arc<Self>) -> Found {
        let receiver = Arc::clone(self);
        let look = move || {
            let found = receiver.health.look(&receiver.store);
            for (part, fault) in [("database", &found.database), ("disk", &found.disk)] {
                if let Some(fault) = fault {
                    receiver
                        .log
                        .line("unhealthy", &[("part", &part), ("why", fault)]);
                }
            }
            found
        };
        tokio::task::spawn_blocking(look).await.unwrap_or_default()
    }

    /// Deletes what was kept for as long as it may be.
    fn purge(&self) {
        let today = london::london_date((self.clock)());
        let days = Days::new(self.keep_days.unwrap_or(u32::MAX).into());
        let Some(day) = today.checked_sub_days(days) else {
            return;
        };
        let purged = Custodian::open(&self.data)
            .map_err(|error| error.to_string())
            .and_then(|mut custodian| custodian.purge(day).map_err(|error| error.to_string()));
        let before = iso::format_date(day);
        match purged {
            Ok(purged) => {
                for one in purged.complaints {
                    self.log.line(
                        "purged",
                        &[("reference", &one.reference), ("received_before", &before)],
                    );
                }
                for lost in purged.lost {
                    let lost = lost.display().to_string();
                    self.log
                        .line("purged", &[("file", &lost), ("received_before", &before)]);
                }
            }
            Err(why) => self.log.line("not-purged", &[("why", &why)]),
        }
    }

    /// Counts a complaint, and refuses it where its sender has sent too many.
    fn admit(&self, peer: IpAddr, headers: &HeaderMap) -> Result<(), Refusal> {
        let Some(sender) = Sender::of(peer, headers, self.trust_proxy) else {
            return Ok(());
        };
        let rate_limit = self.rate_limit.lock();
        let mut rate_limit = rate_limit.unwrap_or_else(PoisonError::into_inner);
        let admitted = rate_limit.admit(sender, Instant::now());
        admitted.map_err(Refusal::too_many)
    }

    /// Why files cannot be written, where that is because their folder is gone.
    fn explain(&self, refusal: Refusal) -> Refusal {
        if refusal.status != StatusCode::INTERNAL_SERVER_ERROR {
            return refusal;
        }
        let lost = self.watch(self.store.prove()).err();
        lost.map_or(refusal, Refusal::from)
    }

    /// Proves what was received and keeps it, unless it was kept before.
    async fn keep(
        self: &Arc<Self>,
        latest: &Latest,
        intake: &mut Intake,
        deadline: Instant,
    ) -> Result<Kept, Refusal> {
        let files = std::mem::take(&mut intake.files);
        let read = std::mem::take(intake);
        let (receiver, latest) = (Arc::clone(self), latest.clone());
        // The database is read, and words are made: not on a thread that others wait for.
        let prepared = tokio::task::spawn_blocking(move || {
            let prepared = receiver.prepare(&latest, &read);
            (read, prepared)
        });
        let (read, prepared) = prepared.await.map_err(io::Error::other)?;
        *intake = read;
        let arrival = match prepared? {
            Prepared::New(arrival) => arrival.with(files),
            Prepared::Earlier(kept) => return Ok(kept),
        };
        let kept = self.store.keep(arrival, deadline).await;
        Ok(self.watch(kept)?)
    }

    /// What is to be kept, or the answer that was given before.
    fn prepare(&self, latest: &Latest, intake: &Intake) -> Result<Prepared, Refusal> {
        let Latest { page, holidays, .. } = latest;
        let draft = &intake.draft;
        let received_at = (self.clock)();
        let today = london::london_date(received_at);
        // A form sent without script has no id when it was not on this server before. A second press
        // of its button brings the same content on the same day: that is no second complaint.
        let submission_id = intake.submission_id.clone().unwrap_or_else(|| {
            let content = reference::hex(&intake.content_hash);
            [iso::format_date(today), content].join("-")
        });
        // First, because the copy may ask for more today than when this was sent.
        let earlier = self.store.earlier(&submission_id, &intake.content_hash);
        if let Some(kept) = self.watch(earlier)? {
            return Ok(Prepared::Earlier(kept));
        }
        let complaint = validate(draft, &page.form_rules(), today)
            .map_err(|problems| Refusal::problems(page, draft, problems))?;
        let dates = DatesView::of(page, holidays, received_at, &complaint)
            .ok_or_else(|| io::Error::other("no dates can be computed at this time"))?;
        let computed = dates.shown;
        let receipt = ReceiptView::new(page, String::new(), received_at, Some(dates.clone()));
        Ok(Prepared::New(Arrival {
            submission_id,
            content_hash: intake.content_hash,
            received_at,
            computed,
            wording: wording::write(&page.language, receipt, dates),
            shown: intake.shown.clone(),
            suspicion: Suspicion::of(&intake.signals),
            answers: complaint.wire_fields(),
            files: Vec::new(),
            // Where the form does not ask for files, none are kept.
            takes_files: !complaint.attachments().is_empty(),
        }))
    }
}

/// A complaint that can be kept, or that was.
enum Prepared {
    New(Arrival),
    Earlier(Kept),
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

/// The most bytes of a request that are read, with the attachments that a copy file allows.
pub fn most_body_bytes(page: &PageCopy) -> u64 {
    intake::body_limit(page, true)
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
            Self::Clock { .. } | Self::DataInDist { .. } => None,
        }
    }
}
