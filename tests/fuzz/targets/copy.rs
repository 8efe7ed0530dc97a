//! A copy file with anything wrong in it is read, or every problem has a place in it.

#![no_main]

use complaints::copy;
use libfuzzer_sys::fuzz_target;

const COPY: &str = include_str!("../../../public/complaints.json");

/// The default copy with passages of it replaced, or a text that has nothing to do with it.
fn text(edits: &[(u16, u8, &str)]) -> String {
    let mut text = COPY.to_owned();
    for (at, length, words) in edits {
        let boundary = |at: usize| {
            (0..=at.min(text.len()))
                .rev()
                .find(|at| text.is_char_boundary(*at))
        };
        let start = boundary(usize::from(*at)).unwrap_or_default();
        let end = boundary(start + usize::from(*length))
            .unwrap_or_default()
            .max(start);
        text.replace_range(start..end, words);
    }
    text
}

fuzz_target!(|input: Result<Vec<(u16, u8, &str)>, &str>| {
    let text = match input {
        Ok(edits) => text(&edits),
        Err(text) => text.to_owned(),
    };
    let Err(error) = copy::read(&text) else {
        return;
    };
    assert!(!error.problems.is_empty());
    let lines: Vec<&str> = text.split('\n').collect();
    for problem in &error.problems {
        let place = problem.position;
        let line = lines
            .get(place.line - 1)
            .unwrap_or_else(|| panic!("{problem}"));
        assert!(
            (1..=line.chars().count() + 1).contains(&place.column),
            "{problem}"
        );
    }
});
