//! One walk through every state of the page, in each language, on which each state is looked at in every way there is:
//! to bring the page into a state takes longer than to look at it. Each look is a test of its own elsewhere.

use std::sync::OnceLock;

use e2e::harness::{Browser, Engine, Site};
use e2e::pages::{Look, PreviewPage, bring_axe};

use super::accessibility::axe_light_and_dark;
use super::form_rules::contrast::pale;
use super::form_rules::size_and_reflow::{cramped_words, small_targets};

/// What is looked for in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// What axe-core finds, light and dark.
    Axe,
    /// Text and controls that stand out too little, in every setting of a reader's.
    Contrast,
    /// What is pressed on less than 44 CSS pixels each way, on small screens and a large one.
    SmallTargets,
    /// Words that are cut off or covered, on screens of every size, as they are and spread by a reader.
    CrampedWords,
}

use Check::{Axe, Contrast, CrampedWords, SmallTargets};

pub const ENGLISH: &str = "complaints.json";
pub const WELSH: &str = "complaints.cy.json";

struct Finding {
    check: Check,
    state: String,
    fault: String,
}

static IN_ENGLISH: OnceLock<Vec<Finding>> = OnceLock::new();
static IN_WELSH: OnceLock<Vec<Finding>> = OnceLock::new();

/// What a check finds in Chromium in every state in both languages, with every answer open.
#[track_caller]
pub fn found_in_every_state(check: Check) -> Vec<String> {
    [ENGLISH, WELSH]
        .into_iter()
        .flat_map(|copy| found_in_every_state_of(copy, check))
        .collect()
}

/// What a check finds in Chromium in every state that a copy file has words for, with every answer open.
#[track_caller]
pub fn found_in_every_state_of(copy: &str, check: Check) -> Vec<String> {
    let walked = if copy == WELSH {
        &IN_WELSH
    } else {
        &IN_ENGLISH
    };
    let findings = walked.get_or_init(|| walk(copy)).iter();
    findings
        .filter(|finding| finding.check == check)
        .map(|Finding { state, fault, .. }| format!("{copy}, {state}: {fault}"))
        .collect()
}

/// What axe-core finds in another engine in every state that there are English words for, with every answer open.
#[track_caller]
pub fn axe_in_every_state(engine: Engine) -> Vec<String> {
    let site = Site::start();
    let preview = open(&site, engine.start(), ENGLISH);
    let found = preview.visit(preview.builds(), |browser, _| {
        Look(browser).open_every_answer();
        axe_light_and_dark(browser)
    });
    let found = found.into_iter();
    found
        .map(|(state, fault)| format!("{state}: {fault}"))
        .collect()
}

#[track_caller]
fn open(site: &Site, browser: Browser, copy: &str) -> PreviewPage {
    let address = site.address(&format!("/preview.html?copy={copy}"));
    PreviewPage::open(browser, &address)
}

/// Looks at every state of a copy file in every way. Of the messages of one question, which differ in their words
/// alone, axe sees one; the eye sees one of each form.
#[track_caller]
fn walk(copy: &str) -> Vec<Finding> {
    let site = Site::start();
    let browser = Browser::start();
    bring_axe(&browser);
    let preview = open(&site, browser, copy);
    let looks = preview.looks();
    let found = preview.visit(preview.builds(), |browser, state| {
        let page = Look(browser);
        page.open_every_answer();
        let mut found = Vec::new();
        let mut see = |check, faults: Vec<String>| {
            found.extend(faults.into_iter().map(|fault| (check, fault)));
        };
        see(Axe, axe_light_and_dark(browser));
        if looks.iter().any(|look| look == state) {
            see(Contrast, pale(&page));
            see(SmallTargets, small_targets(&page));
            see(CrampedWords, cramped_words(&page));
        }
        found
    });
    let found = found.into_iter();
    found
        .map(|(state, (check, fault))| Finding {
            check,
            state,
            fault,
        })
        .collect()
}
