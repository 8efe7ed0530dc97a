//! The rules for forms and for access to them: a module for each, in their order.

use e2e::harness::{Browser, Site};
use e2e::pages::{Look, PreviewPage};

/// WebDriver's name of the key, in a text.
const ENTER: &str = "\u{e007}";

const NOTHING: [String; 0] = [];

/// What a reader can set: the colour scheme, and forced colours.
pub const SETTINGS: [(&str, &str); 4] = [
    ("light", "none"),
    ("dark", "none"),
    ("light", "active"),
    ("dark", "active"),
];

/// What a look finds in every state of the page that looks different, in both languages, with every answer open.
#[track_caller]
fn in_every_state(look: impl Fn(&Look) -> Vec<String>) -> Vec<String> {
    let site = Site::start();
    let mut browser = Browser::start();
    let mut found = Vec::new();
    for copy in ["complaints.json", "complaints.cy.json"] {
        let preview = PreviewPage::open(
            browser,
            &site.address(&format!("/preview.html?copy={copy}")),
        );
        found.extend(preview.visit(preview.looks(), |browser| {
            let page = Look(browser);
            page.open_every_answer();
            look(&page)
        }));
        browser = preview.browser;
    }
    found
}

mod when_to_validate;

mod error_summary;

mod link_targets;

mod message_wording;

mod keep_answers;

mod not_an_error;

mod dates;

mod files;

mod character_count;

mod email;

mod name_and_phone;

mod optional;

mod check_answers;

mod confirmation;

mod send_failed;

mod focus;

mod announcements;

mod size_and_reflow;

mod contrast;

mod memory_and_help;

mod time;

mod language;

mod user_settings;

mod ids;
