//! What the page says back.

mod error_message;
mod error_summary;
mod live_region;
mod send_failed;
mod sending_status;

pub use error_message::error_message;
pub use error_summary::{error_summary, summary_panel};
pub use live_region::live_region;
#[cfg(not(target_arch = "wasm32"))]
pub use send_failed::failed_news;
pub use send_failed::{failed_panel, send_failed};
pub use sending_status::sending_status;

use super::element::El;

/// An element that has the focus when a page opens with it; with script, the journey moves it there.
fn focused_first(element: El) -> El {
    if cfg!(target_arch = "wasm32") {
        element
    } else {
        element.attr("autofocus", "")
    }
}
