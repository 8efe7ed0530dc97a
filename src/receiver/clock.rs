//! The time, from this machine's clock.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Utc};

/// Tells the time; tests bring their own.
pub type Clock = fn() -> DateTime<Utc>;

/// The instant it is now, in whole seconds; 1970 on a clock that is set before that.
pub fn now() -> DateTime<Utc> {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_secs())
        .ok()
        .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
        .unwrap_or_default()
}
