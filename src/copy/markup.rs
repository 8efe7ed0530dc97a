//! Inline markup: `**strong**` and `[text](address)`, into typed nodes, never into HTML.

use crate::base::json::Value;

use super::kept::keep;
use super::placeholders::resolve;
use super::reader::{FromCopy, Reader};

/// A run of words with its markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Inline<T = &'static str> {
    Words(T),
    Strong(T),
    Link { address: T, words: T },
}

/// Words with markup, as they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rich(pub &'static [Inline]);

impl Rich {
    /// The words without their markup.
    pub fn plain(&self) -> String {
        let words = |inline: &Inline| match inline {
            Inline::Words(words) | Inline::Strong(words) | Inline::Link { words, .. } => *words,
        };
        self.0.iter().map(words).collect()
    }
}

impl FromCopy for Rich {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        let text = reader.text(value);
        let offset = value.offset();
        let mut inlines = Vec::new();
        for inline in parse(text) {
            inlines.push(match inline {
                Inline::Words(words) => Inline::Words(resolve(&words, offset, reader)),
                Inline::Strong(words) => Inline::Strong(resolve(&words, offset, reader)),
                Inline::Link { address, words } => {
                    let address = resolve(&address, offset, reader);
                    if !is_allowed(address) {
                        reader.report_address(offset, address);
                    }
                    Inline::Link {
                        address,
                        words: resolve(&words, offset, reader),
                    }
                }
            });
        }
        Self(keep(inlines))
    }
}

/// Words that are left out where they name something that the file does not give, such as a link or an
/// address that the company is still to write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WhenGiven(pub Option<Rich>);

impl WhenGiven {
    /// What a file need not give.
    pub const OPTIONAL: [&'static str; 7] = [
        "contact_email",
        "contact_address",
        "scheme_phone",
        "scheme_email",
        "scheme_address",
        "privacy_notice",
        "accessibility",
    ];
}

impl FromCopy for WhenGiven {
    fn absent() -> Option<Self> {
        Some(Self(None))
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        let text = reader.text(value);
        let is_given = |name: &str| reader.placeholders.iter().any(|(known, _)| known == name);
        let lacks = |name: &&str| text.contains(&["{", name, "}"].concat()) && !is_given(name);
        if Self::OPTIONAL.iter().any(lacks) {
            return Self(None);
        }
        Self(Some(Rich::read(value, reader)))
    }
}

/// Whether a link may lead there: encrypted pages, phone, mail, and this site's own paths.
pub fn is_allowed(address: &str) -> bool {
    // A backslash is a slash to browsers, and to nobody else.
    let clean = !address.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\');
    let path = address.starts_with('/') && !address.starts_with("//");
    clean
        && (path
            || ["https://", "tel:", "mailto:"]
                .iter()
                .any(|scheme| address.starts_with(scheme) && address.len() > scheme.len()))
}

/// Cuts a text at its markup; markers without a partner are words. A backslash takes a marker's meaning away.
pub fn parse(text: &str) -> Vec<Inline<String>> {
    let mut inlines = Vec::new();
    let mut words = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['*', '[', '\\']) {
        words.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((inline, after)) = strong(rest).or_else(|| link(rest)) {
            if !words.is_empty() {
                inlines.push(Inline::Words(std::mem::take(&mut words)));
            }
            inlines.push(inline);
            rest = after;
        } else {
            rest = push_escaped(&mut words, rest);
        }
    }
    words.push_str(rest);
    if !words.is_empty() {
        inlines.push(Inline::Words(words));
    }
    inlines
}

fn strong(text: &str) -> Option<(Inline<String>, &str)> {
    let (inner, after) = text.strip_prefix("**")?.split_once("**")?;
    let edges_hold = !inner.is_empty()
        && !inner.starts_with(char::is_whitespace)
        && !inner.ends_with(|c: char| c.is_whitespace() || c == '\\');
    edges_hold.then(|| (Inline::Strong(unescaped(inner)), after))
}

fn link(text: &str) -> Option<(Inline<String>, &str)> {
    let inside = text.strip_prefix('[')?;
    let (words, after) = inside.split_at(inside.find(['[', ']'])?);
    let after = after.strip_prefix("](")?;
    if words.trim().is_empty() || words.ends_with('\\') {
        return None;
    }
    let end = address_end(after)?;
    let link = Inline::Link {
        address: after[..end].to_owned(),
        words: unescaped(words),
    };
    Some((link, &after[end + 1..]))
}

/// Where the address of a link ends: at its `)`, past pairs of its own, before any other link.
fn address_end(text: &str) -> Option<usize> {
    let mut open = 0;
    text.bytes()
        .enumerate()
        .take_while(|(_, byte)| *byte != b'[')
        .find_map(|(at, byte)| {
            match byte {
                b'(' => open += 1,
                b')' if open == 0 => return Some(at),
                b')' => open -= 1,
                _ => {}
            }
            None
        })
}

/// The text with the marks that a backslash stands before, without it.
fn unescaped(text: &str) -> String {
    let mut words = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        words.push_str(&rest[..at]);
        rest = push_escaped(&mut words, &rest[at..]);
    }
    words + rest
}

/// Takes one mark, or one that a backslash stands before, as a word; what follows it.
fn push_escaped<'t>(words: &mut String, text: &'t str) -> &'t str {
    let escaped = text.as_bytes().get(1).copied().unwrap_or_default();
    let from = usize::from(text.starts_with('\\') && b"*[]\\".contains(&escaped));
    words.push_str(&text[from..=from]);
    &text[from + 1..]
}
