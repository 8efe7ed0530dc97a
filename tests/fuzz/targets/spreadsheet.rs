//! CSV in and out: a cell gives its text back and is no formula wherever it is cut; a quote that stays open is
//! noticed, and nothing else is.

#![no_main]

// Alone, without the command line around them: that would take minutes to build.
#[path = "../../../src/cli/quotes.rs"]
mod quotes;
#[path = "../../../src/receiver/spreadsheet.rs"]
mod spreadsheet;

use csv::{QuoteStyle, ReaderBuilder, WriterBuilder};
use libfuzzer_sys::fuzz_target;
use quotes::WatchQuotes;
use spreadsheet::{MAX_UNITS, read_text_cell, text_cell};

/// The rows of a text, as far as they can be read.
fn rows(source: impl std::io::Read) -> Option<Vec<csv::ByteRecord>> {
    let reader = ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .from_reader(source);
    reader.into_byte_records().collect::<Result<_, _>>().ok()
}

fn out(text: &str) {
    let cell = text_cell(text);
    assert!(cell.encode_utf16().count() <= MAX_UNITS);
    assert_eq!(read_text_cell(&cell), text);
    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Always)
        .from_writer(Vec::new());
    writer
        .write_record(["first", &cell, "last"])
        .expect("memory takes it");
    let written = writer.into_inner().expect("memory takes it");
    // Read by whoever takes notice of quotes, it is one cell among three.
    let read = rows(WatchQuotes::new(&written[..])).expect("what was written is whole");
    assert_eq!(read.len(), 1);
    assert_eq!(&read[0][1], cell.as_bytes());
    assert_eq!(read[0].len(), 3);
    // Cut by whoever does not, no piece of it is a formula.
    for piece in cell.split([';', '\t', '\n', '\r']) {
        let begin = piece.trim_start_matches(|c: char| c.is_whitespace() || c == '"');
        assert!(!begin.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{cell:?}");
    }
}

fuzz_target!(|input: &[u8]| {
    if let Ok(text) = std::str::from_utf8(input) {
        out(text);
    }
    let plain = rows(input).expect("any bytes are rows");
    match rows(WatchQuotes::new(input)) {
        Some(watched) => assert_eq!(watched, plain),
        // The rest of the text went into the last cell, up to its end.
        None => {
            let mut closed = input.to_vec();
            closed.push(b'"');
            assert_eq!(rows(WatchQuotes::new(&closed[..])), Some(rows(&closed[..]).expect("any bytes are rows")));
        }
    }
});
