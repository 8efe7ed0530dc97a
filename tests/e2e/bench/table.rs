use std::fmt::Write as _;

use crate::pages::Page;

/// What figures are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Milliseconds,
    /// Of 1,000 bytes.
    Kilobytes,
    Count,
    /// Of the viewport that moved, times how far, as browsers count it.
    Share,
}

impl Unit {
    fn name(self) -> &'static str {
        match self {
            Self::Milliseconds => "ms",
            Self::Kilobytes => "KB",
            Self::Count => "",
            Self::Share => "score",
        }
    }
}

/// Every figure, by what was done and what was measured, in the order in which they came.
#[derive(Default)]
pub struct Table(Vec<Row>);

struct Row {
    case: &'static str,
    what: String,
    unit: Unit,
    /// In the order of [`Page::ALL`].
    samples: [Vec<f64>; Page::ALL.len()],
}

impl Table {
    /// Adds one measurement.
    pub fn add(&mut self, page: Page, case: &'static str, what: &str, unit: Unit, value: f64) {
        let known = self
            .0
            .iter()
            .position(|row| row.case == case && row.what == what);
        let at = known.unwrap_or_else(|| {
            // Beside the others of its case.
            let last = self.0.iter().rposition(|row| row.case == case);
            let at = last.map_or(self.0.len(), |last| last + 1);
            let samples = Default::default();
            self.0.insert(
                at,
                Row {
                    case,
                    what: what.to_owned(),
                    unit,
                    samples,
                },
            );
            at
        });
        let samples = &mut self.0[at].samples[page as usize];
        let place = samples.partition_point(|other| *other < value);
        samples.insert(place, value);
    }

    /// As text with columns of one width, which is Markdown too: a table for each case.
    pub fn write(&self) -> String {
        let width = self
            .0
            .iter()
            .map(|row| row.what.chars().count())
            .max()
            .unwrap_or_default();
        let mut text = String::new();
        for (at, row) in self.0.iter().enumerate() {
            if at == 0 || self.0[at - 1].case != row.case {
                _ = writeln!(text, "\n## {}\n", row.case);
                line(
                    &mut text,
                    width,
                    [
                        "",
                        "",
                        "ours",
                        "plain",
                        "by hand",
                        "ours / plain",
                        "ours / by hand",
                    ],
                );
                line(&mut text, width, ["---"; 7]);
            }
            let [ours, plain, by_hand] = &row.samples;
            let cells = [ours, plain, by_hand].map(|samples| cell(samples));
            let ratios = [plain, by_hand].map(|other| ratio(ours, other));
            let [ours, plain, by_hand] = &cells;
            line(
                &mut text,
                width,
                [
                    &row.what,
                    row.unit.name(),
                    ours,
                    plain,
                    by_hand,
                    &ratios[0],
                    &ratios[1],
                ],
            );
        }
        text
    }
}

fn line(text: &mut String, width: usize, [what, unit, cells @ ..]: [&str; 7]) {
    _ = write!(text, "| {what:width$} | {unit:5} |");
    for cell in cells {
        _ = write!(text, " {cell:>22} |");
    }
    text.push('\n');
}

/// The median, and the range around it.
fn cell(samples: &[f64]) -> String {
    match (samples.first(), median(samples), samples.last()) {
        (Some(least), Some(median), Some(most)) => {
            let [median, least, most] = [median, *least, *most].map(short);
            if least == most {
                median
            } else {
                format!("{median} ({least} to {most})")
            }
        }
        _ => "-".to_owned(),
    }
}

/// How many times one median is the other.
fn ratio(ours: &[f64], other: &[f64]) -> String {
    match (median(ours), median(other)) {
        (Some(ours), Some(other)) if other > 0.0 => format!("{:.2}", ours / other),
        _ => "-".to_owned(),
    }
}

/// The middle one of sorted samples, or the mean of the two in the middle.
fn median(sorted: &[f64]) -> Option<f64> {
    let upper = sorted.get(sorted.len() / 2)?;
    let lower = sorted.get((sorted.len() - 1) / 2)?;
    Some((lower + upper) / 2.0)
}

/// A figure with as many places as say something.
fn short(value: f64) -> String {
    let places = match value {
        0.0 => 0,
        ..0.1 => 4,
        ..10.0 => 2,
        ..100.0 => 1,
        _ => 0,
    };
    format!("{value:.places$}")
}
