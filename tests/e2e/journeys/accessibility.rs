use e2e::harness::{Engine, Site};
use e2e::pages::{Look, PreviewPage, axe, axe_on_colours};
use e2e::tour::tour;

const NOTHING: [String; 0] = [];

#[test]
fn axe_finds_nothing_in_any_state_light_or_dark() {
    tour(&mut Site::start(), |state, page| {
        for dark in [false, true] {
            page.browser.prefer_dark(dark);
            assert_eq!(page.axe(), NOTHING, "{state}, dark: {dark}");
        }
        page.browser.prefer_dark(false);
    });
}

in_every_engine!(axe_finds_nothing_in_any_state_there_are_words_for);

fn axe_finds_nothing_in_any_state_there_are_words_for(engine: Engine) {
    assert_eq!(axe_in_every_state(engine, "complaints.json"), NOTHING);
}

in_every_engine!(axe_finds_nothing_in_any_state_in_welsh);

fn axe_finds_nothing_in_any_state_in_welsh(engine: Engine) {
    assert_eq!(axe_in_every_state(engine, "complaints.cy.json"), NOTHING);
}

/// What axe-core finds in every state that the preview of a copy file leads to, light and dark.
#[track_caller]
fn axe_in_every_state(engine: Engine, copy: &str) -> Vec<String> {
    let site = Site::start();
    let address = site.address(&format!("/preview.html?copy={copy}"));
    let preview = PreviewPage::open(engine.start(), &address);
    preview.visit(preview.states(), |browser| {
        Look(browser).open_every_answer();
        let found = [false, true].map(|dark| {
            browser.prefer_dark(dark);
            // The rest of the dark page is as in the light one.
            let look = if dark { axe_on_colours } else { axe };
            let faults = look(browser).into_iter();
            faults.map(move |fault| format!("dark {dark}: {fault}"))
        });
        found.into_iter().flatten().collect()
    })
}
