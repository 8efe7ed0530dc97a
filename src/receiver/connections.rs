//! The connections to a server: HTTP/1.1, none of them waited for too long.

use std::convert::Infallible;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};

use super::log::Log;

/// How long a server waits for others.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For the head of a request, and for the next one on a connection.
    pub head: Duration,
    /// For the next bytes of a body. A body as a whole may take twice that, and a second for every
    /// kilobyte.
    pub silence: Duration,
    /// For what has begun when the server was told to stop.
    pub last_call: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(15),
            silence: Duration::from_secs(30),
            last_call: Duration::from_secs(30),
        }
    }
}

/// How long nobody is let in when this process has no room for another connection.
const NO_ROOM: Duration = Duration::from_secs(1);

/// Lets everybody in and answers each, until told to stop; then ends what has begun, within limits.
pub async fn serve<A, F>(
    listener: TcpListener,
    patience: Patience,
    log: Log,
    stop: impl Future<Output = ()>,
    answer: A,
) where
    A: Fn(SocketAddr, Request) -> F + Clone + Send + 'static,
    F: Future<Output = Response> + Send + 'static,
{
    let begun = GracefulShutdown::new();
    let let_in = async {
        loop {
            match listener.accept().await {
                Ok((stream, peer)) => {
                    let answer = answer.clone();
                    let answer = move |request| answer(peer, request);
                    talk(stream, patience, &begun, answer);
                }
                Err(error) if is_peers(error.kind()) => {}
                Err(error) => {
                    log.line("unreachable", &[("why", &error)]);
                    sleep(NO_ROOM).await;
                }
            }
        }
    };
    tokio::select! {
        () = let_in => {}
        () = stop => {}
    }
    drop(listener);
    log.line("stopping", &[]);
    _ = timeout(patience.last_call, begun.shutdown()).await;
}

/// Answers what comes over a connection, until it ends.
fn talk<F>(
    stream: TcpStream,
    patience: Patience,
    begun: &GracefulShutdown,
    answer: impl Fn(Request) -> F + Send + 'static,
) where
    F: Future<Output = Response> + Send + 'static,
{
    let service = service_fn(move |request: Request<Incoming>| {
        let answer = answer(request.map(Body::new));
        async { Ok::<_, Infallible>(answer.await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience.head)
        .serve_connection(TokioIo::new(stream), service);
    let connection = begun.watch(connection);
    // How it ends is the sender's affair.
    tokio::spawn(async { _ = connection.await });
}

/// Whether only the connection that was to be let in has failed.
fn is_peers(error: ErrorKind) -> bool {
    matches!(
        error,
        ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset | ErrorKind::ConnectionRefused
    )
}
