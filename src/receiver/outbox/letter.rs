use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::copy::PageCopy;
use crate::receiver::inbox::Received;

/// What is told, with all that it takes to say it.
pub struct Letter {
    pub message_id: String,
    pub received: Received,
    /// What the receipt says, where that was kept.
    pub wording: Option<String>,
    /// The words of today; of an acknowledgement in the language of the receipt.
    pub page: Arc<PageCopy>,
    pub now: DateTime<Utc>,
}
