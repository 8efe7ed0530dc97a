//! How soon a form to fill in is there on a slow phone, with script and without: `./x bench`. It prints figures of
//! this machine and judges nothing.

use e2e::harness::{Browser, PATIENCE, Site, eventually};
use e2e::pages::ComplaintsPage;

/// How many visits with script are compared with as many without, by turns, unless the first argument says otherwise.
const PAIRS: usize = 10;

/// When something came, in milliseconds from the start of a visit.
#[derive(Debug)]
struct Visit {
    first_paint: f64,
    /// The first letter is in a form that can be sent, typed by somebody who began as soon as they could.
    first_letter: f64,
}

fn main() {
    let pairs = std::env::args().nth(1).and_then(|pairs| pairs.parse().ok());
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!(
        "processes that ran in the last minute before: {}",
        load.split(' ').next().unwrap_or_default()
    );
    let site = Site::start();
    let browser = Browser::impatient();
    browser.resize(360, 800);
    browser.be_a_slow_phone();
    // The first visit of a browser is like no other.
    let (mut browser, _) = visit(&site, browser, true);
    let [mut with, mut without] = [Vec::new(), Vec::new()];
    for _ in 0..pairs.unwrap_or(PAIRS) {
        for (script, visits) in [(true, &mut with), (false, &mut without)] {
            let (left, visit) = visit(&site, browser, script);
            println!("script: {script}, {visit:?}");
            visits.push(visit);
            browser = left;
        }
    }
    for (what, when) in [
        (
            "first paint",
            (|visit| visit.first_paint) as fn(&Visit) -> f64,
        ),
        ("first letter", |visit| visit.first_letter),
    ] {
        let [with, without] = [&with, &without].map(|visits| sorted(visits.iter().map(when)));
        // What else runs on this machine moves the medians, one lucky visit the best.
        for (words, at) in [("at best", 0), ("at the median", with.len() / 2)] {
            let (with, without) = (with[at], without[at]);
            println!(
                "{what} {words}: {with:.0} ms with script, {without:.0} ms without, {:.2} times",
                with / without
            );
        }
    }
}

fn sorted(figures: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_by(f64::total_cmp);
    figures
}

/// A first visit, which with script lasts until the page is live.
#[track_caller]
fn visit(site: &Site, browser: Browser, script: bool) -> (Browser, Visit) {
    browser.open("about:blank");
    browser.empty_cache();
    browser.allow_script(script);
    let page = ComplaintsPage::open_plain(browser, &site.address("/"));
    let figure = |what: &str, script: &str| {
        eventually(PATIENCE, what, || page.browser.run(script, &[]).as_f64())
    };
    let first_paint = figure("the first paint", FIRST_PAINT);
    figure("a form to fill in", FOCUS);
    page.browser.keys("A");
    let first_letter = figure("the first letter", FIRST_LETTER);
    if script {
        page.alive();
        assert_eq!(page.answer("Full name"), "A");
    }
    let visit = Visit {
        first_paint,
        first_letter,
    };
    (page.browser, visit)
}

const FIRST_PAINT: &str =
    "return performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null";

/// Goes to the first question, if it is there and the form can be sent.
const FOCUS: &str = "
    const form = document.querySelector('complaints-procedure').shadowRoot.getElementById('step-fill');
    if (!form.querySelector('[type=submit]')?.checkVisibility()) return null;
    form.querySelector('#name').focus();
    return performance.now()";

const FIRST_LETTER: &str = "
    const form = document.querySelector('complaints-procedure').shadowRoot.getElementById('step-fill');
    return form.querySelector('#name').value === 'A' ? performance.now() : null";
