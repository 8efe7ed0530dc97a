//! Every complaint as a row of a CSV file.

use super::unreadable;
use crate::cli::{CliError, print};
use crate::receiver::{self, csv_header, csv_row};

/// Prints every complaint as a row, as it is read: the inbox may be larger than memory.
pub fn export(inbox: &dyn receiver::Inbox, bom: bool) -> Result<(), CliError> {
    let mut rows: Vec<u8> = if bom { "\u{feff}".into() } else { Vec::new() };
    rows.extend(csv_header());
    for summary in inbox.list().map_err(unreadable)?.iter().rev() {
        let Some(received) = inbox.find(&summary.reference).map_err(unreadable)? else {
            continue;
        };
        rows.extend(csv_row(&received));
        if rows.len() > EXPORT_BYTES {
            print(&rows)?;
            rows.clear();
        }
    }
    print(&rows)
}

/// How much of an export is written at once.
const EXPORT_BYTES: usize = 1 << 18;
