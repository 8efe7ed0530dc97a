//! Our page beside itself without script and beside a form written by hand, on a slow phone: `./x bench`. It prints
//! figures of this machine and judges nothing.

mod pages;
mod report;
mod table;
mod typing;
mod visit;
mod weight;

use e2e::harness::{Browser, Files, root};

use pages::{Page, Pages};
use report::Conditions;
use table::Table;
use typing::typing;
use visit::{Cache, Touch, visit};
use weight::weight;

/// How often each page is visited and typed into, in turn with the others, unless an argument says otherwise.
const PAIRS: usize = 5;

/// Where figures are kept.
const KEPT: &str = "tests/bench/FIGURES.md";

fn main() {
    let (mut pairs, mut keeps) = (PAIRS, false);
    for argument in std::env::args().skip(1) {
        match argument.parse() {
            Ok(number) => pairs = number,
            Err(_) if argument == "--keep" => keeps = true,
            Err(_) => panic!("{argument}: expected how many pairs, or --keep"),
        }
    }
    let before = report::load();
    let pages = Pages::serve();
    let browser = Browser::impatient();
    browser.resize(360, 800);
    browser.before_scripts(include_str!("probe.js"));
    let version = browser.version();
    let mut table = Table::default();
    // The first visit of a browser is like no other.
    let browser = pages.open(Page::Ours, browser).browser;
    let browser = compare(&pages, browser, pairs, &mut table);
    let conditions = Conditions {
        version,
        pairs,
        day: browser
            .run(TODAY, &[])
            .as_str()
            .unwrap_or_default()
            .to_owned(),
        loads: [before, report::load()],
    };
    let report = report::write(&conditions, &table);
    println!("{report}");
    if keeps {
        let path = root().join(KEPT);
        std::fs::write(&path, report).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
}

const TODAY: &str = "return new Date().toLocaleDateString('sv', { timeZone: 'Europe/London' })";

/// Visits the pages by turns, and types into them.
#[track_caller]
fn compare(pages: &Pages, mut browser: Browser, pairs: usize, table: &mut Table) -> Browser {
    let files = Files::new();
    for pair in 0..pairs {
        // Each comes first in its turn.
        let mut turn = Page::ALL;
        turn.rotate_left(pair % Page::ALL.len());
        eprintln!("pair {} of {pairs}, load {}", pair + 1, report::load());
        browser.be_a_slow_phone();
        for page in turn {
            for (cache, touch) in [
                (Cache::Empty, Touch::Never),
                (Cache::Empty, Touch::Soon),
                (Cache::Full, Touch::Soon),
            ] {
                browser = visit(pages, page, browser, cache, touch, table);
            }
        }
        browser.slow_down(1);
        browser.be_online(None);
        for page in turn {
            let opened = pages.open(page, browser);
            let opened = weight(page, opened, &files, table);
            browser = typing(page, opened, &files, table).browser;
        }
    }
    browser
}
