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
mod holidays;
mod host;
mod line;
mod parts;
mod random;
mod storage;
mod tab;
mod tab_place;
mod tasks;
mod transport;

use std::cell::RefCell;
use std::thread::LocalKey;

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
    line_change: line::change,
    fragment: tab::fragment,
    tell: host::tell,
    keep_files: parts::keep_files,
    views: None,
    load_views: parts::load_later,
};

/// Leaks a value, or finds the same one that was leaked before.
fn intern<T>(
    value: T,
    known: &'static LocalKey<RefCell<Vec<&'static T>>>,
    is_same: impl Fn(&T, &T) -> bool,
) -> &'static T {
    known.with_borrow_mut(|known| {
        if let Some(same) = known.iter().find(|kept| is_same(kept, &value)) {
            return *same;
        }
        let value: &'static T = Box::leak(Box::new(value));
        known.push(value);
        value
    })
}
