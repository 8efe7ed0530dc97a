//! Reads `multipart/form-data` as it arrives, in bounded memory, however it is cut into pieces.
//!
//! # Source
//!
//! RFC 7578 and RFC 2046 section 5.1; names as the HTML standard's "multipart/form-data encoding
//! algorithm" writes them.

use std::fmt;

use memchr::memmem;

/// The most bytes that the headers of one part may have.
const MAX_HEAD_BYTES: usize = 8 * 1024;

/// The most bytes that may stand before the first part.
const MAX_PREAMBLE_BYTES: usize = 1024;

/// The most spaces that may stand after a boundary on its line.
const MAX_PADDING_BYTES: usize = 1024;

/// A body that is read piece by piece: give it bytes with [`push`](Self::push), take out what they
/// mean with [`next`](Self::next).
pub struct MultipartReader {
    /// What ends a part's content: a line end, two hyphens, the boundary.
    delimiter: Vec<u8>,
    buffer: Vec<u8>,
    place: Place,
    skipped: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Preamble,
    Head,
    Content,
    End,
}

/// What comes next in a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing before more bytes are pushed.
    More,
    /// A part begins; the one before, if any, is complete.
    Part(PartHead),
    /// Some of the part's content; never empty.
    Content(Vec<u8>),
    /// The last part is complete; whatever follows means nothing.
    End,
}

/// What a part says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartHead {
    pub name: String,
    /// As sent; none for a field that is not a file, empty where no file was chosen.
    pub file_name: Option<String>,
}

/// Why a body is not `multipart/form-data`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MultipartError(&'static str);

impl fmt::Display for MultipartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for MultipartError {}

/// The boundary that a `Content-Type` of `multipart/form-data` names.
///
/// # Example
///
/// ```
/// use complaints::receiver::multipart::boundary;
///
/// assert_eq!(boundary("Multipart/Form-Data; boundary=\"a b\"").as_deref(), Some("a b"));
/// assert_eq!(boundary("multipart/mixed; boundary=ab"), None);
/// ```
pub fn boundary(content_type: &str) -> Option<String> {
    let (kind, parameters) = content_type.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    parameter(&[";", parameters].concat(), "boundary")
        .filter(|boundary| (1..=70).contains(&boundary.len()))
}

impl MultipartReader {
    /// A reader of a body whose parts are divided by this boundary.
    pub fn new(boundary: &str) -> Self {
        Self {
            delimiter: ["\r\n--", boundary].concat().into_bytes(),
            // The first boundary may stand at the very start: as if a line had ended before.
            buffer: b"\r\n".to_vec(),
            place: Place::Preamble,
            skipped: 0,
        }
    }

    /// Takes the next bytes of the body.
    pub fn push(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// What the bytes so far mean, one step at a time.
    ///
    /// # Errors
    ///
    /// The body is not `multipart/form-data`; there is no going on from there.
    #[expect(
        clippy::should_implement_trait,
        reason = "not an iterator: it asks for more"
    )]
    pub fn next(&mut self) -> Result<Step, MultipartError> {
        loop {
            match self.place {
                Place::End => return Ok(Step::End),
                Place::Head => return self.head(),
                Place::Preamble | Place::Content => {
                    match memmem::find(&self.buffer, &self.delimiter) {
                        Some(0) if !self.pass_delimiter()? => return Ok(Step::More),
                        Some(0) => {}
                        found => {
                            // The end of the buffer may be the start of a delimiter.
                            let sure = self.buffer.len().saturating_sub(self.delimiter.len() - 1);
                            let content = self.take(found.unwrap_or(sure));
                            if content.is_empty() {
                                return Ok(Step::More);
                            }
                            if self.place == Place::Content {
                                return Ok(Step::Content(content));
                            }
                            self.skipped += content.len();
                            if self.skipped > MAX_PREAMBLE_BYTES {
                                return Err(MultipartError(
                                    "no boundary where the first part begins",
                                ));
                            }
                        }
                    }
                }
            }
        }
    }

    /// Goes past the delimiter in front, unless more bytes are needed to know what it is.
    fn pass_delimiter(&mut self) -> Result<bool, MultipartError> {
        let after = &self.buffer[self.delimiter.len()..];
        if after.starts_with(b"--") {
            self.place = Place::End;
            return Ok(true);
        }
        let padding = after
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'\t'))
            .count();
        let line_end = &after[padding..];
        if padding <= MAX_PADDING_BYTES {
            if line_end.starts_with(b"\r\n") {
                self.take(self.delimiter.len() + padding + 2);
                self.place = Place::Head;
                return Ok(true);
            }
            if matches!(line_end, b"" | b"\r") || after == b"-" {
                return Ok(false);
            }
        }
        Err(MultipartError(
            "a boundary with something after it on its line",
        ))
    }

    fn head(&mut self) -> Result<Step, MultipartError> {
        const NAMELESS: MultipartError = MultipartError("a part without a name");
        if self.buffer.starts_with(b"\r\n") {
            return Err(NAMELESS);
        }
        let end = memmem::find(&self.buffer, b"\r\n\r\n");
        if end.unwrap_or(self.buffer.len()) > MAX_HEAD_BYTES {
            return Err(MultipartError("a part whose headers are longer than 8 KiB"));
        }
        let Some(end) = end else {
            return Ok(Step::More);
        };
        let head = self.take(end + 4);
        let head = String::from_utf8_lossy(&head);
        self.place = Place::Content;
        head.split("\r\n")
            .find_map(disposition)
            .map(Step::Part)
            .ok_or(NAMELESS)
    }

    fn take(&mut self, length: usize) -> Vec<u8> {
        let rest = self.buffer.split_off(length);
        std::mem::replace(&mut self.buffer, rest)
    }
}

fn disposition(header: &str) -> Option<PartHead> {
    let (key, value) = header.split_once(':')?;
    if !key.trim().eq_ignore_ascii_case("content-disposition") {
        return None;
    }
    let (kind, _) = value.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("form-data") {
        return None;
    }
    let parameters = &value[kind.len()..];
    let name = parameter(parameters, "name")?;
    Some(PartHead {
        name,
        file_name: parameter(parameters, "filename")
            .or_else(|| decode_extended(&parameter(parameters, "filename*")?)),
    })
}

/// The value of a parameter in `; key=value; key="value"`.
fn parameter(mut parameters: &str, wanted: &str) -> Option<String> {
    while let Some((_, rest)) = parameters.split_once(';') {
        let (key, value) = rest.split_once('=')?;
        let value = value.trim_start();
        let (value, after) = match value.strip_prefix('"') {
            Some(quoted) => {
                let close = closing_quote(quoted)?;
                (decode(&quoted[..close]), &quoted[close + 1..])
            }
            None => {
                let end = value.find(';').unwrap_or(value.len());
                (value[..end].trim_end().to_owned(), &value[end..])
            }
        };
        if key.trim().eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        parameters = after;
    }
    None
}

/// Browsers write `"` as `%22`, older tools as `\"`; a name may also just end with a backslash.
fn closing_quote(quoted: &str) -> Option<usize> {
    let unescaped = |at: &usize| *at == 0 || quoted.as_bytes()[at - 1] != b'\\';
    let mut quotes = quoted.match_indices('"').map(|(at, _)| at);
    quotes.find(unescaped).or_else(|| quoted.rfind('"'))
}

/// A quote in a name, as browsers and as older tools write it. Line ends, which browsers write as
/// `%0D` and `%0A`, stand in nobody's names: whoever wrote these letters meant them.
fn decode(quoted: &str) -> String {
    quoted.replace("\\\"", "\"").replace("%22", "\"")
}

/// The value of `filename*`, which some tools send alone: `UTF-8''letter%20%C3%A9.pdf`.
///
/// # Source
///
/// RFC 8187, section 3.2.
fn decode_extended(value: &str) -> Option<String> {
    let (charset, rest) = value.split_once('\'')?;
    let (_, encoded) = rest.split_once('\'')?;
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        let hex = (*byte == b'%')
            .then(|| std::str::from_utf8(after.get(..2)?).ok())
            .flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(decoded) => {
                bytes.push(decoded);
                rest = &after[2..];
            }
            None => bytes.push(*byte),
        }
    }
    charset
        .eq_ignore_ascii_case("utf-8")
        .then(|| String::from_utf8(bytes).ok())?
}
