//! Inline markup: `**strong**` and `[text](address)`, into typed nodes, never into HTML.

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;

use super::placeholders::resolve;
use super::reader::{FromCopy, Reader};

/// A run of words with its markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    Words(String),
    Strong(String),
    Link { address: String, words: String },
}

/// Words with markup, as they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rich(pub Vec<Inline>);

impl Rich {
    /// The words without their markup.
    pub fn plain(&self) -> String {
        let words = |inline: &Inline| match inline {
            Inline::Words(words) | Inline::Strong(words) | Inline::Link { words, .. } => {
                words.clone()
            }
        };
        self.0.iter().map(words).collect()
    }
}

impl FromCopy for Rich {
    fn empty() -> Self {
        Self(Vec::new())
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        let text = reader.text(value);
        let offset = value.range().start;
        let mut inlines = Vec::new();
        for inline in parse(text) {
            inlines.push(match inline {
                Inline::Words(words) => Inline::Words(resolve(&words, offset, reader)),
                Inline::Strong(words) => Inline::Strong(resolve(&words, offset, reader)),
                Inline::Link { address, words } => {
                    let address = resolve(&address, offset, reader);
                    if !is_allowed(&address) {
                        reader.report_address(offset, &address);
                    }
                    Inline::Link {
                        address,
                        words: resolve(&words, offset, reader),
                    }
                }
            });
        }
        Self(inlines)
    }
}

/// Whether a link may lead there: encrypted pages, phone, mail, and this site's own paths.
pub fn is_allowed(address: &str) -> bool {
    let clean = !address.chars().any(|c| c.is_control() || c.is_whitespace());
    let path =
        address.starts_with('/') && !address.starts_with("//") && !address.starts_with("/\\");
    clean
        && (path
            || ["https://", "tel:", "mailto:"]
                .iter()
                .any(|scheme| address.starts_with(scheme) && address.len() > scheme.len()))
}

/// Cuts a text at its markup; markers without a partner are words. A backslash takes a marker's meaning away.
pub fn parse(text: &str) -> Vec<Inline> {
    let mut inlines = Vec::new();
    let mut words = String::new();
    let mut rest = text;
    // Past the last `)` there is no link, however many brackets there are to look behind.
    let links_end = text.rfind(')').unwrap_or(0);
    while let Some(at) = rest.find(['*', '[', '\\']) {
        words.push_str(&rest[..at]);
        rest = &rest[at..];
        let may_link = text.len() - rest.len() < links_end;
        let found = strong(rest).or_else(|| may_link.then(|| link(rest)).flatten());
        if let Some((inline, after)) = found {
            if !words.is_empty() {
                inlines.push(Inline::Words(std::mem::take(&mut words)));
            }
            inlines.push(inline);
            rest = after;
        } else if let Some(escaped) = rest
            .strip_prefix('\\')
            .and_then(|after| after.chars().next())
            .filter(|c| "*[]\\".contains(*c))
        {
            words.push(escaped);
            rest = &rest[2..];
        } else {
            words.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    words.push_str(rest);
    if !words.is_empty() {
        inlines.push(Inline::Words(words));
    }
    inlines
}

fn strong(text: &str) -> Option<(Inline, &str)> {
    let (inner, after) = text.strip_prefix("**")?.split_once("**")?;
    let edges_hold = !inner.is_empty()
        && !inner.starts_with(char::is_whitespace)
        && !inner.ends_with(char::is_whitespace);
    edges_hold.then(|| (Inline::Strong(inner.to_owned()), after))
}

fn link(text: &str) -> Option<(Inline, &str)> {
    let inside = text.strip_prefix('[')?;
    let (words, after) = inside.split_at(inside.find(['[', ']'])?);
    let after = after.strip_prefix("](")?;
    if words.trim().is_empty() {
        return None;
    }
    let (address, after) = after.split_once(')')?;
    let link = Inline::Link {
        address: address.to_owned(),
        words: words.to_owned(),
    };
    Some((link, after))
}
