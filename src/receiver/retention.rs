//! What was kept for as long as the owner says is deleted by itself.

use std::sync::Arc;
use std::time::Duration;

use chrono::Days;

use super::start::Receiver;
use crate::domain::calendar::{iso, london};

/// How often it is looked for what is to be deleted by itself.
const RETENTION_PAUSE: Duration = Duration::from_secs(6 * 60 * 60);

/// Deletes by itself, where that is asked for, as long as the server runs.
pub async fn keep_for_days(receiver: Arc<Receiver>) {
    while receiver.keep_days.is_some() {
        let receiver = Arc::clone(&receiver);
        _ = tokio::task::spawn_blocking(move || receiver.purge()).await;
        tokio::time::sleep(RETENTION_PAUSE).await;
    }
}

impl Receiver {
    /// Deletes what was kept for as long as it may be.
    fn purge(&self) {
        let today = london::london_date((self.clock)());
        let days = Days::new(self.keep_days.unwrap_or(u32::MAX).into());
        let Some(day) = today.checked_sub_days(days) else {
            return;
        };
        let editor = self.location.editor();
        let purged = editor
            .map_err(|error| error.to_string())
            .and_then(|mut editor| editor.purge(day).map_err(|error| error.to_string()));
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
}
