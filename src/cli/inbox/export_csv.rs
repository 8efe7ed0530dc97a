//! Every complaint as a row of a CSV file.

use super::unreadable;
use crate::cli::{CliError, print};
use crate::receiver::{self, write_csv};

/// Prints every complaint as a row, the oldest first.
pub fn export(inbox: &dyn receiver::Inbox, bom: bool) -> Result<(), CliError> {
    let summaries = inbox.list().map_err(unreadable)?;
    let mut printed = Ok(());
    let read = write_csv(inbox, &summaries, bom, |rows| {
        printed = print(&rows);
        printed.is_ok()
    });
    read.map_err(unreadable)?;
    printed
}
