//! Texts that are no words: addresses, colours, pointers. A row for each says what it is, how a schema tells it, what
//! is said of a wrong one, and how it is told here.

use super::markup::is_allowed;
use super::reader::{FromCopy, Reader};
use crate::base::json::Value;
use crate::domain::complaint::is_email;

/// Declares such texts. The pattern is a regular expression of JSON Schema; it may let more through than the check.
macro_rules! scalars {
    ($($(#[doc = $doc:literal])* $Scalar:ident: $pattern:literal, $expected:literal, $check:expr;)*) => { $(
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $Scalar(pub String);

        impl FromCopy for $Scalar {
            fn read(value: &Value, reader: &mut Reader) -> Self {
                Self(read(value, reader, $check, $expected))
            }
        }

        #[cfg(any(not(target_arch = "wasm32"), feature = "check"))]
        impl super::shape::Shaped for $Scalar {
            fn shape() -> super::shape::Shape {
                super::shape::Shape::Data { pattern: $pattern }
            }
        }
    )* };
}

scalars! {
    /// The tag of a language.
    Language: "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", "a language like en-GB", is_language;
    /// The address of a public page.
    WebAddress: r"^https://[^\s\\]+$", "an address like https://…",
        |address| address.starts_with("https://") && is_allowed(address);
    /// Where the page may send to or read from: this site, or another over an encrypted line.
    ServerAddress: r"^(https://[^\s\\]+|http://(localhost|127\.0\.0\.1)([/:?#][^\s\\]*)?|(?!//)[^\s\\:/?#]*([/?#][^\s\\]*)?)$",
        "an address like https://… or a path like /complaints", is_server;
    /// An e-mail address.
    MailAddress: r"^[^\s@]+@[^\s@]+\.[^\s@]+$", "an address like name@example.com", is_email;
    /// A JSON Pointer (RFC 6901) to something inside an answer.
    Pointer: "^/", "a JSON Pointer like /reference", |pointer| pointer.starts_with('/');
    /// A colour as `#rrggbb` or `#rgb`.
    Colour: "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$", "a colour like #0b5570", is_colour;
}

/// The text, which no check takes where it is empty. Not generic: a customer downloads it once.
fn read(value: &Value, reader: &mut Reader, check: fn(&str) -> bool, expected: &str) -> String {
    let text = match value {
        Value::Text(text) => &*text.value,
        _ => "",
    };
    if !check(text) {
        reader.report_type(value, expected);
    }
    text.to_owned()
}

fn is_language(tag: &str) -> bool {
    let is_part = |part: &str| {
        matches!(part.len(), 1..=8) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let letters = tag.bytes().take_while(u8::is_ascii_alphabetic);
    letters.count() >= 2 && tag.split('-').all(is_part)
}

/// Unencrypted, only this machine will do: for trying things out.
fn is_server(address: &str) -> bool {
    let clean = !address.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\');
    let start = address.split(['/', '?', '#']).next().unwrap_or_default();
    let leads = match start.split_once(':') {
        None => !address.starts_with("//"),
        Some(("https", "")) => is_allowed(address),
        Some(("http", "")) => {
            let host = address["http:".len()..].trim_start_matches('/');
            let host = host.split(['/', ':', '?', '#']).next();
            matches!(host, Some("localhost" | "127.0.0.1"))
        }
        Some(_) => false,
    };
    clean && leads && !address.is_empty()
}

fn is_colour(colour: &str) -> bool {
    let digits = colour.strip_prefix('#').unwrap_or_default();
    matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}
