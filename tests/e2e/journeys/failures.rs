use std::time::Duration;

use e2e::harness::{Browser, Fault, Front, Site};
use e2e::pages::ComplaintsPage;
use e2e::tour::answer_what_is_required;

/// The page where a file fails, filled in and sent as it then is.
#[track_caller]
fn is_sent_although(ending: &'static str, fault: Fault) {
    let front = Front::before(Site::start());
    front.fail(ending, fault);
    let page = ComplaintsPage::open_plain(Browser::start(), &front.address("/"));
    page.text("We aim to resolve issues quickly and fairly.");
    answer_what_is_required(&page);
    // By now the page has given up, or still waits: nothing of it has changed.
    std::thread::sleep(Duration::from_secs(1));
    page.text("We aim to resolve issues quickly and fairly.");
    assert_eq!(page.answer("Full name"), "Ada Lovelace", "{ending}");
    assert!(!page.has_button("Check your answers"), "{ending}");
    page.press("Send complaint");
    let reference = page.reference();
    assert_eq!(front.site.references(), [reference], "{ending}");
}

#[test]
fn without_the_program_the_form_is_sent_as_it_stands() {
    for fault in [Fault::Status(404), Fault::Status(500), Fault::Truncated] {
        is_sent_although("_bg.wasm", fault);
    }
}

#[test]
fn without_the_copy_the_form_is_sent_as_it_stands() {
    for fault in [Fault::Status(404), Fault::Status(500), Fault::Truncated] {
        is_sent_although("complaints.json", fault);
    }
}

#[test]
fn without_the_script_the_form_is_sent_as_it_stands() {
    for fault in [Fault::Status(404), Fault::Status(500), Fault::Truncated] {
        is_sent_although("complaints.js", fault);
    }
}

#[test]
fn before_the_program_comes_the_form_is_sent_as_it_stands() {
    is_sent_although("_bg.wasm", Fault::After(Duration::from_secs(20)));
}

#[test]
fn what_was_typed_while_the_program_came_is_kept() {
    let front = Front::before(Site::start());
    front.fail("_bg.wasm", Fault::After(Duration::from_secs(5)));
    let page = ComplaintsPage::open_plain(Browser::start(), &front.address("/"));
    answer_what_is_required(&page);
    assert!(!page.has_button("Check your answers"), "it came too early");
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
    assert_eq!(page.row("Full name"), "Ada Lovelace");
}
