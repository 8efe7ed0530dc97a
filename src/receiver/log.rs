//! Log lines: an instant, an event, `key=value`. Never what a person wrote, sent or is called.

use std::fmt::Display;
use std::io::{self, Write};

use super::clock::Clock;
use crate::domain::calendar::iso;

/// Writes one line, which has no line end yet.
pub type WriteLine = fn(&str);

/// Writes a line to standard error; where nobody reads it, nothing happens.
pub fn to_stderr(line: &str) {
    _ = io::stderr()
        .lock()
        .write_all([line, "\n"].concat().as_bytes());
}

/// Where a server says what it does.
#[derive(Clone, Copy)]
pub struct Log {
    pub clock: Clock,
    pub write: WriteLine,
}

impl Log {
    /// Writes one line; fields without a value are left out.
    pub fn line(self, event: &str, fields: &[(&str, &dyn Display)]) {
        let mut line = [&iso::format_instant((self.clock)()), " ", event].concat();
        for (key, value) in fields {
            let value = value.to_string();
            let plain = value.chars().all(|c| c.is_ascii_graphic() && c != '"');
            let quoted = if plain { value } else { format!("{value:?}") };
            if !quoted.is_empty() {
                line.extend([" ", key, "=", &quoted]);
            }
        }
        (self.write)(&line);
    }
}
