//! The endpoint that `serve` runs: the built page, and complaints from it onto this disk.
//!
//! A complaint is answered when it is on disk with its files, never before.

mod answer;
mod clock;
mod inbox;
mod intake;
mod log;
pub mod multipart;
mod origin;
mod published;
pub mod reference;
mod site;
mod store;
mod upload;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

pub use clock::{Clock, now};
pub use inbox::{Inbox, InboxError, Received, ReceivedAttachment, Summary};
pub use log::{WriteLine, to_stderr};
pub use origin::{Origin, OriginError};
pub use published::Unusable;
pub use site::SECURITY_HEADERS;
pub use store::{Receipt, StoreError};

use answer::Refusal;
use intake::Intake;
use log::Log;
use origin::Caller;
use published::{Latest, Published};
use store::{Arrival, Kept, Store};
use upload::Upload;

use crate::domain::calendar::london;
use crate::domain::complaint::validate;
use crate::view_model::DatesView;

/// How long requests may still take when the server was told to stop.
const LAST_CALL: Duration = Duration::from_secs(30);

/// What a server is started with.
pub struct Settings {
    /// The built folder, with the page, its copy file and its bank holidays.
    pub dist: PathBuf,
    /// The folder of everything received; made when it is not there.
    pub data: PathBuf,
    /// Other servers whose pages may post here.
    pub allowed_origins: Vec<Origin>,
    pub clock: Clock,
    /// Where log lines go.
    pub log: WriteLine,
}

/// A server that is ready to listen.
pub struct Receiver {
    published: Published,
    store: Store,
    folder: ServeDir,
    allowed_origins: Vec<Origin>,
    clock: Clock,
    log: Log,
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
            allowed_origins,
            clock,
            log,
        } = settings;
        let log = Log { clock, write: log };
        let published = Published::open(&dist, log).map_err(StartError::Published)?;
        if is_inside(&data, &dist) {
            return Err(StartError::DataInDist { dist, data });
        }
        let store = Store::open(&data).map_err(StartError::Store)?;
        let folder = ServeDir::new(&dist).precompressed_br().precompressed_gzip();
        Ok(Self {
            published,
            store,
            folder,
            allowed_origins,
            clock,
            log,
        })
    }

    /// Everything this server answers.
    pub fn router(self) -> Router {
        Router::new().fallback(answer).with_state(Arc::new(self))
    }
}

/// Answers whoever connects, until it is told to stop; then ends what has begun, within 30 seconds.
///
/// # Errors
///
/// The listener fails.
pub async fn serve(
    listener: TcpListener,
    receiver: Receiver,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let (stopped, last_call) = tokio::sync::oneshot::channel();
    let log = receiver.log;
    let stop = async move {
        stop.await;
        log.line("stopping", &[]);
        _ = stopped.send(());
    };
    let last_call = async move {
        match last_call.await {
            Ok(()) => tokio::time::sleep(LAST_CALL).await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        ended = axum::serve(listener, receiver.router()).with_graceful_shutdown(stop) => ended,
        () = last_call => Ok(()),
    }
}

async fn answer(State(receiver): State<Arc<Receiver>>, request: Request) -> Response {
    let latest = receiver.published.latest();
    let caller = Caller::of(request.headers(), &receiver.allowed_origins);
    let mut response = match request.method() {
        &Method::GET | &Method::HEAD => site::serve(receiver.folder.clone(), request).await,
        _ if request.uri().path() != latest.endpoint() => StatusCode::NOT_FOUND.into_response(),
        &Method::POST => receive(&receiver, latest, &caller, request).await,
        &Method::OPTIONS => preflight(&caller),
        _ => {
            let allow = [(header::ALLOW, HeaderValue::from_static("POST, OPTIONS"))];
            (StatusCode::METHOD_NOT_ALLOWED, allow).into_response()
        }
    };
    caller.share(response.headers_mut());
    site::secure(response.headers_mut());
    response
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
    latest: Latest,
    caller: &Caller,
    request: Request<Body>,
) -> Response {
    let started = Instant::now();
    let (parts, body) = request.into_parts();
    let mut upload = Upload::new(body, intake::body_limit(&latest.page));
    let outcome = if *caller == Caller::Foreign {
        Err(Refusal::new(
            StatusCode::FORBIDDEN,
            "pages of this origin may not post here",
        ))
    } else {
        take_in(receiver, latest, &parts.headers, &mut upload).await
    };
    upload.forget_rest(parts.headers.contains_key(header::EXPECT));
    let milliseconds = started.elapsed().as_millis();
    match outcome {
        Ok((event, receipt)) => {
            receiver.log.line(
                event,
                &[("reference", &receipt.reference), ("ms", &milliseconds)],
            );
            receipt.into_response()
        }
        Err(refusal) => {
            let (status, why) = (refusal.status.as_u16(), refusal.why());
            receiver.log.line(
                "refused",
                &[("status", &status), ("why", &why), ("ms", &milliseconds)],
            );
            refusal.into_response()
        }
    }
}

/// Reads a request and keeps its complaint; also says which event that is.
async fn take_in(
    receiver: &Arc<Receiver>,
    latest: Latest,
    headers: &HeaderMap,
    upload: &mut Upload,
) -> Result<(&'static str, Receipt), Refusal> {
    let intake = intake::read(headers, upload, &latest.page, &receiver.store.incoming()).await?;
    let receiver = Arc::clone(receiver);
    // On a thread of its own, so that it also goes to its end when the sender hangs up.
    let kept = tokio::task::spawn_blocking(move || receiver.keep(&latest, intake)).await;
    match kept.map_err(io::Error::other)?? {
        Kept::New(receipt) => Ok(("received", receipt)),
        Kept::Repeat(receipt) => Ok(("repeated", receipt)),
        Kept::Conflict => {
            let detail = "another complaint was received under this submission id";
            Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, detail))
        }
    }
}

impl Receiver {
    /// Proves what was received and keeps it, unless it was kept before.
    fn keep(&self, latest: &Latest, intake: Intake) -> Result<Kept, Refusal> {
        let Intake {
            draft,
            files,
            submission_id,
            shown,
            content_hash,
        } = intake;
        let submission_id = match submission_id {
            // First, because the copy may ask for more today than when this was sent.
            Some(id) => match self.store.earlier(&id, &content_hash)? {
                Some(kept) => return Ok(kept),
                None => id,
            },
            None => reference::random_name()?,
        };
        let received_at = (self.clock)();
        let complaint = validate(
            &draft,
            &latest.page.form_rules(),
            london::london_date(received_at),
        )
        .map_err(|problems| {
            Refusal::problems(
                StatusCode::UNPROCESSABLE_ENTITY,
                &latest.page,
                &draft,
                problems,
            )
        })?;
        let dates = DatesView::new(
            &latest.page,
            &latest.holidays,
            received_at,
            complaint.first_complained_on(),
        )
        .ok_or_else(|| io::Error::other("no dates can be computed at this time"))?;
        // Where the form does not ask for files, none are kept.
        let files = if complaint.attachments().is_empty() {
            &[]
        } else {
            files.as_slice()
        };
        let arrival = Arrival {
            submission_id: &submission_id,
            content_hash,
            received_at,
            computed: dates.shown,
            shown: &shown,
            complaint: &complaint,
            files,
        };
        Ok(self.store.keep(&arrival)?)
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
            Self::DataInDist { .. } => None,
        }
    }
}
