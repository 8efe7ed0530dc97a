//! What the page says back.

mod error_message;
mod error_summary;
mod live_region;
mod send_failed;

pub use error_message::ErrorMessage;
pub use error_summary::ErrorSummary;
pub use live_region::LiveRegion;
pub use send_failed::SendFailed;
