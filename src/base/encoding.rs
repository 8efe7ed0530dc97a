//! From the bytes of a file to its text, strictly: what is not UTF-8 is named, never read as if it were.

use std::fmt;

use super::json::Position;

/// Why bytes are not the text of a file that people write: where, and what they probably are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotUtf8 {
    pub position: Position,
    guess: Guess,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Guess {
    Utf16,
    /// With the character that the byte stands for there.
    Windows1252(char),
    Unknown,
}

/// The characters 0x80 to 0x9F of Windows-1252; a space where there is none.
///
/// # Source
/// WHATWG Encoding Standard, index windows-1252.
const WINDOWS_1252: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// The text of a file, without the byte order mark that some editors write in front.
///
/// # Errors
/// The bytes are not UTF-8, or are UTF-16.
///
/// # Example
/// ```
/// use complaints::base::encoding::decode;
/// assert_eq!(decode("\u{feff}£5".into()).as_deref(), Ok("£5"));
/// let problem = decode(b"one\nIt costs \xa35".to_vec()).unwrap_err();
/// let said = "2:10 not UTF-8 but probably Windows-1252 (\"ANSI\"), in which this is \"£\": save the file as UTF-8";
/// assert_eq!(problem.to_string(), said);
/// ```
pub fn decode(bytes: Vec<u8>) -> Result<String, NotUtf8> {
    let is_wide = bytes.starts_with(b"\xff\xfe")
        || bytes.starts_with(b"\xfe\xff")
        || bytes.iter().take(2).any(|byte| *byte == 0);
    if is_wide {
        let position = Position { line: 1, column: 1 };
        let guess = Guess::Utf16;
        return Err(NotUtf8 { position, guess });
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let bytes = error.as_bytes();
        let (good, bad) = bytes.split_at(error.utf8_error().valid_up_to());
        let good = String::from_utf8_lossy(good);
        let guess = match bad.first() {
            Some(byte @ 0x80..=0x9f) => match WINDOWS_1252.chars().nth(usize::from(byte - 0x80)) {
                Some(' ') | None => Guess::Unknown,
                Some(character) => Guess::Windows1252(character),
            },
            Some(byte) => Guess::Windows1252(char::from(*byte)),
            None => Guess::Unknown,
        };
        NotUtf8 {
            position: Position::of(&good, good.len()),
            guess,
        }
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(text) => text.to_owned(),
        None => text,
    })
}

impl fmt::Display for NotUtf8 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { line, column } = self.position;
        write!(f, "{line}:{column} not UTF-8")?;
        match self.guess {
            Guess::Utf16 => f.write_str(" but UTF-16")?,
            Guess::Windows1252(character) => write!(
                f,
                " but probably Windows-1252 (\"ANSI\"), in which this is \"{character}\""
            )?,
            Guess::Unknown => {}
        }
        f.write_str(": save the file as UTF-8")
    }
}

impl std::error::Error for NotUtf8 {}
