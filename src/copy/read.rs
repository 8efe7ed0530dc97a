use super::facts::{Facts, Links, Words, placeholders};
use super::model::PageCopy;
use super::problem::{CopyError, CopyProblem};
use super::reader::Reader;
use crate::domain::json;

const KEYS: [&str; 17] = [
    "$schema",
    "language",
    "facts",
    "links",
    "submit",
    "words",
    "page",
    "header",
    "lines",
    "sections",
    "form",
    "check",
    "dates",
    "self_check",
    "sending",
    "receipt",
    "plain_page",
];

/// Reads the text of a copy file.
///
/// # Errors
/// Every problem in the file, in its order: each says where, what was found and what is expected.
pub fn read(text: &str) -> Result<PageCopy, CopyError> {
    let value = json::parse(text).map_err(|error| CopyError {
        problems: vec![CopyProblem {
            position: error.position,
            path: String::new(),
            message: format!("not JSON: {}", error.message),
        }],
    })?;
    let mut reader = Reader::new(text);
    let object = reader.object(&value, &KEYS);
    let facts: Facts = reader.field(object, "facts");
    let words: Words = reader.field(object, "words");
    reader.placeholders = placeholders(&facts, &words);
    let Links(links) = reader.field(object, "links");
    reader.placeholders.extend(links);
    let copy = PageCopy {
        version: version(text),
        language: reader.field(object, "language"),
        submit: reader.field(object, "submit"),
        page: reader.field(object, "page"),
        header: reader.field(object, "header"),
        lines: reader.field(object, "lines"),
        sections: reader.field(object, "sections"),
        form: reader.field(object, "form"),
        check: reader.field(object, "check"),
        dates: reader.field(object, "dates"),
        self_check: reader.field(object, "self_check"),
        sending: reader.field(object, "sending"),
        receipt: reader.field(object, "receipt"),
        plain_page: reader.field(object, "plain_page"),
        facts,
        words,
    };
    let problems = reader.problems;
    if problems.is_empty() {
        return Ok(copy);
    }
    Err(CopyError { problems })
}

/// A short name for exactly this text.
///
/// # Source
/// FNV-1a, 64 bits (draft-eastlake-fnv): not against forgery, only to tell versions apart.
fn version(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let digit =
        |index: u32| char::from_digit((hash >> (60 - 4 * index)) as u32 & 0xf, 16).unwrap_or('0');
    (0..16).map(digit).collect()
}
