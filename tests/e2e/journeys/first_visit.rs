//! What a first visit costs before the page is live: by its causes, since a machine's speed says nothing of them.

use e2e::harness::{Browser, Fault, Front, PATIENCE, Site, built, eventually, root};
use e2e::pages::ComplaintsPage;
use e2e::tour::answer_what_is_required;
use serde_json::json;

const LOADER: &str = "complaints.js";
const PICTURE: &str = "/picture.png";

/// The page as it was built, with a picture of the company's that keeps it from being loaded.
#[track_caller]
fn with_a_picture() -> String {
    let index = root().join("dist/index.html");
    let page = std::fs::read_to_string(&index)
        .unwrap_or_else(|error| panic!("{}: {error}", index.display()));
    page.replace("</body>", "<img src=\"/picture.png\" alt=\"\"></body>")
}

#[track_caller]
fn is_painted(page: &ComplaintsPage) {
    eventually(PATIENCE, "the first paint", || {
        let paints = "return performance.getEntriesByName('first-contentful-paint').length";
        (page.browser.run(paints, &[]) == 1).then_some(())
    });
}

/// What the browser waits for before it paints, and scripts that its parser waits for.
const BLOCKING: &str = "
    const name = ({ name }) => new URL(name).pathname;
    return [
        performance.getEntriesByType('resource').filter(({ renderBlockingStatus }) => renderBlockingStatus === 'blocking').map(name),
        [...document.querySelectorAll('script:not([type], [async], [defer]), script[type$=javascript]:not([async], [defer])')].map(script => script.outerHTML),
    ]";

/// Comes back when the browser has rested twice, and the server has heard of it.
const REST: &str = "
    const [done] = arguments;
    const rest = () => new Promise(next => requestIdleCallback(next));
    rest().then(rest).then(() => fetch('/rested')).then(() => done())";

#[test]
fn before_it_is_loaded_or_touched_a_page_asks_for_its_styles_and_its_loader_alone() {
    let front = Front::before(Site::start());
    front.put("/first.html", &with_a_picture());
    front.fail(PICTURE, Fault::Held);
    let page = ComplaintsPage::open_plain(Browser::impatient(), &front.address("/first.html"));
    is_painted(&page);
    front.asked_for(LOADER, 1);
    let styles = format!("/{}", built("complaints-", ".css"));
    assert_eq!(page.browser.run(BLOCKING, &[]), json!([[styles], []]));
    page.browser.run_async(REST, &[]);
    let mut asked = front.requests();
    // Browsers ask for it when they like.
    asked.retain(|asked| !asked.contains("favicon"));
    asked.sort();
    let mut expected = ["/first.html", &styles, "/complaints.js", PICTURE, "/rested"]
        .map(|path| format!("GET {path}"));
    expected.sort();
    assert_eq!(asked, expected);
    // Whoever touches it waits for nothing of the company's.
    page.fill("Full name", "Ada Lovelace");
    page.alive();
    assert_eq!(page.answer("Full name"), "Ada Lovelace");
}

#[test]
fn a_form_is_painted_filled_in_and_sent_while_every_script_is_on_its_way() {
    let front = Front::before(Site::start());
    for file in [LOADER, &built("complaints-", ".js"), ".wasm", ".json"] {
        front.fail(file, Fault::Held);
    }
    let page = ComplaintsPage::open_plain(Browser::impatient(), &front.address("/"));
    is_painted(&page);
    answer_what_is_required(&page);
    page.press("Send complaint");
    let reference = page.reference();
    assert_eq!(front.site.references(), [reference]);
}

#[test]
fn a_form_is_filled_in_and_sent_while_the_program_it_asked_for_is_on_its_way() {
    let front = Front::before(Site::start());
    let glue = built("complaints-", ".js");
    front.fail(&glue, Fault::Held);
    let page = ComplaintsPage::open_plain(Browser::start(), &front.address("/"));
    answer_what_is_required(&page);
    front.asked_for(&glue, 1);
    page.press("Send complaint");
    let reference = page.reference();
    assert_eq!(front.site.references(), [reference]);
}
