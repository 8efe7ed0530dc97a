//! A server from its first connection to its last.

use std::fmt;
use std::sync::Arc;

use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::outbox::{Backlog, Courier};
use super::routes::answer;
use super::start::Receiver;
use super::{connections, health, outbox, retention};

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
    tokio::spawn(retention::keep_for_days(Arc::clone(&receiver)));
    let own = Arc::clone(&receiver);
    _ = tokio::task::spawn_blocking(move || own.say_backlogs()).await;
    let (end, ended) = watch::channel(false);
    let mut couriers = JoinSet::new();
    for number in 0..receiver.couriers.len() {
        let own = Arc::clone(&receiver);
        couriers.spawn(outbox::run(own, number, ended.clone()));
        if receiver.couriers[number].has_digest() {
            let own = Arc::clone(&receiver);
            couriers.spawn(outbox::digest::run(own, number, ended.clone()));
        }
    }
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
    _ = end.send(true);
    // What is being told is brought to its end: cut off, it would be told again.
    let told = async { while couriers.join_next().await.is_some() {} };
    _ = tokio::time::timeout(patience.last_call, told).await;
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
            let own = Arc::clone(&receiver);
            let backlogs = tokio::task::spawn_blocking(move || own.backlogs()).await;
            let (incoming, backlogs) = (receiver.incoming.bytes(), backlogs.unwrap_or_default());
            let text = receiver.metrics.write(incoming, found.is_well(), &backlogs);
            let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
            ([(header::CONTENT_TYPE, kind)], text).into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

impl Receiver {
    /// Says of how many complaints somebody is still to be told, and of how many that was given up.
    fn say_backlogs(&self) {
        for backlog in self.backlogs() {
            let is_told = |courier: &Courier| courier.target().name() == backlog.target;
            let why = match self.couriers.iter().any(is_told) {
                true => "",
                false => "nobody is to be told this way now",
            };
            let fields: [(&str, &dyn fmt::Display); 4] = [
                ("target", &backlog.target),
                ("waiting", &backlog.waiting),
                ("given_up", &backlog.given_up),
                ("why", &why),
            ];
            self.log.line("unsent", &fields);
        }
    }

    fn backlogs(&self) -> Vec<Backlog> {
        let found = self.store.backlogs();
        found.unwrap_or_else(|error| {
            self.log.line("unreadable", &[("why", &error)]);
            Vec::new()
        })
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
