//! Below the box; never blocks typing; announced after a pause; one emoji counts as one.

use std::time::Duration;

use e2e::harness::Site;
use e2e::pages::ComplaintsPage;
use serde_json::json;

const DESCRIPTION: &str = "Description of your complaint";

/// Types as an input method does, whatever the signs.
const INSERT: &str = "document.execCommand('insertText', false, arguments[0])";

#[track_caller]
fn insert(page: &ComplaintsPage, text: &str) {
    page.browser.run(INSERT, &[json!(text)]);
}

/// The line below the box.
const BELOW: &str = "
    const box = document.querySelector('complaints-procedure').shadowRoot.getElementById('description');
    const count = box.nextElementSibling;
    return count.getBoundingClientRect().top >= box.getBoundingClientRect().bottom ? count.textContent : 'not below'";

#[test]
fn the_count_stands_below_the_box_and_blocks_nothing() {
    let site = Site::start();
    let page = site.open();
    page.tab_to(&format!("textarea {DESCRIPTION}"), "");
    insert(&page, &"1".repeat(8_001));
    assert_eq!(page.answer(DESCRIPTION).len(), 8_001);
    assert_eq!(
        page.browser.run(BELOW, &[]),
        "You have 1 character too many"
    );
}

#[test]
fn an_emoji_counts_as_one() {
    let site = Site::start();
    let page = site.open();
    page.tab_to(&format!("textarea {DESCRIPTION}"), "");
    insert(&page, "👩‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿👍🏽");
    assert_eq!(
        page.browser.run(BELOW, &[]),
        "You have 7997 characters remaining"
    );
}

#[test]
fn the_count_is_announced_once_when_typing_rests_and_little_room_is_left() {
    let site = Site::start();
    let page = site.open();
    page.hold_clock();
    page.listen();
    page.tab_to(&format!("textarea {DESCRIPTION}"), "charged");
    page.pass(Duration::from_secs(60));
    assert_eq!(page.heard(), [""; 0], "with much room");
    insert(&page, &"1".repeat(7_500));
    assert_eq!(page.heard(), [""; 0], "while typing");
    page.pass(Duration::from_secs(60));
    assert_eq!(page.heard(), ["You have 493 characters remaining"]);
}
