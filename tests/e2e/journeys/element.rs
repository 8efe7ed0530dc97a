use e2e::harness::{Browser, Front, Site};
use e2e::pages::ComplaintsPage;
use e2e::tour::answer_what_is_required;
use serde_json::{Value, json};

/// A page of the company's without a tag, in its own hands.
#[track_caller]
fn bare(front: &Front) -> ComplaintsPage {
    ComplaintsPage::open_plain(Browser::start(), &front.address("/hosts/bare.html"))
}

/// Adds a tag, and waits until it is live.
const ADD: &str = "
    const done = arguments[arguments.length - 1];
    const tag = document.createElement('complaints-procedure');
    Object.entries(arguments[0]).forEach(([name, value]) => tag.setAttribute(name, value));
    tag.addEventListener('complaints-ready', () => setTimeout(done, 50), { once: true });
    document.body.append(tag);";

#[track_caller]
fn add(page: &ComplaintsPage, attributes: Value) {
    page.browser.run_async(ADD, &[attributes]);
}

#[test]
fn a_tag_added_by_script_comes_alive() {
    let front = Front::before(Site::start());
    let page = bare(&front);
    add(&page, json!({}));
    answer_what_is_required(&page);
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
}

#[test]
fn a_tag_that_is_moved_keeps_what_was_typed() {
    let front = Front::before(Site::start());
    let page = bare(&front);
    add(&page, json!({}));
    answer_what_is_required(&page);
    page.browser.run(
        "const place = document.createElement('main');
         document.body.append(place);
         place.append(document.querySelector('complaints-procedure'))",
        &[],
    );
    page.press("Check your answers");
    page.heading("Check your answers before you send them");
    assert_eq!(page.row("Full name"), "Ada Lovelace");
}

#[test]
fn a_site_can_hold_a_complaint_back_and_hears_when_it_is_sent() {
    let front = Front::before(Site::start());
    let page = bare(&front);
    page.browser.run(
        "window.heard = [];
         for (const name of ['ready', 'before-submit', 'submitted', 'failed'])
             document.addEventListener(`complaints-${name}`, event => heard.push([name, Object.keys(event.detail)]));
         document.addEventListener('complaints-before-submit', event => event.preventDefault(), { once: true })",
        &[],
    );
    add(&page, json!({}));
    answer_what_is_required(&page);
    page.press("Check your answers");
    page.press("Send complaint");
    assert_eq!(front.site.references(), [""; 0]);
    page.press("Send complaint");
    page.reference();
    assert_eq!(
        page.browser.run("return heard", &[]),
        json!([
            ["ready", []],
            ["before-submit", []],
            ["before-submit", []],
            ["submitted", ["reference", "responseDue"]]
        ])
    );
}

#[test]
fn a_tag_far_down_brings_nothing_until_it_is_near() {
    let front = Front::before(Site::start());
    let page = bare(&front);
    let programs = || {
        let requests = front.requests();
        requests
            .iter()
            .filter(|asked| asked.ends_with(".wasm"))
            .count()
    };
    page.browser.run(
        "document.body.style.paddingTop = '5000px';
         document.body.append(document.createElement('complaints-procedure'))",
        &[],
    );
    std::thread::sleep(std::time::Duration::from_secs(1));
    assert_eq!(programs(), 0);
    page.browser.run("scrollTo(0, 4000)", &[]);
    page.heading("How to raise a complaint");
    assert_eq!(programs(), 1);
}

#[test]
fn two_tags_on_one_page_share_nothing_that_is_typed() {
    let front = Front::before(Site::start());
    let page = bare(&front);
    add(&page, json!({}));
    add(
        &page,
        json!({ "copy": "/complaints.json?other", "loading": "eager" }),
    );
    answer_what_is_required(&page);
    let names = "return [...document.querySelectorAll('complaints-procedure')]
        .map(tag => tag.shadowRoot.getElementById('name').value)";
    assert_eq!(page.browser.run(names, &[]), json!(["Ada Lovelace", ""]));
}

#[test]
fn a_tag_that_comes_and_goes_a_hundred_times_leaves_nothing_behind() {
    let front = Front::before(Site::start());
    let page = bare(&front);
    let cycle = |times: u32| {
        page.browser.run_async(
            "const [times, done] = arguments;
             (async () => {
                 for (let time = 0; time < times; time++) {
                     const tag = document.createElement('complaints-procedure');
                     const ready = new Promise(ready => tag.addEventListener('complaints-ready', ready));
                     document.body.append(tag);
                     await ready;
                     tag.remove();
                     await new Promise(next => setTimeout(next, 5));
                 }
                 done();
             })()",
            &[json!(times)],
        );
        page.browser.weigh()
    };
    let before = cycle(10);
    let after = cycle(100);
    assert!(
        after.listeners <= before.listeners + 2,
        "{} listeners, {} before",
        after.listeners,
        before.listeners
    );
    assert!(
        after.nodes <= before.nodes + 50,
        "{} nodes, {} before",
        after.nodes,
        before.nodes
    );
    assert!(
        after.heap <= before.heap + 300_000,
        "{} bytes, {} before",
        after.heap,
        before.heap
    );
}

#[test]
fn a_site_changes_the_colours_and_the_parts_that_it_may() {
    let front = Front::before(Site::start());
    let page = bare(&front);
    page.browser.run(
        "const sheet = new CSSStyleSheet();
         sheet.replaceSync(`
            complaints-procedure { --cp-color-accent: rgb(91, 42, 134) }
            complaints-procedure::part(header) { background: rgb(1, 2, 3) }
            complaints-procedure::part(heading) { letter-spacing: 3px }
            complaints-procedure::part(button) { border-radius: 7px }
            complaints-procedure::part(section) { padding-top: 9px }`);
         document.adoptedStyleSheets = [sheet]",
        &[],
    );
    add(&page, json!({}));
    let styles = "const { shadowRoot } = document.querySelector('complaints-procedure');
        return [['header', 'backgroundColor'], ['heading', 'letterSpacing'], ['button', 'borderRadius'],
                ['button', 'backgroundColor'], ['section', 'paddingTop']]
            .map(([part, name]) => getComputedStyle(shadowRoot.querySelector(`[part=${part}]`))[name])";
    assert_eq!(
        page.browser.run(styles, &[]),
        json!(["rgb(1, 2, 3)", "3px", "7px", "rgb(91, 42, 134)", "9px"])
    );
}
