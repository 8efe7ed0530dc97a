//! Tests use the same browsers in turn, and each finds its own as if it were new.

use e2e::harness::{Browser, Site};
use serde_json::json;

/// Leaves something in every kind of storage.
const LEAVE: &str = "
    const [done] = arguments;
    document.cookie = 'left=here; max-age=1000';
    localStorage.setItem('left', 'here');
    const open = indexedDB.open('left');
    open.onsuccess = () => done(open.result.close())";

/// What is in them.
const LEFT: &str = "
    const [done] = arguments;
    indexedDB.databases().then(databases => done([document.cookie, localStorage.length, databases.length]))";

#[test]
fn a_browser_has_nothing_of_what_was_left_before_at_the_same_address() {
    let site = Site::start();
    let address = site.address("/complaints.js");
    let browser = Browser::start();
    browser.open(&address);
    browser.run_async(LEAVE, &[]);
    assert_eq!(browser.run_async(LEFT, &[]), json!(["left=here", 1, 1]));
    drop(browser);
    let browser = Browser::start();
    assert_eq!(browser.requested(), [""; 0]);
    browser.open(&address);
    assert_eq!(browser.run_async(LEFT, &[]), json!(["", 0, 0]));
    assert_eq!(browser.requested(), [address]);
}
