//! Targets at least 24 × 24 CSS px, aim for 44; nothing scrolls sideways at 320 CSS px or 400 % zoom; text-spacing
//! overrides lose nothing. Sideways is looked at in `accessibility`, on the way of a complaint, too.

use e2e::harness::{Browser, Files, Front, PATIENCE, Site, Words, eventually};
use e2e::pages::{ComplaintsPage, Look};
use e2e::tour::{FILES, answer_everything};
use serde_json::{Value, json};

use super::NOTHING;
use crate::states::{Check, found_in_every_state};

/// Makes the page in the preview's frame this wide, in CSS pixels.
const WIDEN: &str = "frameElement.style.inlineSize = `${arguments[0]}px`";

/// What a look finds at each of these widths, in CSS pixels.
#[track_caller]
fn at_widths<const N: usize>(
    page: &Look,
    widths: [u32; N],
    look: impl Fn() -> Vec<String>,
) -> Vec<String> {
    let found = widths.map(|width| {
        page.0.run(WIDEN, &[json!(width)]);
        let faults = look().into_iter();
        faults.map(move |fault| format!("{width} px: {fault}"))
    });
    found.into_iter().flatten().collect()
}

/// What is pressed on less than a thumb takes, on the page in the preview's frame as it is now.
#[track_caller]
pub fn small_targets(page: &Look) -> Vec<String> {
    at_widths(page, [320, 360, 1280], || page.small_targets(44))
}

/// Words that are cut off or covered on the page in the preview's frame, as it is now and when a reader spreads them.
#[track_caller]
pub fn cramped_words(page: &Look) -> Vec<String> {
    at_widths(page, [320, 768, 1280], || {
        page.spread_text(false);
        let as_it_is = page.cramped();
        page.spread_text(true);
        let spread = page.cramped().into_iter();
        let spread = spread.map(|fault| format!("spread: {fault}"));
        as_it_is.into_iter().chain(spread).collect()
    })
}

#[test]
fn whatever_is_pressed_takes_a_thumb_in_every_state_on_every_screen() {
    assert_eq!(found_in_every_state(Check::SmallTargets), NOTHING);
}

#[test]
fn no_words_are_cut_off_or_covered_in_any_state_or_when_a_reader_spreads_them() {
    assert_eq!(found_in_every_state(Check::CrampedWords), NOTHING);
}

#[test]
fn at_400_per_cent_zoom_a_complaint_is_made_without_scrolling_sideways() {
    let files = Files::new();
    let site = Site::start();
    let page = site.open();
    page.browser.zoom(320, 225, 4);
    let fits = |page: &ComplaintsPage| assert_eq!(Look(&page.browser).cramped(), NOTHING);
    page.press("Check your answers");
    page.error_summary();
    fits(&page);
    answer_everything(&page, &files);
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
    fits(&page);
    page.press("Send complaint");
    page.reference();
    fits(&page);
}

/// A word that nobody breaks.
const LONG: &str = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch";

#[test]
fn whatever_is_typed_and_attached_stays_in_its_place() {
    let files = Files::new();
    let site = Site::start();
    let page = site.open();
    answer_everything(&page, &files);
    let many: Vec<_> = (0..38)
        .map(|number| files.pdf(&format!("{}-{number}.pdf", "scan".repeat(30)), 100))
        .collect();
    let many: Vec<_> = many.iter().map(|file| file.as_path()).collect();
    page.choose_files(FILES, &many);
    page.listed(&format!("{}-37.pdf", "scan".repeat(30)));
    let from_the_right = "שלום עולם, זה השם שלי והכתובת שלי בלונדון";
    for wide in [&*"W".repeat(200), LONG, from_the_right] {
        page.fill("Full name", wide);
        page.fill("Postal address", wide);
        page.fill("Description of your complaint", &format!("{wide}\n{wide}"));
        for width in [320, 1280] {
            page.browser.resize(width, 900);
            assert_eq!(
                Look(&page.browser).cramped(),
                NOTHING,
                "the form, {width} px: {wide}"
            );
            page.press("Check your answers");
            page.heading("Check your answers before you send them");
            assert_eq!(
                Look(&page.browser).cramped(),
                NOTHING,
                "the check, {width} px: {wide}"
            );
            page.press("Back to the form");
        }
    }
    page.press("Check your answers");
    page.press("Send complaint");
    page.reference();
    for width in [320, 1280] {
        page.browser.resize(width, 900);
        assert_eq!(
            Look(&page.browser).cramped(),
            NOTHING,
            "the receipt, {width} px"
        );
    }
}

#[test]
fn words_of_the_company_that_cannot_be_broken_stay_in_their_place() {
    let word = json!(LONG);
    let edits: Vec<(&str, Value)> = [
        "/header/title",
        "/header/tagline",
        "/header/action",
        "/header/promises/0/text",
        "/sections/0/title",
        "/form/title",
        "/form/review",
        "/form/groups/0/title",
        "/form/groups/0/fields/0/label",
        "/form/groups/1/fields/0/options/0/label",
        "/self_check/title",
        "/self_check/check",
    ]
    .into_iter()
    .map(|pointer| (pointer, word.clone()))
    .collect();
    let front = Front::before(Site::start());
    front.put("/complaints.json", &Words::read().edited(&edits));
    let browser = Browser::start();
    browser.open(&front.address("/"));
    eventually(PATIENCE, "the other words", || {
        let title = "return document.querySelector('complaints-procedure').shadowRoot.querySelector('h1').textContent";
        (browser.run(title, &[]) == word).then_some(())
    });
    for width in [320, 1280] {
        browser.resize(width, 900);
        assert_eq!(Look(&browser).cramped(), NOTHING, "{width} px");
    }
}

#[test]
fn on_a_site_written_from_right_to_left_everything_stays_in_its_place() {
    let site = Site::start();
    let page = site.open();
    // As a copy in such a language turns it.
    page.browser.run(
        "document.dir = 'rtl';
         document.querySelector('complaints-procedure').shadowRoot.querySelector('.cp-page').dir = 'rtl'",
        &[],
    );
    page.press("Check your answers");
    page.error_summary();
    for width in [320, 1280] {
        page.browser.resize(width, 900);
        assert_eq!(Look(&page.browser).cramped(), NOTHING, "{width} px");
    }
}
