//! `prefers-reduced-motion`: no movement. `forced-colors`: system colours, borders instead of shadows. Print: every
//! section open, link addresses shown, controls hidden, no page break inside a step.

use e2e::harness::Site;
use e2e::tour::{CISAS, FIRST_COMPLAINED, answer_what_is_required, send_what_is_required};
use serde_json::json;

use super::NOTHING;

/// Whatever moves of its own accord, or would.
const MOVING: &str = "
    const { shadowRoot } = document.querySelector('complaints-procedure');
    const moves = ({ animationName, transitionDuration, scrollBehavior }) =>
        animationName !== 'none' || parseFloat(transitionDuration) > 0 || scrollBehavior === 'smooth';
    return [...shadowRoot.querySelectorAll('*')]
        .filter(element => ['', '::before', '::after'].some(part => moves(getComputedStyle(element, part || null))))
        .map(({ localName, className }) => `${localName}.${className}`)";

#[test]
fn nothing_moves_for_who_asks_for_no_movement() {
    let site = Site::start();
    let page = site.open();
    page.press("Check your answers");
    page.error_summary();
    assert_eq!(page.browser.run(MOVING, &[]), json!(NOTHING));
}

/// The boxes without a border all around, of those that are told apart by their colour or shadow.
const WITHOUT_BORDER: &str = "
    const { shadowRoot } = document.querySelector('complaints-procedure');
    const boxes = [...shadowRoot.querySelectorAll('*')].filter(element => element.checkVisibility()
        && element.matches('.cp-button, .cp-header-band__action, input:not([type=radio], [type=checkbox], [type=hidden], [tabindex=\"-1\"]), textarea, [role=alert], .cp-page-section--card, .cp-note, .cp-receipt__panel, .cp-header-band__promise'));
    const canvas = getComputedStyle(document.body).backgroundColor;
    return boxes.filter(element => {
        const style = getComputedStyle(element);
        return ['InlineStart'].some(side => !(parseFloat(style[`border${side}Width`]) > 0) || style[`border${side}Color`] === canvas);
    }).map(({ localName, className }) => `${localName}.${className}`)";

#[test]
fn forced_colours_draw_a_border_around_whatever_else_is_told_apart_by_colour() {
    let site = Site::start();
    let page = site.open();
    page.browser
        .emulate("screen", &[("forced-colors", "active")]);
    page.press("Check your answers");
    page.error_summary();
    assert_eq!(
        page.browser.run(WITHOUT_BORDER, &[]),
        json!(NOTHING),
        "the form"
    );
    answer_what_is_required(&page);
    page.press("Check your answers");
    page.press("Send complaint");
    page.reference();
    assert_eq!(
        page.browser.run(WITHOUT_BORDER, &[]),
        json!(NOTHING),
        "the receipt"
    );
}

/// What a printed page shows of itself.
const PRINTED: &str = "
    const { shadowRoot } = document.querySelector('complaints-procedure');
    const all = selector => [...shadowRoot.querySelectorAll(selector)];
    const isSeen = element => element.checkVisibility({ contentVisibilityAuto: true }) && element.getClientRects().length > 0;
    return {
        closed: all('section:not(:has(form)) details > :not(summary)').filter(answer => !isSeen(answer)).map(({ textContent }) => textContent),
        links: all('a[href^=http], a[href^=\"/\"]').filter(isSeen)
            .filter(link => getComputedStyle(link, '::after').content !== `\" (\" attr(href) \")\"` && !getComputedStyle(link, '::after').content.includes(link.getAttribute('href')))
            .map(({ textContent }) => textContent),
        controls: all('button, input, textarea').filter(isSeen).map(({ localName, textContent }) => `${localName} ${textContent}`),
        bullets: all('ul > li').filter(isSeen).map(item => getComputedStyle(item, '::before'))
            .filter(({ content, borderBottomWidth }) => content !== 'none' && !parseFloat(borderBottomWidth)).length,
        broken: all('ol > li').filter(step => getComputedStyle(step).breakInside !== 'avoid').map(({ textContent }) => textContent),
    }";

#[test]
fn in_print_every_answer_is_open_every_address_is_shown_and_nothing_can_be_pressed() {
    let site = Site::start();
    let page = site.open().in_section(CISAS);
    page.date(FIRST_COMPLAINED).fill("27", "3", "2026");
    page.press("Check the dates");
    page.heading("The dates of your case");
    page.browser
        .emulate("print", &[("prefers-color-scheme", "dark")]);
    page.text("We aim to respond within 5 working days. If we cannot meet that target");
    page.text("Sunday 27 December 2026");
    assert_eq!(
        page.browser.run(PRINTED, &[]),
        json!({ "closed": NOTHING, "links": NOTHING, "controls": NOTHING, "bullets": 0, "broken": NOTHING })
    );
}

#[test]
fn a_receipt_in_print_is_black_on_white_and_whole() {
    let site = Site::start();
    let page = site.open();
    let reference = send_what_is_required(&page);
    page.browser
        .emulate("print", &[("prefers-color-scheme", "dark")]);
    page.text(&reference);
    page.text(
        "Save this receipt. Quote this reference whenever you contact us about this complaint.",
    );
    assert_eq!(e2e::pages::Look(&page.browser).pale_text(), NOTHING);
}
