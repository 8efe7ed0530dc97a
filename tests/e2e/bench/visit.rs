use std::time::Duration;

use e2e::harness::Browser;
use e2e::pages::ComplaintsPage;
use serde_json::Value;

use crate::pages::{Page, Pages, written_down};
use crate::table::{Table, Unit};

/// What the browser has of a page from before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cache {
    Empty,
    Full,
}

/// Whether somebody begins to type as soon as they can.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touch {
    Never,
    Soon,
}

/// How long a page is watched once it is live, or loaded where there is no script.
const REST: Duration = Duration::from_secs(2);

/// One visit on a slow phone.
#[track_caller]
pub fn visit(
    pages: &Pages,
    page: Page,
    browser: Browser,
    cache: Cache,
    touch: Touch,
    table: &mut Table,
) -> Browser {
    if cache == Cache::Empty {
        browser.empty_cache();
    }
    match touch {
        Touch::Never => untouched(pages.open(page, browser), page, table),
        Touch::Soon => touched(pages, page, browser, cache, table),
    }
}

/// Nobody does anything: what comes when, and what moves and blocks on the way.
#[track_caller]
fn untouched(opened: ComplaintsPage, page: Page, table: &mut Table) -> Browser {
    std::thread::sleep(REST);
    let browser = opened.browser;
    let seen = browser.run("return probe", &[]);
    let live = seen["live"].as_f64();
    let mut add =
        |what: &str, unit, value| table.add(page, "First visit, slow line", what, unit, value);
    add("first paint", Unit::Milliseconds, number(&seen["paint"]));
    if let Some(live) = live {
        add("live, untouched", Unit::Milliseconds, live);
    }
    let tasks = || seen["tasks"].as_array().into_iter().flatten();
    let until = [("until live", live), ("until it rests", Some(f64::MAX))];
    for (words, end) in until
        .into_iter()
        .filter_map(|(words, end)| Some((words, end?)))
    {
        let tasks = tasks().filter(|task| number(&task[0]) < end);
        let tasks: Vec<f64> = tasks.map(|task| number(&task[1])).collect();
        let longest = tasks.iter().copied().fold(0.0, f64::max);
        let blocked = tasks.iter().fold(0.0, |sum, task| sum + task - LONG);
        add(
            &["longest task ", words].concat(),
            Unit::Milliseconds,
            longest,
        );
        add(
            &["blocked in all ", words].concat(),
            Unit::Milliseconds,
            blocked,
        );
    }
    add("layout shift", Unit::Share, number(&seen["shift"]));
    let bytes = browser.run(DOWNLOADED, &[]);
    add(
        "downloaded until it rests",
        Unit::Kilobytes,
        number(&bytes) / 1e3,
    );
    browser
}

/// A task shorter than this, in milliseconds, blocks nobody, and browsers do not tell of it.
///
/// # Source
///
/// <https://w3c.github.io/longtasks/#sec-terminology>
const LONG: f64 = 50.0;

const DOWNLOADED: &str = "
    const files = ['navigation', 'resource'].flatMap(type => performance.getEntriesByType(type));
    return files.reduce((bytes, { transferSize }) => bytes + transferSize, 0)";

/// Somebody goes to the first question as soon as the form is there, and types a letter.
#[track_caller]
fn touched(
    pages: &Pages,
    page: Page,
    browser: Browser,
    cache: Cache,
    table: &mut Table,
) -> Browser {
    let opened = pages.open_with(page, browser, "?touch");
    let from = match cache {
        Cache::Empty => "First visit, slow line",
        Cache::Full => "Second visit, slow line, files in the cache",
    };
    let mut add = |what, value| table.add(page, from, what, Unit::Milliseconds, value);
    let touch = written_down(&opened, "touched");
    opened.browser.keys_with_pauses("A", Duration::ZERO);
    add(
        "first letter that is typed",
        written_down(&opened, "letter"),
    );
    if page.has_script() {
        // One that is live before it can be touched keeps nobody waiting.
        add(
            "from the first touch to live",
            (written_down(&opened, "live") - touch).max(0.0),
        );
    }
    assert_eq!(opened.answer("Full name"), "A", "{page:?} lost a letter");
    opened.browser
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_default()
}
