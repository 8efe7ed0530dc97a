//! Text at least 4.5 : 1 (7 : 1 for body text), controls and focus rings at least 3 : 1, in light, dark and forced
//! colours.
//!
//! The focus is looked at in `accessibility`, on the way of a complaint.

use e2e::harness::Browser;
use e2e::pages::Look;

use super::{NOTHING, SETTINGS};
use crate::states::{Check, found_in_every_state};

fn set(browser: &Browser, (scheme, forced): (&str, &str)) {
    let features = [("prefers-color-scheme", scheme), ("forced-colors", forced)];
    browser.emulate("screen", &features);
}

/// Text and controls of the page as it is now that stand out too little, in each setting; then it is light again.
#[track_caller]
pub fn pale(page: &Look) -> Vec<String> {
    let found = SETTINGS.map(|setting| {
        set(page.0, setting);
        let faults = [page.pale_text(), page.pale_controls()].concat();
        let (scheme, forced) = setting;
        let named = move |fault| format!("{scheme}, forced colours {forced}: {fault}");
        faults.into_iter().map(named)
    });
    set(page.0, SETTINGS[0]);
    found.into_iter().flatten().collect()
}

#[test]
fn all_text_and_all_controls_stand_out_in_every_state() {
    assert_eq!(found_in_every_state(Check::Contrast), NOTHING);
}
