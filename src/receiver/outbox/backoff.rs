//! When it is tried again, and when no more.

use std::time::Duration;

use chrono::{DateTime, Utc};

/// The pause after the first try.
const FIRST_PAUSE: Duration = Duration::from_secs(30);

/// The longest pause: who was away for a day is told within the hour.
const LONGEST_PAUSE: Duration = Duration::from_secs(60 * 60);

/// The latest instant at which something can be tried again that was tried by now. What stands later was noted by a
/// clock that was ahead, and is tried now.
pub fn latest_next_try(now: DateTime<Utc>) -> DateTime<Utc> {
    now + LONGEST_PAUSE
}

/// For how long it is tried.
///
/// # Source
///
/// RFC 5321, 4.5.4.1: mail is given up after at least four to five days.
pub const GIVE_UP_AFTER: Duration = Duration::from_secs(5 * 24 * 60 * 60);

/// How long to wait after so many tries in vain: twice as long each time, up to an hour, of which `chance`
/// takes off up to a half, so that not everything comes at once.
///
/// # Example
///
/// ```
/// use std::time::Duration;
///
/// use complaints::receiver::pause_after;
///
/// assert_eq!(pause_after(1, u32::MAX), Duration::from_secs(30));
/// assert_eq!(pause_after(3, u32::MAX), Duration::from_secs(120));
/// assert_eq!(pause_after(3, 0), Duration::from_secs(60));
/// assert_eq!(pause_after(1_000, u32::MAX), Duration::from_secs(3_600));
/// ```
pub fn pause_after(tries: u32, chance: u32) -> Duration {
    let doubled = tries.saturating_sub(1).min(16);
    let whole = (FIRST_PAUSE * 2_u32.pow(doubled)).min(LONGEST_PAUSE);
    let half = whole / 2;
    half + half.mul_f64(f64::from(chance) / f64::from(u32::MAX))
}
