//! The complaints as a table, a line each.

use super::london_time;
use crate::cli::terminal::{cell, width};
use crate::receiver::Summary;

/// The most columns of a terminal that a value in the list takes.
const COLUMNS: usize = 40;

/// The table of these complaints, in their order.
pub fn table(summaries: &[Summary]) -> String {
    let header = [
        "reference",
        "received (London)",
        "name",
        "category",
        "files",
        "held",
    ]
    .map(str::to_owned);
    let row = |summary: &Summary| {
        [
            cell(&summary.reference, COLUMNS),
            cell(&london_time(&summary.received_at), COLUMNS),
            cell(&summary.name, COLUMNS),
            cell(&summary.category, COLUMNS),
            summary.attachments.to_string(),
            cell(summary.held.as_deref().unwrap_or_default(), COLUMNS),
        ]
    };
    let rows: Vec<[String; 6]> = std::iter::once(header)
        .chain(summaries.iter().map(row))
        .collect();
    let widest = |column: usize| rows.iter().map(|row| width(&row[column])).max();
    let widths: [usize; 6] = std::array::from_fn(|column| widest(column).unwrap_or_default());
    let mut table = String::new();
    for row in &rows {
        let start = table.len();
        for (cell, columns) in row.iter().zip(widths) {
            table.push_str(cell);
            table.extend(std::iter::repeat_n(' ', columns - width(cell) + 2));
        }
        table.truncate(start + table[start..].trim_end().len());
        table.push('\n');
    }
    table
}
