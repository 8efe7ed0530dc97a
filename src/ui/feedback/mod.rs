//! What the page says back.

mod error_message;
mod error_summary;
mod live_region;
mod send_failed;

pub use error_message::error_message;
pub use error_summary::{SummaryEntry, error_summary};
pub use live_region::live_region;
pub use send_failed::send_failed;
