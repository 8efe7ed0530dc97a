//! No time limit. A spam signal never refuses a quick or slow person.

use e2e::harness::Site;
use e2e::pages::ComplaintsPage;
use e2e::tour::answer_what_is_required;

#[track_caller]
fn is_received(site: &Site, page: &ComplaintsPage) {
    page.press("Check your answers");
    page.press("Send complaint");
    let reference = page.reference();
    assert_eq!(site.references(), [reference]);
}

#[test]
fn a_form_that_is_left_for_a_week_is_sent_as_it_was() {
    let site = Site::start();
    let page = site.open();
    answer_what_is_required(&page);
    page.browser.run(
        "const { now } = Date; Date.now = () => now() + 7 * 86_400_000",
        &[],
    );
    is_received(&site, &page);
}

#[test]
fn a_form_that_is_filled_in_within_a_second_is_received() {
    let site = Site::start();
    let page = site.open();
    page.browser.run(
        "const { shadowRoot } = document.querySelector('complaints-procedure');
         for (const [id, answer] of [['name', 'Ada Lovelace'], ['email', 'ada@example.com'], ['description', 'The March bill charges twice.']]) {
             const control = shadowRoot.getElementById(id);
             control.value = answer;
             control.dispatchEvent(new Event('input', { bubbles: true }));
         }
         shadowRoot.getElementById('category-2').click()",
        &[],
    );
    is_received(&site, &page);
}
