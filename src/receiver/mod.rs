//! The endpoint that `serve` runs: the built page, and complaints from it onto this disk.
//!
//! A complaint is answered when it is on disk with its files, never before.

mod accept;
mod answer;
mod clock;
mod inbox;
mod intake;
mod log;
pub mod multipart;
mod origin;
mod pages;
mod published;
pub mod reference;
mod site;
mod store;
mod upload;
mod wording;

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
use site::Site;
use store::{Arrival, Kept, Proof, Store};
use upload::Upload;

use crate::domain::calendar::{iso, london};
use crate::domain::complaint::validate;
use crate::view_model::{DatesView, ReceiptView};

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
    site: Site,
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
        let site = Site::new(&dist);
        Ok(Self {
            published,
            store,
            site,
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
    let is_endpoint = request.uri().path() == latest.endpoint();
    let mut response = match request.method() {
        &Method::GET | &Method::HEAD if is_endpoint => show(&receiver, latest, request).await,
        &Method::GET | &Method::HEAD => receiver.site.answer(request).await,
        _ if !is_endpoint => StatusCode::NOT_FOUND.into_response(),
        &Method::POST => receive(&receiver, latest, &caller, request).await,
        &Method::OPTIONS => preflight(&caller),
        _ => {
            let allow = HeaderValue::from_static("GET, HEAD, POST, OPTIONS");
            (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, allow)]).into_response()
        }
    };
    caller.share(response.headers_mut());
    site::secure(response.headers_mut());
    response
}

/// What stands at the endpoint's own address: a receipt, a file of that name, or else the form by itself.
async fn show(receiver: &Arc<Receiver>, latest: Latest, request: Request) -> Response {
    if let Some(token) = pages::receipt_token(request.uri().query()) {
        let (log, published) = (receiver.log, &receiver.published);
        let (receiver, token) = (Arc::clone(receiver), token.to_owned());
        let found = tokio::task::spawn_blocking(move || receiver.store.receipt(&token)).await;
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
        return pages::receipt(published.in_language(&language), found);
    }
    let response = receiver.site.answer(request).await;
    if response.status() == StatusCode::NOT_FOUND {
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
    request: Request<Body>,
) -> Response {
    let started = Instant::now();
    let (parts, body) = request.into_parts();
    let wants_page = accept::wants_page(&parts.headers);
    let mut upload = Upload::new(body, intake::body_limit(latest.page, wants_page));
    let outcome = if *caller == Caller::Foreign {
        Err(Refusal::new(
            StatusCode::FORBIDDEN,
            "pages of this origin may not post here",
        ))
    } else {
        take_in(receiver, &mut latest, &parts.headers, &mut upload).await
    };
    upload.forget_rest(parts.headers.contains_key(header::EXPECT));
    let milliseconds = started.elapsed().as_millis();
    match outcome {
        Ok((event, proof)) => {
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
            receiver.log.line(
                "refused",
                &[("status", &status), ("why", &why), ("ms", &milliseconds)],
            );
            if wants_page {
                pages::refused(latest, refusal)
            } else {
                refusal.into_response()
            }
        }
    }
}

/// Reads a request and keeps its complaint; also says which event that is. From where the request says
/// in which words it was written, it is answered in these.
async fn take_in(
    receiver: &Arc<Receiver>,
    latest: &mut Latest,
    headers: &HeaderMap,
    upload: &mut Upload,
) -> Result<(&'static str, Proof), Refusal> {
    let folder = receiver.store.incoming();
    let intake = intake::read(headers, upload, &receiver.published, latest, &folder).await?;
    let (receiver, latest) = (Arc::clone(receiver), *latest);
    // On a thread of its own, so that it also goes to its end when the sender hangs up.
    let taken = tokio::task::spawn_blocking(move || match receiver.keep(latest, &intake) {
        Ok(Kept::New(proof)) => Ok(("received", proof)),
        Ok(Kept::Repeat(proof)) => Ok(("repeated", proof)),
        // Its id stands for another complaint: it needs a new one.
        Ok(Kept::Conflict) => Err(Refusal::conflict(latest.page).with(intake.draft, None)),
        Err(refusal) => Err(refusal.with(intake.draft, intake.submission_id)),
    });
    taken.await.map_err(io::Error::other)?
}

impl Receiver {
    /// Proves what was received and keeps it, unless it was kept before.
    fn keep(&self, latest: Latest, intake: &Intake) -> Result<Kept, Refusal> {
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
        if let Some(kept) = self.store.earlier(&submission_id, &intake.content_hash)? {
            return Ok(kept);
        }
        let complaint = validate(draft, &page.form_rules(), today)
            .map_err(|problems| Refusal::problems(page, draft, problems))?;
        let dates = DatesView::new(page, holidays, received_at, complaint.first_complained_on())
            .ok_or_else(|| io::Error::other("no dates can be computed at this time"))?;
        let computed = dates.shown;
        let receipt = ReceiptView::new(page, String::new(), received_at, Some(dates.clone()));
        // Where the form does not ask for files, none are kept.
        let files = if complaint.attachments().is_empty() {
            &[]
        } else {
            intake.files.as_slice()
        };
        let arrival = Arrival {
            submission_id: &submission_id,
            content_hash: intake.content_hash,
            received_at,
            computed,
            wording: &wording::write(&page.language, receipt, dates),
            shown: &intake.shown,
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
