//! Rows with their columns below one another.

use crate::cli::terminal::width;

/// A table with a header above its rows.
pub fn table<const N: usize>(
    header: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let rows: Vec<[String; N]> = std::iter::chain([header.map(str::to_owned)], rows).collect();
    let widest = |column: usize| rows.iter().map(|row| width(&row[column])).max();
    let widths: [usize; N] = std::array::from_fn(|column| widest(column).unwrap_or_default());
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
