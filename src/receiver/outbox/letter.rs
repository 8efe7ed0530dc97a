use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::copy::PageCopy;
use crate::receiver::inbox::Received;

/// What is told, with all that it takes to say it.
pub struct Letter {
    pub message_id: String,
    pub received: Received,
    pub page: Arc<PageCopy>,
    pub now: DateTime<Utc>,
}
