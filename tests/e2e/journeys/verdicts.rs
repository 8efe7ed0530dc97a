//! Why no answer came, as far as the page can tell: it never says that nothing was sent where the company
//! may have it, and tells the owner what to mend.

use e2e::harness::{Browser, Fault, Front, Site};
use e2e::pages::ComplaintsPage;
use e2e::tour::answer_what_is_required;

const MAYBE: &str = "Your complaint may not have reached us";
const UNREADABLE: &str =
    "Our server’s answer could not be read, so we cannot tell whether your complaint arrived.";

/// Fills in the page at an address and sends it, until the page has given up.
#[track_caller]
fn sent_in_vain(address: &str) -> ComplaintsPage {
    let page = ComplaintsPage::open(Browser::start(), address);
    answer_what_is_required(&page);
    page.press("Check your answers");
    // Each try has its pause before it.
    page.hold_clock();
    page.press("Send complaint");
    page.pass_until_heading(MAYBE);
    page
}

/// How often a form was posted.
fn posts(front: &Front) -> usize {
    let requests = front.requests();
    let posts = requests
        .iter()
        .filter(|request| request.starts_with("POST"));
    posts.count()
}

#[track_caller]
fn assert_says(page: &ComplaintsPage, part: &str) {
    let console = page.browser.console();
    assert!(
        console.iter().any(|line| line.contains(part)),
        "{console:?}"
    );
}

#[test]
fn what_is_led_on_to_another_server_may_have_arrived() {
    let other = Site::start();
    let front = Front::before(Site::start());
    front.fail("/complaints/form", Fault::redirect(&other.address("/")));
    let page = sent_in_vain(&front.address("/"));
    page.text(UNREADABLE);
    assert_says(&page, "it may redirect to another server");
}

#[test]
fn what_is_led_on_to_a_page_that_is_not_there_may_have_arrived_and_is_sent_once() {
    let front = Front::before(Site::start());
    front.fail("/complaints/form", Fault::redirect("/thanks"));
    let page = sent_in_vain(&front.address("/"));
    assert_eq!(posts(&front), 1);
    assert_says(&page, "by a redirect to");
}

#[test]
fn what_another_server_does_not_let_be_read_is_not_the_lines_fault() {
    let mut other = Front::before(Site::start());
    let front = Front::before(Site::start());
    let page = format!(
        "<!doctype html><html lang=\"en\"><title>Company</title>\
         <script type=\"module\" src=\"/complaints.js\"></script>\
         <complaints-procedure copy=\"/complaints.json\" endpoint=\"{}\"></complaints-procedure>",
        other.address("/complaints/form")
    );
    front.put("/company.html", &page);
    let page = sent_in_vain(&front.address("/company.html"));
    page.text(UNREADABLE);
    assert_says(&page, "Access-Control-Allow-Headers: idempotency-key");
    assert_eq!(posts(&other), 0);
    // A server that stands before the endpoint refuses large bodies, and knows nothing of the page.
    let origin = front.address("");
    other.site.allow(&origin);
    page.press("Send again");
    page.reference();
}
