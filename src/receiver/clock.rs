//! The time, from this machine's clock.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Utc};

/// Tells the time; tests bring their own.
pub type Clock = fn() -> DateTime<Utc>;

/// The instant it is now, in whole seconds; 1970 on a clock that is set before that.
pub fn now() -> DateTime<Utc> {
    instant(SystemTime::now())
}

/// A time of the system's, in whole seconds; 1970 where it is before that.
pub fn instant(time: SystemTime) -> DateTime<Utc> {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs())
        .ok()
        .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
        .unwrap_or_default()
}
