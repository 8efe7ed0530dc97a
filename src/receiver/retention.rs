//! What was kept for as long as the owner says is deleted by itself.
//!
//! A clock that is ahead would have all of it deleted at once: nothing is, before the clock has gone on for a day
//! without a jump. What it showed is in the file `clock` of the data folder.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::{Days, NaiveDate};

use super::start::Receiver;
use super::store::owned_file;
use crate::domain::calendar::{iso, london};

/// How often it is looked for what is to be deleted by itself.
const RETENTION_PAUSE: Duration = Duration::from_secs(6 * 60 * 60);

/// For how many days nothing may have looked at the clock; after more, it may have jumped.
const LONGEST_ABSENCE: i64 = 7;

/// Deletes by itself, where that is asked for, as long as the server runs.
pub async fn keep_for_days(receiver: Arc<Receiver>) {
    while receiver.keep_days.is_some() {
        let receiver = Arc::clone(&receiver);
        _ = tokio::task::spawn_blocking(move || receiver.purge_if_sure()).await;
        tokio::time::sleep(RETENTION_PAUSE).await;
    }
}

/// The days that the clock showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shown {
    /// From this day on it went without a jump.
    since: NaiveDate,
    last: NaiveDate,
}

impl Shown {
    /// What the file of a data folder says; none where it says nothing.
    fn read(file: &Path) -> Option<Self> {
        let text = fs::read_to_string(file).ok()?;
        let (since, last) = text.trim_end().split_once(' ')?;
        let [since, last] = [iso::parse_date(since)?, iso::parse_date(last)?];
        Some(Self { since, last })
    }

    fn write(self, file: &Path) -> io::Result<()> {
        let [since, last] = [self.since, self.last].map(iso::format_date);
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        owned_file(&mut options, file)?.write_all(format!("{since} {last}\n").as_bytes())
    }

    /// Whether a day cannot come next.
    fn jumps_to(self, today: NaiveDate) -> bool {
        let days = today.signed_duration_since(self.last).num_days();
        !(0..=LONGEST_ABSENCE).contains(&days)
    }
}

impl Receiver {
    fn purge_if_sure(&self) {
        let today = london::london_date((self.clock)());
        let file = self.location.data().join("clock");
        let before = Shown::read(&file);
        let jumped = before.filter(|shown| shown.jumps_to(today));
        if let Some(Shown { last, .. }) = jumped {
            let (last, today) = (iso::format_date(last), iso::format_date(today));
            let why = format!("the clock showed {last} before and {today} now: from tomorrow on");
            self.log.line("not-purged", &[("why", &why)]);
        }
        let went_on = before.filter(|_| jumped.is_none());
        let since = went_on.map_or(today, |shown| shown.since);
        if since < today {
            self.purge(today);
        }
        let shown = Shown { since, last: today };
        if let Err(why) = shown.write(&file) {
            self.log.line("not-purged", &[("why", &why)]);
        }
    }

    /// Deletes what was kept for as long as it may be.
    fn purge(&self, today: NaiveDate) {
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
