//! A desk from its first connection to its last.

use std::sync::Arc;

use tokio::net::TcpListener;

use super::routes::answer;
use super::start::Desk;
use crate::receiver::connections;

/// Answers whoever connects, until it is told to stop; then ends what has begun, within its patience.
pub async fn serve_desk(listener: TcpListener, desk: Desk, stop: impl Future<Output = ()>) {
    let (patience, log) = (desk.patience, desk.log);
    let desk = Arc::new(desk);
    connections::serve(listener, patience, log, stop, move |peer, request| {
        answer(Arc::clone(&desk), peer, request)
    })
    .await;
}
