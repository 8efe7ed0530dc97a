//! A form means the same however the network cuts it into pieces, and reading it never fails badly.

#![no_main]

// Alone, without the endpoint around it: that would take minutes to build.
#[path = "../../../src/receiver/multipart.rs"]
#[allow(
    unfulfilled_lint_expectations,
    reason = "some lints are for what others can use"
)]
mod multipart;

use libfuzzer_sys::fuzz_target;
use multipart::{MultipartError, MultipartReader, PartHead, Step};

/// What a body means: its parts with their content, and how it ends.
#[derive(Debug, PartialEq)]
struct Meaning {
    parts: Vec<(PartHead, Vec<u8>)>,
    end: Result<Step, MultipartError>,
}

fn meaning<'a>(boundary: &str, pieces: impl Iterator<Item = &'a [u8]>) -> Meaning {
    let mut reader = MultipartReader::new(boundary);
    let mut parts: Vec<(PartHead, Vec<u8>)> = Vec::new();
    let mut end = Ok(Step::More);
    for piece in pieces {
        reader.push(piece);
        loop {
            match reader.next() {
                Ok(Step::More) => break,
                Ok(Step::Part(head)) => parts.push((head, Vec::new())),
                Ok(Step::Content(content)) => {
                    assert!(!content.is_empty());
                    parts
                        .last_mut()
                        .expect("content has a part")
                        .1
                        .extend(content);
                }
                last => {
                    end = last;
                    break;
                }
            }
        }
        if end != Ok(Step::More) {
            break;
        }
    }
    if end != Ok(Step::End) {
        // How much of a part was given out before its end is known depends on the pieces.
        parts.pop();
    }
    Meaning { parts, end }
}

fuzz_target!(|input: (u8, &[u8])| {
    let (size, body) = input;
    if let Ok(content_type) = std::str::from_utf8(body) {
        multipart::boundary(content_type);
    }
    let whole = meaning("x-y", std::iter::once(body));
    let cut = meaning("x-y", body.chunks(usize::from(size) + 1));
    assert_eq!(whole, cut);
});
