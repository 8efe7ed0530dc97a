//! Text at least 4.5 : 1 (7 : 1 for body text), controls and focus rings at least 3 : 1, in light, dark and forced
//! colours.

use e2e::harness::{Browser, Site};
use e2e::pages::Look;
use e2e::tour::tour;
use thirtyfour::Key;

use super::{NOTHING, in_every_state};

/// What there is to set: the colour scheme, and forced colours.
const SETTINGS: [(&str, &str); 4] = [
    ("light", "none"),
    ("dark", "none"),
    ("light", "active"),
    ("dark", "active"),
];

fn set(browser: &Browser, (scheme, forced): (&str, &str)) {
    let features = [("prefers-color-scheme", scheme), ("forced-colors", forced)];
    browser.emulate("screen", &features);
}

#[test]
fn all_text_and_all_controls_stand_out_in_every_state() {
    let pale = in_every_state(|page| {
        let found = SETTINGS.map(|setting| {
            set(page.0, setting);
            let faults = [page.pale_text(), page.pale_controls()].concat();
            let (scheme, forced) = setting;
            let named = move |fault| format!("{scheme}, forced colours {forced}: {fault}");
            faults.into_iter().map(named)
        });
        found.into_iter().flatten().collect()
    });
    assert_eq!(pale, NOTHING);
}

#[test]
fn the_focus_stands_out_on_every_control_in_every_step() {
    tour(&mut Site::start(), |state, page| {
        page.browser.keys(Key::Tab);
        for setting in SETTINGS {
            set(&page.browser, setting);
            let pale = Look(&page.browser).pale_focus();
            assert_eq!(pale, NOTHING, "{state}, {setting:?}");
        }
        page.browser.prefer_dark(false);
    });
}
