//! The browser: reads the copy, draws the page in its element, and gives it its outside.
//!
//! `complaints.js` defines the element, and brings this.

mod case;
mod clock;
mod console;
mod drafts;
mod early;
mod element;
mod files;
mod host;
mod line;
mod parts;
mod random;
mod storage;
mod tab;
mod tab_place;
mod tasks;
mod transport;

use crate::ui::Outside;

/// Makes ready to draw: called once, before the first page.
pub fn start() {
    // A released page is too small to carry its own debugger.
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| console::complain(&panic.to_string())));
}

/// What a page has in a browser.
static BROWSER: Outside = Outside {
    now: clock::now,
    pause: clock::pause,
    is_offline: line::is_offline,
    line_change: line::change,
    new_id: random::new_id,
    fragment: tab::fragment,
    set_fragment: tab::set_fragment,
    tell: host::tell,
    keep_files: parts::keep_files,
    views: None,
    load_views: parts::load_later,
};
