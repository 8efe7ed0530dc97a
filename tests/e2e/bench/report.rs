use crate::table::Table;

/// What figures depend on besides the pages.
pub struct Conditions {
    /// Of the browser.
    pub version: String,
    /// The day of the run, in ISO format.
    pub day: String,
    pub pairs: usize,
    /// Of the machine, before and after.
    pub loads: [String; 2],
}

/// How many processes ran or waited to, on average over the last minute.
pub fn load() -> String {
    let loads = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    loads.split(' ').next().unwrap_or_default().to_owned()
}

/// Everything that was found, as Markdown.
pub fn write(conditions: &Conditions, table: &Table) -> String {
    let Conditions {
        version,
        day,
        pairs,
        loads: [before, after],
    } = conditions;
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    format!(
        "\
# Figures of the benchmark

`./x bench --keep` writes this file. It judges nothing: the figures are those of one machine and one run.

- day: {day}
- browser: {version}
- processors: {processors}
- load of the machine before and after: {before}, {after}
- times that each page was measured, by turns: {pairs}

What is compared:

{EXPLAINED}{table}",
        table = table.write()
    )
}

const EXPLAINED: &str = "\
- ours: the built page.
- plain: the same page without its script; its form is sent by the browser itself.
- by hand: `tests/bench/by-hand.html`, the same questions with a script and a stylesheet for this form alone: count,
  conditional question, date boxes, files with remove, messages and summary, a draft in the tab. The words around it are
  those of `complaints embed --words`. It has no self-check, no second language, no check before sending, no pictures of
  files, no suggestion for an address, no saved drafts, no sending by itself with receipt.
- One program serves all three, compressed. The phone is 360 by 800 CSS pixels large and has a quarter of this machine's
  speed, the slow line takes 1.6 Mbit/s and 150 ms to answer.

Each cell is a median, with the range in brackets; the ratios are of medians. Tasks shorter than 50 ms are not told by
the browser and count as 0. A page rests 2 s after it is live, or loaded where it has no script. The first touch is that
of the first question, as soon as the form can be sent; one that is live by then takes 0 ms. A key press is one of 30 real
ones with 50 ms between them; its milliseconds are those in which the main thread ran. What the plain page needs for it is
the browser's own part. 40 files are as many as the copy file allows.
";
