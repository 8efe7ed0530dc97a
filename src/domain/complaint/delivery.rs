use chrono::{DateTime, Utc};

use super::FieldId;
use crate::base::named::named_enum;

/// What an endpoint's answer means for the complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The company has it.
    Delivered(Acknowledgement),
    /// The company wants answers changed.
    Refused(Vec<FieldError>),
    /// The same submission is being worked on: ask again, perhaps after this many seconds.
    InProgress { after: Option<u32> },
    /// Not now; perhaps after this many seconds.
    TryAgain { after: Option<u32> },
    /// No answer, or a gateway's in place of the endpoint's: not now, perhaps after this many seconds.
    /// What was sent whole may have arrived.
    Unanswered { after: Option<u32> },
    /// The endpoint's server is there, but what it answered cannot be read, perhaps because it answered
    /// before everything was sent, or from another address: the complaint may have arrived.
    Unreadable {
        /// Whether that is another server than the page's: then it may not let the page read anything.
        elsewhere: bool,
    },
    /// These chosen files, by handle, can no longer be read to their end, so nothing could be sent.
    FilesGone(Vec<u32>),
    /// An answer without a reference, or that the server failed over it: the company may have it, and
    /// trying again would not help.
    Unclear,
    /// Not like this: trying again would not help.
    Failed,
}

impl Reply {
    /// Why a complaint was not delivered by it; none where it was.
    pub const fn failure(&self) -> Option<NotSent> {
        match self {
            Self::Delivered { .. } => None,
            Self::Refused(_) | Self::FilesGone(_) => Some(NotSent::Refused),
            Self::InProgress { .. } => Some(NotSent::InProgress),
            Self::TryAgain { .. } | Self::Unanswered { .. } | Self::Unreadable { .. } => {
                Some(NotSent::Unreachable)
            }
            Self::Unclear | Self::Failed => Some(NotSent::Failed),
        }
    }
}

named_enum! {
    /// Why a complaint could not be sent, as the company's page is told.
    pub enum NotSent {
        Unreachable = "unreachable",
        InProgress = "in-progress",
        Refused = "refused",
        Failed = "failed",
        /// The person stopped it.
        Stopped = "stopped",
    }
}

/// How far the upload of one try has come, in bytes of its whole body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub sent: u64,
    pub total: u64,
}

impl Progress {
    /// The hundredths that are sent, from 0 to 100, rounded down.
    pub fn percent(self) -> u64 {
        let percent = self.sent.saturating_mul(100).checked_div(self.total);
        percent.unwrap_or_default().min(100)
    }
}

/// What an endpoint says of a complaint that it has, as it says it: nothing but the reference is certain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acknowledgement {
    /// What both sides call the complaint; never empty.
    pub reference: String,
    /// When it was received, by the endpoint's clock.
    pub received_at: Option<DateTime<Utc>>,
    /// Where the receipt can be opened again.
    pub receipt_url: Option<String>,
}

/// The link to a receipt, unless it leads away from the server that took the complaint.
///
/// `address` is what that server gave; `endpoint` is its own address, or a path on the page's.
///
/// # Example
///
/// ```
/// use complaints::domain::complaint::receipt_link;
///
/// let endpoint = "https://company.example/complaints";
/// let link = receipt_link("/complaints?receipt=x", endpoint);
/// assert_eq!(link.as_deref(), Some("https://company.example/complaints?receipt=x"));
/// assert_eq!(receipt_link("https://other.example/", endpoint), None);
/// ```
pub fn receipt_link(address: &str, endpoint: &str) -> Option<String> {
    let origin = origin(endpoint)?;
    let path = address.strip_prefix(origin).unwrap_or(address);
    let is_path = path.starts_with('/') && !path[1..].starts_with(['/', '\\']);
    // Browsers drop line breaks and tabs, and find two slashes where none were.
    let is_clean = !path.contains(|c: char| c.is_control() || c.is_whitespace());
    (is_path && is_clean).then(|| [origin, path].concat())
}

/// The scheme, host and port of an address; empty for a path, none for what is no web address.
pub(super) fn origin(address: &str) -> Option<&str> {
    if address.starts_with('/') {
        return Some("");
    }
    let host = ["https://", "http://"]
        .iter()
        .find_map(|scheme| address.strip_prefix(scheme))?;
    let rest = host.find(['/', '?', '#']).map_or("", |end| &host[end..]);
    Some(&address[..address.len() - rest.len()])
}

/// One complaint of the server about an answer; no field when it is about something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    pub field: Option<FieldId>,
    pub detail: String,
}

/// How often what cannot be read is tried on another server, which may not count a complaint once.
pub const TRIES_ELSEWHERE: usize = 2;

/// Whether an address is on another server than the page's; a path is on the page's own.
///
/// `page` is the page's origin, like `https://company.example`.
pub fn is_elsewhere(address: &str, page: &str) -> bool {
    origin(address).is_none_or(|origin| !origin.is_empty() && !origin.eq_ignore_ascii_case(page))
}

/// The value of a header among all of them, as a browser gives them: a line each.
pub fn header_value<'a>(headers: &'a str, name: &str) -> Option<&'a str> {
    headers.lines().find_map(|line| {
        let (known, value) = line.split_once(':')?;
        known
            .trim()
            .eq_ignore_ascii_case(name)
            .then(|| value.trim())
    })
}

/// Pauses before the second, third and fourth try, in milliseconds, before jitter.
const PAUSES: [u32; 3] = [2_000, 8_000, 20_000];

/// The longest pause a server may ask for, in seconds.
const LONGEST_PAUSE: u32 = 60;

/// How long to wait before a try, in milliseconds; `None` when the tries are used up.
///
/// `attempt` counts from 2, the first repeat; `jitter` is between 0 and 1000 and spreads the
/// pause by up to half, so that many pages do not come back at once. A server's `after` (seconds)
/// is honoured up to a minute, and never shortened.
pub fn pause_before_try(attempt: usize, after: Option<u32>, jitter: u32) -> Option<u32> {
    let pause = *PAUSES.get(attempt.checked_sub(2)?)?;
    let asked = after.unwrap_or(0).min(LONGEST_PAUSE) * 1_000;
    Some(pause.max(asked) + pause / 2 * jitter.min(1_000) / 1_000)
}
