//! The inbox, read for one request; and the pages that say that there is nothing to see.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::Response;
use tokio::task::spawn_blocking;

use super::page::html;
use super::staff::Staff;
use super::start::Desk;
use super::{views, words};
use crate::receiver::inbox::{Inbox, Received};
use crate::receiver::published::Latest;
use crate::receiver::store::StoreError;

impl Desk {
    /// What is read from the inbox, and the inbox for more; none where that cannot be read, which the log says.
    pub(super) async fn read<T: Send + 'static>(
        self: &Arc<Self>,
        read: impl FnOnce(&dyn Inbox) -> Result<T, StoreError> + Send + 'static,
    ) -> Option<(Box<dyn Inbox>, T)> {
        let location = self.location.clone();
        let read = move || {
            let inbox = location.inbox().map_err(|error| error.to_string())?;
            let found = read(inbox.as_ref()).map_err(|error| error.to_string())?;
            Ok((inbox, found))
        };
        let found = spawn_blocking(read).await;
        let found = found.map_err(|error| error.to_string()).flatten();
        let unreadable = |why: &String| self.log.line("unreadable", &[("why", why)]);
        found.inspect_err(unreadable).ok()
    }

    /// The complaint of a reference, where there is one; none where the inbox cannot be read.
    pub(super) async fn find(self: &Arc<Self>, reference: String) -> Option<Option<Received>> {
        let found = self.read(move |inbox| inbox.find(&reference)).await;
        found.map(|(_, found)| found)
    }

    pub(super) fn not_found(&self, latest: &Latest, staff: &Staff) -> Response {
        let (title, text) = (words::NOT_FOUND_TITLE, words::NOT_FOUND);
        say(latest, staff, StatusCode::NOT_FOUND, title, text)
    }

    pub(super) fn refused(&self, latest: &Latest, staff: &Staff) -> Response {
        let (title, text) = (words::REFUSED_TITLE, words::REFUSED);
        say(latest, staff, StatusCode::FORBIDDEN, title, text)
    }

    pub(super) fn unreadable(&self, latest: &Latest, staff: &Staff) -> Response {
        let (title, text) = (words::UNREADABLE_TITLE, words::UNREADABLE);
        say(latest, staff, StatusCode::SERVICE_UNAVAILABLE, title, text)
    }

    pub(super) fn broken_file(&self, latest: &Latest, staff: &Staff) -> Response {
        let (title, text) = (words::FILE_BROKEN_TITLE, words::FILE_BROKEN);
        say(
            latest,
            staff,
            StatusCode::INTERNAL_SERVER_ERROR,
            title,
            text,
        )
    }
}

fn say(
    latest: &Latest,
    staff: &Staff,
    status: StatusCode,
    title: &'static str,
    text: &'static str,
) -> Response {
    html(status, views::said(&latest.page, Some(staff), title, text))
}
