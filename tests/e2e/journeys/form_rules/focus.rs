//! A change of step moves focus to the new heading (`tabindex=-1`). Never move focus while someone types. Focus is
//! never hidden under a host's sticky header.

use std::time::Duration;

use e2e::harness::{Browser, Engine, Files, Front, Site};
use e2e::pages::ComplaintsPage;
use e2e::tour::{FILES, answer_what_is_required};
use serde_json::{Value, json};
use thirtyfour::Key;

use super::NOTHING;

in_every_engine!(each_step_moves_the_focus_to_its_heading);

fn each_step_moves_the_focus_to_its_heading(engine: Engine) {
    let site = Site::start();
    let page = site.open_in(engine.start());
    answer_what_is_required(&page);
    page.press("Check your answers");
    page.focus_on("heading Check your answers before you send them");
    page.press("Back to the form");
    page.focus_on("heading Complaint form");
    page.press("Check your answers");
    page.press("Send complaint");
    page.focus_on("heading Complaint sent");
}

#[test]
fn the_focus_stays_with_who_types_whatever_the_page_does_meanwhile() {
    let files = Files::new();
    let site = Site::start();
    let page = site.open();
    page.hold_clock();
    page.choose_files(FILES, &[&files.pdf("bill.pdf", 9_000_000)]);
    page.tab_to("textarea Description of your complaint", "");
    let text = "The March bill charges twice.";
    for letter in text.chars() {
        page.browser.keys(letter.to_string());
        page.pass(Duration::from_millis(80));
    }
    page.listed("bill.pdf");
    // The count is announced, and answers are kept.
    page.pass(Duration::from_secs(60));
    page.focus_on("textarea Description of your complaint");
    assert_eq!(page.answer("Description of your complaint"), text);
}

/// A header of the company's own that stays at the top, 120 pixels high, as the page is told.
const HEADER: &str = "
    const header = document.createElement('header');
    header.textContent = 'Company';
    header.id = 'sticky';
    header.style.cssText = 'position: sticky; top: 0; height: 120px; background: white; z-index: 10';
    document.body.prepend(header);
    document.querySelector('complaints-procedure').style.setProperty('--cp-sticky-height', '120px')";

fn tab(browser: &Browser) {
    browser.keys(Key::Tab);
}

fn tab_back(browser: &Browser) {
    browser.chord(Key::Shift, Key::Tab);
}

const FOCUSED: &str = "
    let { activeElement } = document;
    while (activeElement.shadowRoot?.activeElement) ({ activeElement } = activeElement.shadowRoot);";

/// What has the focus, and whether it begins below the header and in the window.
const UNDER: &str = "
    let { activeElement } = document;
    while (activeElement.shadowRoot?.activeElement) ({ activeElement } = activeElement.shadowRoot);
    const { top, bottom } = activeElement.getBoundingClientRect();
    return [`${activeElement.id || activeElement.textContent}: ${top} to ${bottom}`, top >= 119 && top < innerHeight - 24]";

#[test]
fn the_focus_is_never_hidden_under_a_sticky_header_forwards_or_backwards() {
    let front = Front::before(Site::start());
    let page = ComplaintsPage::open(Browser::start(), &front.address("/"));
    page.browser.run(HEADER, &[]);
    page.browser.resize(1280, 500);
    let mut hidden = Vec::new();
    for press in [tab, tab_back] {
        for _ in 0..60 {
            press(&page.browser);
            page.browser.drawn();
            if page.focused().is_empty() {
                break;
            }
            let seen = page.browser.run(UNDER, &[]);
            if seen[1] == false {
                hidden.push(seen[0].to_string());
            }
        }
    }
    assert_eq!(hidden, NOTHING);
}

/// What of a site stays where it is beside a header: a notice at the bottom, a rail along an edge, a layer over all.
const BESIDE: [&str; 3] = [
    "bottom: 0; left: 0; right: 0; height: 150px; background: white",
    "top: 0; bottom: 0; left: 0; width: 60px; background: white",
    "inset: 0; opacity: 0.01; background: white",
];

#[test]
fn the_focus_is_in_sight_whatever_a_site_lays_beside_or_over_the_page() {
    let front = Front::before(Site::start());
    let mut hidden = Vec::new();
    for style in BESIDE {
        let page = ComplaintsPage::open(Browser::start(), &front.address("/"));
        page.browser.run(
            "const bar = document.createElement('aside');
             bar.style.cssText = `position: fixed; z-index: 10; ${arguments[0]}`;
             document.body.append(bar);
             // As a site with such a notice does: its last words can be read too.
             document.body.style.paddingBottom = '160px'",
            &[json!(style)],
        );
        page.browser.resize(800, 600);
        let is_below = style.starts_with("bottom");
        let free = if is_below { 450.0 } else { 600.0 };
        for press in [tab, tab_back] {
            for _ in 0..20 {
                press(&page.browser);
                page.browser.drawn();
                let [top, bottom] = ["top", "bottom"].map(|edge| {
                    let script =
                        format!("{FOCUSED} return activeElement.getBoundingClientRect().{edge}");
                    page.browser.run(&script, &[]).as_f64().unwrap_or_default()
                });
                if page.focused().is_empty() {
                    break;
                }
                // A little may lie under an edge, and of a tall box all but its beginning.
                let is_seen = top >= 0.0 && (bottom <= free + 20.0 || top + 24.0 <= free);
                if !is_seen {
                    hidden.push(format!(
                        "{style}: {} from {top} to {bottom}",
                        page.focused()
                    ));
                }
            }
        }
    }
    assert_eq!(hidden, NOTHING);
}

#[test]
fn a_message_that_takes_the_focus_is_seen_under_a_sticky_header() {
    let front = Front::before(Site::start());
    let page = ComplaintsPage::open(Browser::start(), &front.address("/"));
    page.browser.run(HEADER, &[]);
    let is_seen = |what: &str| {
        page.focus_on(what);
        let seen: Value = page.browser.run(UNDER, &[]);
        assert_eq!(seen[1], json!(true), "{what}: {seen}");
    };
    page.press("Check your answers");
    is_seen("alert There is a problem");
    page.follow("Enter your full name");
    is_seen("input Full name");
    answer_what_is_required(&page);
    page.press("Check your answers");
    is_seen("heading Check your answers before you send them");
}
