//! The tag in the layouts and colours of other people's pages.

use e2e::harness::{Engine, Front, PATIENCE, Site, Words, eventually, snippet, snippet_with};
use e2e::pages::ComplaintsPage;
use serde_json::{Value, json};

in_every_engine!(
    the_page_is_as_wide_as_its_host_makes_it_and_never_narrow_without_need,
    words_before_script_are_as_wide_as_the_host_makes_them,
    the_colour_scheme_is_that_of_the_page_around,
    the_font_of_the_site_is_taken_on_request,
    a_phone_number_runs_from_left_to_right_on_a_site_that_does_not,
);

/// A place for the tag, which stands there as `<i>`, with the room in CSS pixels that is taken from
/// the viewport's width before the page gets its part.
struct Place {
    name: &'static str,
    html: &'static str,
    taken: f64,
    /// Whether the place is as wide as the page wants to be, which is its natural width at most.
    shrinks: bool,
}

const fn place(name: &'static str, html: &'static str, taken: f64, shrinks: bool) -> Place {
    Place {
        name,
        html,
        taken,
        shrinks,
    }
}

const PLACES: [Place; 15] = [
    place("a block", "<div><i></i></div>", 0.0, false),
    place(
        "an item in a flex row",
        "<div style='display: flex'><nav style='flex: none; width: 60px'>menu</nav><i></i></div>",
        60.0,
        true,
    ),
    place(
        "a wrapped item in a flex row",
        "<div style='display: flex'><nav style='flex: none; width: 60px'>menu</nav><div><i></i></div></div>",
        60.0,
        true,
    ),
    place(
        "a flex column that centres",
        "<div style='display: flex; flex-direction: column; align-items: center'><i></i></div>",
        0.0,
        true,
    ),
    place(
        "a grid that centres",
        "<div style='display: grid; justify-items: center'><i></i></div>",
        0.0,
        true,
    ),
    place(
        "a grid that centres both ways",
        "<div style='display: grid; place-content: center; place-items: center'><i></i></div>",
        0.0,
        true,
    ),
    place(
        "a column of a grid",
        "<div style='display: grid; grid-template-columns: 60px auto'><p>menu</p><i></i></div>",
        60.0,
        false,
    ),
    place(
        "a float",
        "<div style='float: left'><i></i></div>",
        0.0,
        true,
    ),
    place(
        "a table cell",
        "<table cellspacing='0' cellpadding='0'><td><i></i></td></table>",
        0.0,
        true,
    ),
    place(
        "a table cell beside another",
        "<table cellspacing='0' cellpadding='0' width='100%'><td width='60'>menu</td><td><i></i></td></table>",
        60.0,
        false,
    ),
    place(
        "something as wide as what fits in it",
        "<div style='width: fit-content; padding: 7px'><i></i></div>",
        14.0,
        true,
    ),
    place(
        "an inline block",
        "<div style='display: inline-block'><i></i></div>",
        0.0,
        true,
    ),
    place(
        "a dialog that is placed",
        "<div style='position: absolute; left: 0; right: 0; margin: auto; width: fit-content'><i></i></div>",
        0.0,
        true,
    ),
    place(
        "a place of its own",
        "<div style='position: absolute; top: 10px; left: 0'><i></i></div>",
        0.0,
        true,
    ),
    place(
        "an open dialog",
        "<dialog open style='padding: 0; border: 0; max-width: 100%'><i></i></dialog>",
        0.0,
        true,
    ),
];

/// The widths of viewports in CSS pixels.
const WIDTHS: [u32; 4] = [240, 390, 1280, 2560];

/// The natural width of the page, in CSS pixels.
const NATURAL: f64 = 73.0 * 16.0;

/// A page of the company's without a margin, and on it a tag that is live.
#[track_caller]
fn live_tag(engine: Engine, front: &Front) -> ComplaintsPage {
    let page = ComplaintsPage::open_plain(engine.start(), &front.address("/hosts/bare.html"));
    page.browser.run(
        "const tag = document.createElement('complaints-procedure');
         tag.setAttribute('loading', 'eager');
         document.body.style.margin = 0;
         document.body.append(tag)",
        &[],
    );
    page.alive();
    page
}

/// Puts the tag into a place; its width and height there, and the width of the viewport.
#[track_caller]
fn measure(page: &ComplaintsPage, html: &str) -> [f64; 3] {
    let measured = page.browser.run(
        "const box = document.createElement('div');
         box.innerHTML = arguments[0];
         const tag = document.querySelector('complaints-procedure');
         box.querySelector('i').replaceWith(tag);
         document.body.replaceChildren(box);
         const { width, height } = tag.getBoundingClientRect();
         return [width, height, document.documentElement.clientWidth]",
        &[json!(html)],
    );
    [0, 1, 2].map(|at| measured[at].as_f64().unwrap_or_default())
}

fn the_page_is_as_wide_as_its_host_makes_it_and_never_narrow_without_need(engine: Engine) {
    let front = Front::before(Site::start());
    let page = live_tag(engine, &front);
    // WebKit's window is not made narrower than its buttons.
    let narrowest = if engine == Engine::WebKit { 1 } else { 0 };
    for viewport in &WIDTHS[narrowest..] {
        page.browser.resize(*viewport, 900);
        for place in &PLACES {
            let name = format!("{}, {viewport}", place.name);
            let [width, height, room] = measure(&page, place.html);
            let given = room - place.taken;
            let least = if place.shrinks {
                given.min(NATURAL)
            } else {
                given
            };
            assert!(
                least - 1.0 <= width && width <= given + 1.0,
                "{name}: {width} px, expected {least} to {given}"
            );
            assert_eq!(page.sideways(), [""; 0], "{name}");
            // The layout depends on the page's width, and on nothing else.
            let block = format!("<div style='width: {width}px'><i></i></div>");
            let [_, as_block, _] = measure(&page, &block);
            assert!(
                (height - as_block).abs() < 2.0,
                "{name}: {height} px high, in a block of its width {as_block}"
            );
        }
    }
}

fn words_before_script_are_as_wide_as_the_host_makes_them(engine: Engine) {
    let front = Front::before(Site::start());
    let html = PLACES[1].html.replace("<i></i>", &snippet("/"));
    front.put("/row.html", &html);
    let browser = engine.start_without_script();
    browser.resize(390, 900);
    let page = ComplaintsPage::open_plain(browser, &front.address("/row.html"));
    page.heading("How to raise a complaint");
    let width =
        "return document.querySelector('complaints-procedure').getBoundingClientRect().width";
    let width = page.browser.run(width, &[]).as_f64().unwrap_or_default();
    // The menu, the margins and perhaps a scroll bar take the rest.
    assert!(width > 280.0, "{width} px");
    assert_eq!(page.sideways(), [""; 0]);
}

/// Whether the page is dark now.
#[track_caller]
fn is_dark(page: &ComplaintsPage) -> Value {
    page.browser.drawn();
    page.browser.run(
        "const { shadowRoot } = document.querySelector('complaints-procedure');
         return getComputedStyle(shadowRoot.querySelector('.cp-page')).backgroundColor === 'rgb(16, 25, 30)'",
        &[],
    )
}

/// Ways of a site to be dark or light, as a style sheet and what is done to switch it, and whether the
/// page is dark then, on a light device and on a dark one.
const SCHEMES: [(&str, &str, [bool; 2]); 14] = [
    ("", "", [false, false]),
    ("body { background: #fff; color: #222 }", "", [false, false]),
    (":root { color-scheme: light }", "", [false, false]),
    (":root { color-scheme: dark }", "", [true, true]),
    (":root { color-scheme: light dark }", "", [false, true]),
    (
        "main { color-scheme: dark; background: #111; color: #eee }",
        "",
        [true, true],
    ),
    // Docusaurus, Bootstrap, Tailwind.
    (
        "[data-theme=dark] { color-scheme: dark }",
        "document.documentElement.dataset.theme = 'dark'",
        [true, true],
    ),
    (
        "[data-bs-theme=dark] { color-scheme: dark; color: #dee2e6 }",
        "document.body.dataset.bsTheme = 'dark'",
        [true, true],
    ),
    (
        ".dark { color-scheme: dark }",
        "document.documentElement.classList.add('dark')",
        [true, true],
    ),
    // Dark without a word of it.
    (
        "body { background: oklch(0.2 0.03 260); color: oklch(0.93 0.01 260) }",
        "",
        [true, true],
    ),
    ("body { color: oklch(0.3 0.03 260) }", "", [false, false]),
    ("body { background: #111; color: #eee }", "", [true, true]),
    (
        ".night { background: #111; color: #eee } body { transition: color 50ms }",
        "document.body.className = 'night'",
        [true, true],
    ),
    (
        ":root { color-scheme: dark }",
        "document.querySelector('complaints-procedure').setAttribute('theme', 'light')",
        [false, false],
    ),
];

fn the_colour_scheme_is_that_of_the_page_around(engine: Engine) {
    let front = Front::before(Site::start());
    let page = live_tag(engine, &front);
    page.browser.run(
        "const main = document.createElement('main');
         document.body.append(main);
         main.append(document.querySelector('complaints-procedure'));
         document.head.append(document.createElement('style'))",
        &[],
    );
    for (styles, switch, dark) in SCHEMES {
        for (device, expected) in [false, true].into_iter().zip(dark) {
            page.browser.prefer_dark(device);
            page.browser.run(
                "const { documentElement, body } = document;
                 for (const part of [documentElement, body]) part.className = '';
                 delete documentElement.dataset.theme;
                 delete body.dataset.bsTheme;
                 document.querySelector('complaints-procedure').removeAttribute('theme');
                 document.querySelector('style').textContent = arguments[0]",
                &[json!(styles)],
            );
            page.browser.drawn();
            page.browser.run(switch, &[]);
            let what = format!("{styles} {switch}, on a device that prefers dark: {device}");
            eventually(PATIENCE, &what, || {
                (is_dark(&page) == json!(expected)).then_some(())
            });
        }
    }
    page.browser.prefer_dark(false);
    page.browser.run(
        "document.querySelector('style').textContent = '';
         document.querySelector('complaints-procedure').setAttribute('theme', 'dark')",
        &[],
    );
    assert_eq!(is_dark(&page), json!(true));
}

fn the_font_of_the_site_is_taken_on_request(engine: Engine) {
    let front = Front::before(Site::start());
    let page = live_tag(engine, &front);
    let font = |rule: &str| {
        page.browser.run(
            "const style = document.head.appendChild(document.createElement('style'));
             style.textContent = arguments[0];
             const { shadowRoot } = document.querySelector('complaints-procedure');
             const font = getComputedStyle(shadowRoot.querySelector('h2')).fontFamily;
             style.remove();
             return font",
            &[json!(["body { font-family: Georgia }", rule].concat())],
        )
    };
    let own = font("");
    assert_ne!(own, json!("Georgia"));
    assert_eq!(
        font("complaints-procedure { --cp-font: inherit }"),
        json!("Georgia")
    );
    assert_eq!(
        font("complaints-procedure { --cp-font: Courier }"),
        json!("Courier")
    );
}

/// Whether each phone number of the page starts further left than it ends, and its parts stand in their order.
const PHONES: &str = "const { shadowRoot } = document.querySelector('complaints-procedure');
    const walker = document.createTreeWalker(shadowRoot, NodeFilter.SHOW_TEXT);
    const left = (node, from, to) => {
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, to);
        return range.getBoundingClientRect().left;
    };
    const found = [];
    for (let node; node = walker.nextNode();)
        for (const { index } of node.data.matchAll(/01702 668836/g))
            if (node.parentElement.checkVisibility()) found.push(left(node, index, index + 5) < left(node, index + 6, index + 12));
    return found";

#[track_caller]
fn phones_are_right(page: &ComplaintsPage) {
    page.open_every_answer();
    let found = page.browser.run(PHONES, &[]);
    let found = found.as_array().cloned().unwrap_or_default();
    assert!(
        found.len() > 2 && found.iter().all(|right| right == true),
        "{found:?}"
    );
}

fn a_phone_number_runs_from_left_to_right_on_a_site_that_does_not(engine: Engine) {
    let front = Front::before(Site::start());
    let page = live_tag(engine, &front);
    page.browser.run("document.dir = 'rtl'", &[]);
    phones_are_right(&page);
}

#[test]
fn a_copy_in_a_language_from_right_to_left_turns_the_page_but_no_phone_number() {
    let front = Front::before(Site::start());
    let arabic = Words::read().edited(&[("/language", json!("ar"))]);
    front.put("/complaints.json", &arabic);
    let page = live_tag(Engine::Chromium, &front);
    let direction =
        "return getComputedStyle(document.querySelector('complaints-procedure').shadowRoot
        .querySelector('.cp-page')).direction";
    assert_eq!(page.browser.run(direction, &[]), json!("rtl"));
    phones_are_right(&page);
    let boxes = "const { shadowRoot } = document.querySelector('complaints-procedure');
        return ['email', 'phone', 'name'].map(id => getComputedStyle(shadowRoot.getElementById(id)).direction)";
    assert_eq!(page.browser.run(boxes, &[]), json!(["ltr", "ltr", "rtl"]));
}

/// The levels of all headings of a document and of the page in it, and how they look.
const HEADINGS: &str = "const { shadowRoot } = document.querySelector('complaints-procedure');
    const look = heading => {
        const { fontSize, fontWeight, lineHeight, margin, color } = getComputedStyle(heading);
        return [fontSize, fontWeight, lineHeight, margin, color].join(' ');
    };
    const all = [...shadowRoot.querySelectorAll('h1, h2, h3, h4, h5, h6')];
    return [all.map(({ localName }) => Number(localName[1])), all.map(look)]";

#[test]
fn the_page_starts_at_the_level_that_the_site_gives_it_and_looks_the_same() {
    let front = Front::before(Site::start());
    let page = live_tag(Engine::Chromium, &front);
    let own = page.browser.run(HEADINGS, &[]);
    for level in [2, 4] {
        let option = level.to_string();
        let html = [
            "<!doctype html><title>A site</title>",
            &snippet_with("/", &["--heading", &option]),
        ]
        .concat();
        front.put("/level.html", &html);
        let page = ComplaintsPage::open_plain(
            Engine::Chromium.start_without_script(),
            &front.address("/level.html"),
        );
        page.browser.run("document.body.style.margin = 0", &[]);
        let before = page.browser.run(HEADINGS, &[]);
        page.browser.allow_script(true);
        let page = ComplaintsPage::open(page.browser, &front.address("/level.html"));
        page.browser.run("document.body.style.margin = 0", &[]);
        let live = page.browser.run(HEADINGS, &[]);
        let levels = |headings: &Value| -> Vec<u64> {
            let levels = headings[0].as_array().into_iter().flatten();
            levels.filter_map(Value::as_u64).collect()
        };
        let lowered: Vec<u64> = levels(&own)
            .iter()
            .map(|own| (own + level - 1).min(6))
            .collect();
        assert_eq!(levels(&live), lowered);
        assert_eq!(levels(&before), lowered);
        assert_eq!(live[1], own[1], "they look different");
        page.press("Check your answers");
        page.error_summary();
        let summary = "return document.querySelector('complaints-procedure').shadowRoot
            .querySelector('[role=alert] :is(h1, h2, h3, h4, h5, h6)').localName";
        assert_eq!(
            page.browser.run(summary, &[]),
            json!(format!("h{}", 3 + level - 1))
        );
    }
}
