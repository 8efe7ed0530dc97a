//! A complaint that is sent: admitted, read, kept, answered and logged.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::answer::{self, Refusal};
use super::intake::{self, Files};
use super::mutex::lock;
use super::origin::{self, Caller};
use super::published::Latest;
use super::rate_limit::Sender;
use super::start::Receiver;
use super::store::{self, Proof, Stored};
use super::upload::Upload;
use super::{accept, pages};
use crate::domain::complaint::Suspicion;

/// Takes a complaint that was sent, or says why not.
pub async fn receive(
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
            Ok(Stored::New(proof)) => {
                let suspicion = Suspicion::of(&intake.signals);
                Ok((suspicion.map_or("received", |_| "held"), proof))
            }
            Ok(Stored::Repeat(proof)) => Ok(("repeated", proof)),
            // Its id stands for another complaint: it needs a new one.
            Ok(Stored::Conflict) => Err(Refusal::conflict(&latest.page).with(intake.draft, None)),
            Err(refusal) => Err(refusal.with(intake.draft, intake.submission_id)),
        }
    });
    taken.await.map_err(io::Error::other)?
}

impl Receiver {
    /// Counts a complaint, and refuses it where its sender has sent too many.
    fn admit(&self, peer: IpAddr, headers: &HeaderMap) -> Result<(), Refusal> {
        let Some(sender) = Sender::of(peer, headers, self.trust_proxy) else {
            return Ok(());
        };
        let admitted = lock(&self.rate_limit).admit(sender, Instant::now());
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
}
