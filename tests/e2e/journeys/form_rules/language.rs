//! `lang` on the root, from the copy file, and on any passage in another language.

use e2e::harness::{Browser, Site};
use e2e::pages::ComplaintsPage;
use serde_json::json;

/// The document's language, and the words of each other language that stand on its page.
const LANGUAGES: &str = "
    const { shadowRoot } = document.querySelector('complaints-procedure');
    const [root, ...passages] = shadowRoot.querySelectorAll('[lang]');
    return [document.documentElement.lang, root.lang, ...passages.map(({ lang, textContent }) => `${lang}: ${textContent}`)]";

#[test]
fn a_page_says_its_language_and_that_of_every_passage_in_another() {
    let site = Site::start();
    let page = site.open();
    assert_eq!(
        page.browser.run(LANGUAGES, &[]),
        json!(["en-GB", "en-GB", "cy: Cymraeg"])
    );
    let page = ComplaintsPage::open(Browser::start(), &site.address("/cy.html"));
    assert_eq!(
        page.browser.run(LANGUAGES, &[]),
        json!(["cy", "cy", "en-GB: English"])
    );
}
