//! A line that is slow, stands still, goes and comes, and a customer who stops.

use std::time::Duration;

use e2e::harness::{Browser, Files, Front, PATIENCE, Site, eventually};
use e2e::pages::ComplaintsPage;
use e2e::tour::answer_what_is_required;
use support::fate::{Answer, Fate};

/// The page at the check step, with a file of this many bytes, which stays as long as its folder.
#[track_caller]
fn ready_to_send(front: &Front, bytes: usize) -> (ComplaintsPage, Files) {
    let files = Files::new();
    let page = ComplaintsPage::open(Browser::start(), &front.address("/"));
    page.browser.run(
        "window.reasons = [];
         document.addEventListener('complaints-failed', ({ detail }) => reasons.push(detail.reason))",
        &[],
    );
    answer_what_is_required(&page);
    let file = files.pdf("bill.pdf", bytes);
    page.choose_files("Letters, emails and screenshots", &[&file]);
    page.listed("bill.pdf");
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
    (page, files)
}

/// How often a complaint was tried to be sent.
fn tries(front: &Front) -> usize {
    let requests = front.requests();
    let is_try = |request: &&String| *request == "POST /complaints/form";
    requests.iter().filter(is_try).count()
}

/// The one complaint of the inbox, which has the file as it was.
#[track_caller]
fn has_arrived_once(front: &Front, page: &ComplaintsPage, bytes: usize) {
    page.heading_within(PATIENCE, "Complaint sent");
    let reference = page.reference();
    assert_eq!(front.site.references(), std::slice::from_ref(&reference));
    let files = front.site.saved_files(&reference);
    assert_eq!(files["1-bill.pdf"].len(), bytes);
}

const MEGABYTE: usize = 1 << 20;

#[test]
fn a_slow_upload_shows_how_far_it_has_come_and_stopping_it_keeps_everything() {
    let front = Front::before(Site::start());
    let (page, _files) = ready_to_send(&front, MEGABYTE);
    page.browser.be_online(Some(50_000));
    page.press("Send complaint");
    page.text(" of 1.1 MB sent");
    moves_on(&page);
    page.press("Stop sending");
    page.focus_on("p");
    page.text("You stopped sending. Your complaint may or may not have reached us.");
    assert_eq!(page.row("Full name"), "Ada Lovelace");
    assert!(!page.has_button("Stop sending"));
    let reasons = page.browser.run("return reasons", &[]);
    assert_eq!(reasons, serde_json::json!(["stopped"]));

    page.browser.be_online(None);
    page.press("Send again");
    has_arrived_once(&front, &page, MEGABYTE);
}

/// Almost as long as an upload may stand still, which is 30 seconds.
const ALMOST_A_PAUSE: Duration = Duration::from_secs(29);

/// How much of the upload has gone out, from 0 to 1; none where none is shown.
#[track_caller]
fn gone_out(page: &ComplaintsPage) -> Option<f64> {
    let bar = "const bar = document.querySelector('complaints-procedure').shadowRoot.querySelector('progress');
        return bar?.checkVisibility() ? bar.value / bar.max : null";
    page.browser.run(bar, &[]).as_f64()
}

/// Waits until more has gone out, and less than all.
#[track_caller]
fn moves_on(page: &ComplaintsPage) {
    let before = gone_out(page).unwrap_or_default();
    eventually(PATIENCE, "a bar that moves", || {
        let part = gone_out(page)?;
        (part > before && part < 1.0).then_some(())
    });
}

#[test]
fn a_slow_upload_takes_as_long_as_it_needs_while_it_moves() {
    let front = Front::before(Site::start());
    let (page, _files) = ready_to_send(&front, MEGABYTE);
    page.browser.be_online(Some(50_000));
    page.hold_clock();
    page.press("Send complaint");
    // Far longer in all than it may stand still.
    for _ in 0..4 {
        moves_on(&page);
        page.pass(ALMOST_A_PAUSE);
    }
    page.browser.be_online(None);
    has_arrived_once(&front, &page, MEGABYTE);
    assert_eq!(tries(&front), 1);
}

#[test]
fn an_upload_that_stands_still_is_tried_again_and_arrives_once() {
    let front = Front::before(Site::start());
    front.script(&[Fate::StandsStill]);
    let (page, _files) = ready_to_send(&front, 9 * MEGABYTE);
    page.hold_clock();
    page.press("Send complaint");
    front.asked_for("/complaints/form", 1);
    page.pass_until_heading("Complaint sent");
    has_arrived_once(&front, &page, 9 * MEGABYTE);
    assert_eq!(tries(&front), 2);
}

#[test]
fn who_stops_a_complaint_that_the_company_has_already_sends_it_once_all_the_same() {
    let front = Front::before(Site::start());
    front.script(&[Fate::Silent { kept: true }]);
    let (page, _files) = ready_to_send(&front, 2_000);
    page.press("Send complaint");
    eventually(PATIENCE, "a complaint", || {
        (front.site.references().len() == 1).then_some(())
    });
    page.press("Stop sending");
    page.press("Send again");
    has_arrived_once(&front, &page, 2_000);
    assert_eq!(tries(&front), 2);
}

#[test]
fn stopping_between_two_tries_ends_them() {
    let front = Front::before(Site::start());
    let answer = Answer(503, "", "");
    front.script(&[Fate::Answered {
        answer,
        kept: false,
    }]);
    let (page, _files) = ready_to_send(&front, 2_000);
    page.hold_clock();
    page.press("Send complaint");
    page.text("we are trying again");
    page.press("Stop sending");
    page.text("You stopped sending.");
    // More than all tries take.
    page.pass(Duration::from_secs(120));
    page.press("Send again");
    has_arrived_once(&front, &page, 2_000);
    assert_eq!(tries(&front), 2);
}

#[test]
fn who_is_offline_is_told_before_sending_and_the_complaint_goes_out_by_itself_later() {
    let front = Front::before(Site::start());
    let (page, _files) = ready_to_send(&front, 2_000);
    page.browser.be_offline();
    page.text("You are offline. You can send your complaint now");
    page.press("Send complaint");
    page.text("You are offline. Your complaint has not been sent yet");
    assert_eq!(tries(&front), 0);
    page.browser.be_online(None);
    has_arrived_once(&front, &page, 2_000);
    assert_eq!(tries(&front), 1);
}

#[test]
fn a_device_that_says_wrongly_that_it_has_no_line_sends_all_the_same() {
    let front = Front::before(Site::start());
    let (page, _files) = ready_to_send(&front, 2_000);
    page.browser.run(
        "Object.defineProperty(navigator, 'onLine', { value: false })",
        &[],
    );
    page.press("Send complaint");
    has_arrived_once(&front, &page, 2_000);
}

#[test]
fn a_line_that_is_gone_again_says_nothing_of_having_been_away() {
    let front = Front::before(Site::start());
    let (page, _files) = ready_to_send(&front, 2_000);
    page.browser.be_offline();
    page.text("You are offline.");
    page.browser.be_online(None);
    eventually(PATIENCE, "no word of it", || {
        (!page.visible_text().contains("You are offline.")).then_some(())
    });
}

#[test]
fn a_line_that_goes_half_way_is_waited_for_and_the_complaint_arrives_once() {
    let front = Front::before(Site::start());
    front.script(&[Fate::CutWithin]);
    let (page, _files) = ready_to_send(&front, MEGABYTE);
    page.browser.be_online(Some(150_000));
    page.press("Send complaint");
    page.text(" of 1.1 MB sent");
    page.browser.be_offline();
    page.text("You are offline. Your complaint has not been sent yet");
    page.browser.be_online(None);
    has_arrived_once(&front, &page, MEGABYTE);
    assert_eq!(tries(&front), 2);
}

#[test]
fn a_complaint_that_waits_for_the_line_can_be_stopped() {
    let front = Front::before(Site::start());
    let (page, _files) = ready_to_send(&front, 2_000);
    page.browser.be_offline();
    page.press("Send complaint");
    page.text("You are offline. Your complaint has not been sent yet");
    page.press("Stop sending");
    page.text("You stopped sending.");
    page.browser.be_online(None);
    page.press("Send again");
    has_arrived_once(&front, &page, 2_000);
    assert_eq!(tries(&front), 1);
}
