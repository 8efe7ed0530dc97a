//! The browser: reads the copy, draws the page in its element, and gives it its outside.
//!
//! `complaints.js` defines the element, and brings this.

mod clock;
mod drafts;
mod early;
mod element;
mod files;
mod host;
mod later;
mod tab;
mod transport;

use crate::ui::Ports;

/// Makes ready to draw: called once, before the first page.
pub fn start() {
    // A released page is too small to carry its own debugger.
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| clock::complain(&panic.to_string())));
}

/// The outside of a page in a browser.
fn ports() -> Ports {
    Ports {
        clock: &clock::BrowserClock,
        transport: &later::Later,
        files: &later::Later,
        drafts: &later::Later,
        tab: &tab::BrowserTab,
        host: &host::BrowserHost,
        views: &later::Later,
    }
}
