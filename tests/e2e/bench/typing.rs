use std::path::{Path, PathBuf};
use std::time::Duration;

use e2e::harness::Files;
use e2e::pages::ComplaintsPage;
use e2e::tour::FILES;

use crate::pages::Page;
use crate::table::{Table, Unit};

/// How many keys are pressed for one figure.
const KEYS: usize = 30;

/// Between two of them: longer than a frame, shorter than typing rests.
const PAUSE: Duration = Duration::from_millis(50);

/// After the last of them, until everything is done that waits until typing rests.
const REST: Duration = Duration::from_millis(2_500);

/// As many files as the copy file allows.
const MOST_FILES: usize = 40;

/// The question that is typed into.
const DESCRIPTION: &str = "Description of your complaint";

/// What a key press costs in the description of a page that is there: with few characters, with as many as it takes,
/// and with as many files in the list as it takes.
#[track_caller]
pub fn typing(
    page: Page,
    opened: ComplaintsPage,
    files: &Files,
    table: &mut Table,
) -> ComplaintsPage {
    type_at(page, &opened, "A key press at 200 characters", 200, table);
    type_at(
        page,
        &opened,
        "A key press at 8,000 characters",
        8_000,
        table,
    );
    choose_most_files(page, &opened, files);
    type_at(
        page,
        &opened,
        "A key press at 200 characters, 40 files",
        200,
        table,
    );
    opened
}

#[track_caller]
fn type_at(
    page: Page,
    opened: &ComplaintsPage,
    case: &'static str,
    length: usize,
    table: &mut Table,
) {
    for (speed, times) in [("", 1), ("CPU 4×: ", 4)] {
        opened.browser.slow_down(times);
        write(opened, &text(length - KEYS));
        std::thread::sleep(REST);
        let keys: String = "typing on ".chars().cycle().take(KEYS).collect();
        let before = work(opened);
        opened.browser.keys_with_pauses(keys, PAUSE);
        opened.browser.drawn();
        let typed = work(opened);
        std::thread::sleep(REST);
        let rested = work(opened);
        let each = |at: usize| (typed[at] - before[at]) / KEYS as f64;
        let mut add = |what: &str, value| {
            table.add(
                page,
                case,
                &[speed, what].concat(),
                Unit::Milliseconds,
                value,
            );
        };
        add("main thread", each(0));
        add("of it script", each(1));
        add("of it styles and layout", each(2));
        add("main thread once typing rests", rested[0] - typed[0]);
    }
    opened.browser.slow_down(1);
    let typed = opened.answer(DESCRIPTION).chars().count();
    assert_eq!(typed, length, "{page:?} lost what was typed");
}

/// How long the main thread has worked so far, in milliseconds: in all, in scripts, and on styles and layout.
#[track_caller]
fn work(opened: &ComplaintsPage) -> [f64; 3] {
    let names = [
        "TaskDuration",
        "ScriptDuration",
        "RecalcStyleDuration",
        "LayoutDuration",
    ];
    let [all, script, styles, layout] = opened.browser.metrics(names);
    [all, script, styles + layout].map(|seconds| seconds * 1e3)
}

/// Puts a text into the description in place of what stands there, at once, and the caret behind it.
#[track_caller]
fn write(opened: &ComplaintsPage, text: &str) {
    let control = opened.question(DESCRIPTION);
    opened.browser.wait(control.focus());
    let select = "const { activeElement } = document; (activeElement.shadowRoot?.activeElement ?? activeElement).select()";
    opened.browser.run(select, &[]);
    opened.browser.commit(text);
}

/// A text of words and lines, so many characters long.
fn text(length: usize) -> String {
    "The bill charges twice for extension 204.\n"
        .chars()
        .cycle()
        .take(length)
        .collect()
}

#[track_caller]
fn choose_most_files(page: Page, opened: &ComplaintsPage, files: &Files) {
    let names: Vec<String> = (1..=MOST_FILES)
        .map(|number| format!("letter-{number}.pdf"))
        .collect();
    // One is there after the journey.
    let names = &names[usize::from(page.has_script())..];
    let paths: Vec<PathBuf> = names.iter().map(|name| files.pdf(name, 2_000)).collect();
    let paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
    opened.choose_files(FILES, &paths);
    if page.has_script() {
        names
            .last()
            .into_iter()
            .for_each(|name| opened.listed(name));
    }
}
