use e2e::harness::{Browser, Engine, Site};
use e2e::pages::{ComplaintsPage, Look, axe, axe_on_colours};
use e2e::tour::tour;
use thirtyfour::Key;

use super::form_rules::SETTINGS;
use super::states::{Check, ENGLISH, WELSH, axe_in_every_state, found_in_every_state_of};

const NOTHING: [String; 0] = [];

#[test]
fn on_the_way_of_a_complaint_axe_finds_nothing_the_focus_stands_out_and_nothing_scrolls_sideways() {
    tour(&mut Site::start(), |state, page| {
        assert_eq!(axe_light_and_dark(&page.browser), NOTHING, "{state}");
        assert_eq!(pale_focus(page), NOTHING, "{state}");
        assert_eq!(page.sideways_at(320), NOTHING, "{state}");
    });
}

/// On which controls the focus stands out by less than 3 : 1, in light, dark and forced colours.
#[track_caller]
fn pale_focus(page: &ComplaintsPage) -> Vec<String> {
    page.browser.keys(Key::Tab);
    let found = SETTINGS.map(|(scheme, forced)| {
        let features = [("prefers-color-scheme", scheme), ("forced-colors", forced)];
        page.browser.emulate("screen", &features);
        let faults = Look(&page.browser).pale_focus().into_iter();
        faults.map(move |fault| format!("{scheme}, forced colours {forced}: {fault}"))
    });
    page.browser.prefer_dark(false);
    found.into_iter().flatten().collect()
}

in_every_engine!(axe_finds_nothing_in_any_state_there_are_words_for);

fn axe_finds_nothing_in_any_state_there_are_words_for(engine: Engine) {
    let found = match engine {
        // There every state is looked at in other ways, too.
        Engine::Chromium => found_in_every_state_of(ENGLISH, Check::Axe),
        Engine::Firefox | Engine::WebKit => axe_in_every_state(engine),
    };
    assert_eq!(found, NOTHING);
}

/// What other engines make of the states does not depend on the language.
#[test]
fn axe_finds_nothing_in_any_state_in_welsh() {
    assert_eq!(found_in_every_state_of(WELSH, Check::Axe), NOTHING);
}

/// What axe-core finds, light and dark; the page is light again then.
#[track_caller]
pub fn axe_light_and_dark(browser: &Browser) -> Vec<String> {
    let found = [true, false].map(|dark| {
        browser.prefer_dark(dark);
        // The rest of the dark page is as in the light one.
        let look = if dark { axe_on_colours } else { axe };
        let faults = look(browser).into_iter();
        faults.map(move |fault| format!("dark {dark}: {fault}"))
    });
    found.into_iter().flatten().collect()
}
