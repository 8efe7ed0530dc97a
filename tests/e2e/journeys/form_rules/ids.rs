//! `for`, `aria-describedby`, `aria-labelledby` stay inside one shadow root; two widgets on one page do not disturb
//! each other.

use e2e::harness::{Browser, Front, Site};
use e2e::pages::ComplaintsPage;
use serde_json::json;

use super::NOTHING;

/// A page with two tags, once both are live.
const TWO: &str = "
    const done = arguments[arguments.length - 1];
    const tags = [1, 2].map(() => document.createElement('complaints-procedure'));
    Promise.all(tags.map(tag => new Promise(ready => tag.addEventListener('complaints-ready', ready)))).then(() => setTimeout(done, 50));
    document.body.append(...tags);
    tags.forEach(tag => tag.setAttribute('loading', 'eager'))";

#[track_caller]
fn two(front: &Front) -> ComplaintsPage {
    let page = ComplaintsPage::open_plain(Browser::start(), &front.address("/hosts/bare.html"));
    page.browser.run_async(TWO, &[]);
    page
}

/// The references that lead nowhere in their own shadow root.
const ASTRAY: &str = "
    return [...document.querySelectorAll('complaints-procedure')].flatMap(({ shadowRoot }) =>
        [...shadowRoot.querySelectorAll('[for], [aria-describedby], [aria-labelledby]')].flatMap(element =>
            ['for', 'aria-describedby', 'aria-labelledby']
                .flatMap(name => (element.getAttribute(name) ?? '').split(' ').filter(Boolean))
                .filter(id => !shadowRoot.getElementById(id))))";

#[test]
fn every_reference_leads_to_its_own_widget() {
    let front = Front::before(Site::start());
    let page = two(&front).in_tag(1);
    page.press("Check your answers");
    page.error_summary();
    assert_eq!(page.browser.run(ASTRAY, &[]), json!(NOTHING));
}

#[test]
fn a_problem_in_one_widget_is_told_and_mended_there_alone() {
    let front = Front::before(Site::start());
    let page = two(&front).in_tag(1);
    page.press("Check your answers");
    page.follow("Enter your full name");
    page.focus_on("input Full name");
    page.browser.keys("Ada Lovelace");
    assert_eq!(page.error_summary().len(), 3);
    let page = page.in_tag(0);
    assert!(!page.has_error_summary());
    assert_eq!(page.answer("Full name"), "");
    assert_eq!(page.field_error("Full name"), None);
}
