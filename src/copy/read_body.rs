//! Reads a template that stands in a file of its own, apart from a copy file.

use super::body::BodyTemplate;
use super::problem::CopyError;
use super::read::{parse, without_mark};
use super::reader::{FromCopy as _, Reader};

/// Reads the text of such a file. There are no facts in it: its placeholders are those of `submit.body` alone.
///
/// # Errors
/// Every problem in the file, in its order: each says where, what was found and what is expected.
///
/// # Example
///
/// ```
/// use complaints::copy::read_body;
///
/// let body = read_body(r#"{ "text": "Complaint {reference}", "phone": "{phone}" }"#).unwrap();
/// assert_eq!(body.json(&[("reference", "C-1")]), r#"{"text":"Complaint C-1"}"#);
/// let error = read_body(r#"{ "text": "{referense}" }"#).unwrap_err();
/// let said = "1:11 text: unknown placeholder {referense}, did you mean {reference}?";
/// assert_eq!(error.to_string(), said);
/// ```
pub fn read_body(text: &str) -> Result<BodyTemplate, CopyError> {
    let text = without_mark(text);
    let value = parse(text)?;
    let mut reader = Reader::new(text);
    let body = BodyTemplate::read(&value, &mut reader);
    if reader.faults + reader.oddities == 0 {
        return Ok(body);
    }
    Err(CopyError {
        problems: reader.problems,
    })
}
