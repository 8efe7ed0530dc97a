//! Plain pages in the words of a copy file that may be replaced at any time.

use super::published::Latest;
use crate::copy::PageCopy;
use crate::domain::calendar::BankHolidays;
use crate::ui::PlainPage;

/// Draws a page in the words of one request, to its last character.
///
/// What a page is drawn with asks for a copy that lives for ever: signals do. A server that kept every
/// version of its copy file for ever would grow with each edit; words alone it keeps, each once.
pub fn draw(latest: &Latest, draw: impl FnOnce(PlainPage) -> String) -> String {
    let page: *const PageCopy = &*latest.page;
    let holidays: *const BankHolidays = &*latest.holidays;
    let base: *const str = latest.base.as_str();
    let styles = latest.styles.as_deref().map(std::ptr::from_ref::<str>);
    // SAFETY: `latest` is borrowed until this function returns, and holds all four in memory. Nothing
    // drawn outlives that: a plain page is text when `draw` returns, its signals end with the owner
    // that `PlainPage` makes for them, and it runs no effects and starts no tasks.
    let plain = unsafe {
        PlainPage {
            page: &*page,
            holidays: &*holidays,
            base: &*base,
            styles: styles.map(|styles| &*styles),
        }
    };
    draw(plain)
}
