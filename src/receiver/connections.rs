//! The connections to a server: HTTP/1.1, none of them waited for too long, not more than there is room
//! for.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::{Sleep, sleep, timeout};

use super::log::Log;
use super::mutex::lock;

/// How long a server waits for others.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For the head of a request, and for the next one on a connection.
    pub head: Duration,
    /// For the next bytes of a body, and for a reader to take more of an answer. A body as a whole may
    /// take twice that, and a second for every kilobyte.
    pub silence: Duration,
    /// For what has begun when the server was told to stop.
    pub last_call: Duration,
    /// How many connections there may be at once; beyond, those are closed that were answered, or let in,
    /// the longest ago and have asked for nothing since.
    pub connections: usize,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(15),
            silence: Duration::from_secs(30),
            last_call: Duration::from_secs(30),
            connections: 4_096,
        }
    }
}

/// How long nobody is let in when this process has no room for another connection.
const NO_ROOM: Duration = Duration::from_secs(1);

/// Accepts connections and answers each, until told to stop; then ends what has begun, within limits.
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
    let room = Arc::new(Semaphore::new(patience.connections));
    let idle = Arc::<Idle>::default();
    let accept = async {
        loop {
            let place = match Arc::clone(&room).try_acquire_owned() {
                Ok(place) => Ok(place),
                Err(_) => {
                    idle.close_oldest();
                    Arc::clone(&room).acquire_owned().await
                }
            };
            let Ok(place) = place else { return };
            match listener.accept().await {
                Ok((stream, peer)) => {
                    // An answer's head and body are two writes: without this the second waits for the
                    // first to be acknowledged.
                    _ = stream.set_nodelay(true);
                    let answer = answer.clone();
                    let answer = move |request| answer(peer, request);
                    let stay = Arc::clone(&idle).stay();
                    talk(stream, patience, &begun, place, stay, answer);
                }
                Err(error) if is_peers(error.kind()) => {}
                Err(error) => {
                    log.line("unreachable", &[("why", &error)]);
                    idle.close_oldest();
                    sleep(NO_ROOM).await;
                }
            }
        }
    };
    tokio::select! {
        () = accept => {}
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
    place: OwnedSemaphorePermit,
    stay: Stay,
    answer: impl Fn(Request) -> F + Send + 'static,
) where
    F: Future<Output = Response> + Send + 'static,
{
    let stay = Arc::new(stay);
    let own = Arc::clone(&stay);
    let service = service_fn(move |request: Request<Incoming>| {
        own.is_busy();
        let answer = answer(request.map(Body::new));
        let own = Arc::clone(&own);
        async move {
            let response = answer.await;
            own.is_idle();
            Ok::<_, Infallible>(response)
        }
    });
    let stream = Watched {
        stream,
        patience: patience.silence,
        waiting: None,
    };
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience.head)
        .serve_connection(TokioIo::new(stream), service);
    let connection = begun.watch(connection);
    tokio::spawn(async move {
        // How it ends is the sender's affair.
        tokio::select! {
            _ = connection => {}
            () = stay.is_to_go() => {}
        }
        drop(place);
    });
}

/// The connections that have asked for nothing since they were answered or let in, the oldest first.
#[derive(Default)]
struct Idle(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    next: u64,
    connections: BTreeMap<u64, Arc<Notify>>,
}

/// One connection among the others.
struct Stay {
    idle: Arc<Idle>,
    /// Its number while it is idle.
    number: Mutex<Option<u64>>,
    go: Arc<Notify>,
}

impl Idle {
    fn stay(self: Arc<Self>) -> Stay {
        let stay = Stay {
            idle: self,
            number: Mutex::default(),
            go: Arc::default(),
        };
        stay.is_idle();
        stay
    }

    /// Closes the connection that has asked for nothing for the longest time, where one has.
    fn close_oldest(&self) {
        if let Some((_, connection)) = lock(&self.0).connections.pop_first() {
            connection.notify_one();
        }
    }
}

impl Stay {
    fn is_idle(&self) {
        let mut waiting = lock(&self.idle.0);
        waiting.next += 1;
        let number = waiting.next;
        waiting.connections.insert(number, Arc::clone(&self.go));
        *lock(&self.number) = Some(number);
    }

    fn is_busy(&self) {
        if let Some(number) = lock(&self.number).take() {
            lock(&self.idle.0).connections.remove(&number);
        }
    }

    async fn is_to_go(&self) {
        self.go.notified().await;
    }
}

impl Drop for Stay {
    fn drop(&mut self) {
        self.is_busy();
    }
}

/// A connection whose reader is not waited for without end: it fails when nothing of what is written has
/// been taken for a while.
struct Watched {
    stream: TcpStream,
    patience: Duration,
    /// Runs out while a write is waiting.
    waiting: Option<Pin<Box<Sleep>>>,
}

impl Watched {
    fn watch<T>(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.waiting = None;
            return written;
        }
        let patience = self.patience;
        let waiting = self
            .waiting
            .get_or_insert_with(|| Box::pin(sleep(patience)));
        ready!(waiting.as_mut().poll(context));
        Poll::Ready(Err(ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Watched {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.watch(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, bytes);
        self.watch(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

/// Whether only the connection that was to be let in has failed.
fn is_peers(error: ErrorKind) -> bool {
    matches!(
        error,
        ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset | ErrorKind::ConnectionRefused
    )
}
