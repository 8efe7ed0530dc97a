//! What a customer has where the program cannot be had, and what its owner is told; links that work without it.

use e2e::harness::{
    Browser, Engine, Fault, Front, PATIENCE, Site, built, eventually, root, snippet,
};
use e2e::pages::ComplaintsPage;
use serde_json::{Value, json};

in_every_engine!(
    a_link_into_the_page_acts_in_it_before_it_is_live,
    an_empty_tag_leads_to_the_form_and_the_phone_where_nothing_else_can_be_had,
);

/// Hears what is said in the console.
const EARS: &str = "<script src='/hosts/ears.js'></script>";

/// The script and a tag without a word in it.
fn empty_tag(before: &str) -> String {
    let tag = "<script type='module' src='/complaints.js'></script>
        <complaints-procedure copy='/complaints.json' loading='eager'></complaints-procedure>";
    ["<!doctype html><title>A site</title>", EARS, before, tag].concat()
}

/// The links in the tag's shadow root, as their words and where they lead.
const LINKS: &str = "const { shadowRoot } = document.querySelector('complaints-procedure');
    return [...shadowRoot?.querySelectorAll('a') ?? []].map(({ textContent, href }) => [textContent, href])";

/// Waits until an empty tag leads to the form and the phone, as the customer sees it.
#[track_caller]
fn leads_on(browser: &Browser, front: &Front, what: &str) {
    let expected = json!([
        [
            "Go to the complaint form",
            front.address("/complaints/form")
        ],
        ["01702 668836", "tel:01702668836"],
    ]);
    eventually(PATIENCE, what, || {
        (browser.run(LINKS, &[]) == expected).then_some(())
    });
    let height =
        "return document.querySelector('complaints-procedure').getBoundingClientRect().height";
    assert!(browser.run(height, &[]).as_f64() > Some(10.0), "{what}");
}

/// What the script said to whoever owns the site.
#[track_caller]
fn told(browser: &Browser) -> Vec<String> {
    let heard: Vec<String> =
        serde_json::from_value(browser.run("return heard", &[])).unwrap_or_default();
    let said = heard
        .iter()
        .filter_map(|heard| heard.strip_prefix("error: http"));
    said.map(|said| ["http", said].concat()).collect()
}

fn an_empty_tag_leads_to_the_form_and_the_phone_where_nothing_else_can_be_had(engine: Engine) {
    let front = Front::before(Site::start());
    front.put("/empty.html", &empty_tag(""));
    front.fail("_bg.wasm", Fault::Status(404));
    let browser = engine.start();
    browser.open(&front.address("/empty.html"));
    leads_on(&browser, &front, "the program is gone");
}

#[test]
fn each_failure_is_told_to_the_owner_in_one_line_with_its_address_and_what_to_do() {
    let front = Front::before(Site::start());
    front.set_header("cache-control", "no-store");
    front.put("/empty.html", &empty_tag(""));
    front.put(
        "/locked.html",
        &empty_tag("<script>delete self.WebAssembly</script>"),
    );
    let mut mistyped = empty_tag("").replace("/complaints.json", "/complants.json");
    mistyped.push_str("<p></p>");
    front.put("/mistyped.html", &mistyped);
    let browser = Browser::start();
    let glue = built("complaints-", ".js");
    let cases = [
        (
            "/empty.html",
            "_bg.wasm",
            Fault::Status(404),
            "_bg.wasm",
            "whole folder",
        ),
        (
            "/empty.html",
            "_bg.wasm",
            Fault::Truncated,
            "_bg.wasm",
            "blocked or changed",
        ),
        (
            "/empty.html",
            &glue,
            Fault::Status(404),
            &glue,
            "whole folder",
        ),
        (
            "/empty.html",
            &glue,
            Fault::Truncated,
            &glue,
            "blocked or changed",
        ),
        (
            "/empty.html",
            "complaints.json",
            Fault::Status(404),
            "complaints.json",
            "copy",
        ),
        (
            "/mistyped.html",
            "nothing",
            Fault::Status(404),
            "complants.json",
            "copy",
        ),
        (
            "/locked.html",
            "nothing",
            Fault::Status(404),
            "_bg.wasm",
            "no WebAssembly",
        ),
    ];
    for (page, file, fault, named, advice) in cases {
        let what = format!("{page}, {file}: {fault:?}");
        front.mend();
        front.fail(file, fault);
        browser.open(&front.address(page));
        leads_on(&browser, &front, &what);
        let told = told(&browser);
        assert!(
            matches!(&told[..], [line] if line.contains(named) && line.contains(advice)),
            "{what}: {told:?}"
        );
    }
    front.mend();
    front.set_header(
        "content-security-policy",
        "script-src 'self'; connect-src 'self'; style-src 'self'",
    );
    browser.open(&front.address("/empty.html"));
    leads_on(&browser, &front, "a policy without WebAssembly");
    let told = told(&browser);
    assert!(
        matches!(&told[..], [line] if line.contains("_bg.wasm") && line.contains("'wasm-unsafe-eval'")),
        "{told:?}"
    );
}

#[test]
fn the_words_of_a_tag_stay_where_the_program_cannot_be_had() {
    let front = Front::before(Site::start());
    let line = "<p>Call us on 01702 668836</p></complaints-procedure>";
    front.put(
        "/line.html",
        &empty_tag("").replace("</complaints-procedure>", line),
    );
    front.fail("_bg.wasm", Fault::Status(404));
    let page = ComplaintsPage::open_plain(Browser::start(), &front.address("/line.html"));
    page.gives_up();
    assert_eq!(page.browser.run(LINKS, &[]), json!([]));
    let shown = "return document.querySelector('p').checkVisibility()";
    assert_eq!(page.browser.run(shown, &[]), json!(true));
}

#[test]
fn a_copy_file_that_can_be_read_gives_its_own_phone_and_form() {
    let front = Front::before(Site::start());
    let other = e2e::harness::Words::read().edited(&[
        ("/facts/phone", json!("020 7946 0000")),
        ("/header/action", json!("Complain")),
        ("/submit/endpoint", json!("/complaints/form?from=other")),
    ]);
    front.put("/complaints.json", &other);
    front.put("/empty.html", &empty_tag(""));
    front.fail("_bg.wasm", Fault::Status(404));
    let browser = Browser::start();
    browser.open(&front.address("/empty.html"));
    let expected = json!([
        ["Complain", front.address("/complaints/form?from=other")],
        ["020 7946 0000", "tel:02079460000"],
    ]);
    eventually(PATIENCE, "its own phone", || {
        (browser.run(LINKS, &[]) == expected).then_some(())
    });
}

#[test]
fn what_fails_for_good_is_asked_for_four_times_and_no_more() {
    let front = Front::before(Site::start());
    front.set_header("cache-control", "no-store");
    front.fail("_bg.wasm", Fault::Status(404));
    let page = ComplaintsPage::open_plain(Browser::start(), &front.address("/"));
    let asked = || {
        let requests = front.requests();
        requests
            .iter()
            .filter(|asked| asked.ends_with("_bg.wasm"))
            .count()
    };
    let touch = "const root = document.querySelector('complaints-procedure').shadowRoot.querySelector('h1');
        root.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }))";
    page.gives_up();
    eventually(PATIENCE, "four tries", || {
        page.browser.run(touch, &[]);
        (asked() >= 4).then_some(())
    });
    for _ in 0..8 {
        page.browser.run(touch, &[]);
        page.browser.drawn();
    }
    assert_eq!(asked(), 4);
}

#[test]
fn a_page_that_was_open_during_an_upgrade_takes_the_new_build() {
    let site = Site::start_on_its_own();
    let front = Front::before(site);
    let page = ComplaintsPage::open_plain(Browser::start(), &front.address("/hosts/bare.html"));
    page.browser.run(
        "document.body.style.paddingTop = '5000px';
         document.body.append(document.createElement('complaints-procedure'))",
        &[],
    );
    // The same program under other names.
    let mut loader = std::fs::read_to_string(root().join("dist/complaints.js"))
        .unwrap_or_else(|error| panic!("the loader: {error}"));
    for (start, end) in [
        ("complaints-", "_bg.wasm"),
        ("complaints-", ".js"),
        ("complaints-", ".css"),
    ] {
        let name = built(start, end);
        let newer = [start, "00000000000000aa", end].concat();
        front.site.rename(&name, &newer);
        loader = loader.replace(&name, &newer);
        let hash = name.trim_start_matches(start).trim_end_matches(end);
        loader = loader.replace(&format!("\"{hash}\""), "\"00000000000000aa\"");
    }
    front.site.upload("complaints.js", &loader);
    page.browser.run("scrollTo(0, 4000)", &[]);
    page.alive();
    page.heading("How to raise a complaint");
    let size = "return getComputedStyle(document.querySelector('complaints-procedure').shadowRoot
        .querySelector('section h2 + div > p')).fontSize";
    assert_eq!(page.browser.run(size, &[]), json!("17px"));
}

fn a_link_into_the_page_acts_in_it_before_it_is_live(engine: Engine) {
    let front = Front::before(Site::start());
    front.fail("_bg.wasm", Fault::Status(404));
    let head = "<!doctype html><title>A site</title><base href='/other/place/'>
        <script>addEventListener('hashchange', () => document.body.textContent = 'no such route')</script>";
    front.put("/based.html", &[head, &snippet("/")].concat());
    let page =
        ComplaintsPage::open_plain(engine.start(), &front.address("/based.html#/complaints"));
    page.follow("Go to the complaint form");
    page.focus_on("heading Complaint form");
    // What cannot work without the program is gone from above it.
    page.gives_up();
    assert!(!page.is_live());
    assert_eq!(
        page.browser
            .run("return location.pathname + location.hash", &[]),
        json!("/based.html#/complaints")
    );
    let top = "const { shadowRoot } = document.querySelector('complaints-procedure');
        return shadowRoot.activeElement.getBoundingClientRect().top";
    let top = page.browser.run(top, &[]).as_f64().unwrap_or(-1.0);
    assert!((0.0..900.0).contains(&top), "{top} px");
}

#[test]
fn a_browser_that_knows_neither_the_script_nor_the_template_has_the_words_the_phone_and_a_link_to_the_form()
 {
    let front = Front::before(Site::start());
    front.put("/complaints.js", "class { this is no script");
    let page = ComplaintsPage::open_plain(Browser::start(), &front.address("/hosts/bare.html"));
    // A template that comes by script stays one.
    page.browser.run(
        "document.body.innerHTML = arguments[0]",
        &[json!(snippet("/"))],
    );
    let shown = page.browser.run("return document.body.innerText", &[]);
    let shown = shown.as_str().unwrap_or_default();
    for words in [
        "We aim to resolve issues quickly and fairly.",
        "01702 668836",
        "Go to the complaint form",
    ] {
        assert!(shown.contains(words), "no “{words}” in: {shown}");
    }
    let link = "return [...document.querySelectorAll('a')].find(link => link.textContent === 'Go to the complaint form').href";
    assert_eq!(
        page.browser.run(link, &[]),
        Value::from(front.address("/complaints/form"))
    );
    page.browser.open(&front.address("/complaints/form"));
    page.question("Full name");
}
