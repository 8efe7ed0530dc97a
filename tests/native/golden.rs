//! The shared vectors: CSV without quoting.

use std::collections::BTreeMap;

/// The rows of a vector file, each cell under the name of its column.
pub fn rows(csv: &'static str) -> Vec<BTreeMap<&'static str, &'static str>> {
    let mut lines = csv.lines();
    let names: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    lines
        .map(|line| names.iter().copied().zip(line.split(',')).collect())
        .collect()
}
