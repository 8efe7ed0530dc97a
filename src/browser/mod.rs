//! The browser: finds the page's element, reads the copy, and gives the page its outside.

mod clock;
mod element;
mod files;
mod transport;

use crate::ui::Ports;

/// Starts the page in every element of the document that asks for it.
pub fn start() {
    // A released page is too small to carry its own debugger.
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| clock::complain(&panic.to_string())));
    element::start();
}

/// The outside of a page in a browser.
fn ports() -> Ports {
    Ports {
        clock: &clock::BrowserClock,
        transport: &transport::BrowserTransport,
        files: &files::BrowserFiles,
    }
}
