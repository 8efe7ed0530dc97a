//! Watches quotes in CSV on its way to be read: one that is never closed would swallow all that follows.

use std::io::{self, ErrorKind, Read};

/// The most bytes of one row; a quote that is not closed makes rows of any length.
const MAX_ROW_BYTES: usize = 1 << 20;

/// A source of CSV that ends with an error where a quote stays open.
///
/// # Source
///
/// RFC 4180: a quote opens at the start of a cell only, and a quote in quotes is doubled.
pub struct WatchQuotes<R> {
    source: R,
    state: State,
    /// Where the next byte stands: from 1, the column in characters.
    line: usize,
    column: usize,
    row_bytes: usize,
    /// Where the row, and the last quote that opened, began.
    row_line: usize,
    opened: (usize, usize),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    CellStart,
    Cell,
    Quoted,
    /// After a quote in quotes: the second of two, or the end.
    QuoteInQuotes,
}

impl<R: Read> WatchQuotes<R> {
    pub fn new(source: R) -> Self {
        Self {
            source,
            state: State::CellStart,
            line: 1,
            column: 1,
            row_bytes: 0,
            row_line: 1,
            opened: (0, 0),
        }
    }

    /// Looks at the next bytes; an error where a row is too long.
    fn watch(&mut self, bytes: &[u8]) -> io::Result<()> {
        for byte in bytes {
            let was_quoted = self.state == State::Quoted;
            // The mark of UTF-8 may stand before everything.
            let is_mark = self.line == 1 && self.row_bytes < 3 && b"\xef\xbb\xbf".contains(byte);
            self.state = match (self.state, byte) {
                (State::CellStart, _) if is_mark => State::CellStart,
                (State::CellStart, b'"') => {
                    self.opened = (self.line, self.column);
                    State::Quoted
                }
                (State::Quoted, b'"') => State::QuoteInQuotes,
                (State::QuoteInQuotes, b'"') | (State::Quoted, _) => State::Quoted,
                (_, b',' | b'\n' | b'\r') => State::CellStart,
                _ => State::Cell,
            };
            self.row_bytes += 1;
            match byte {
                b'\n' => {
                    self.line += 1;
                    self.column = 1;
                    if !was_quoted {
                        self.row_bytes = 0;
                        self.row_line = self.line;
                    }
                }
                // Not the later bytes of a character.
                byte if byte & 0xc0 != 0x80 => self.column += 1,
                _ => {}
            }
            if self.row_bytes > MAX_ROW_BYTES {
                return Err(self.fault());
            }
        }
        Ok(())
    }

    fn fault(&self) -> io::Error {
        let message = if self.state == State::Quoted {
            let (line, column) = self.opened;
            format!("line {line}, column {column}: the quote that opens here is not closed")
        } else {
            let line = self.row_line;
            format!("line {line}: the row that begins here has more than {MAX_ROW_BYTES} bytes")
        };
        io::Error::new(ErrorKind::InvalidData, message)
    }
}

impl<R: Read> Read for WatchQuotes<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(bytes)?;
        self.watch(&bytes[..read])?;
        if read == 0 && !bytes.is_empty() && self.state == State::Quoted {
            return Err(self.fault());
        }
        Ok(read)
    }
}
