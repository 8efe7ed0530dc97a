//! Words with `{names}` in them: facts that stand in the file once, and slots filled while the page runs.

use std::marker::PhantomData;

use crate::base::json::Value;

use super::kept::{keep, keep_words};
use super::reader::{FromCopy, Reader};
use crate::base::text::nearest;

/// Words as they are shown: every placeholder replaced by its fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text(pub &'static str);

impl Text {
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

impl std::ops::Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.0
    }
}

impl FromCopy for Text {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        let text = reader.text(value);
        Self(resolve(text, value.offset(), reader))
    }
}

/// The words of a button, or of a link that looks like one, as they are shown: a few.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Button(pub Text);

impl std::ops::Deref for Button {
    type Target = Text;

    fn deref(&self) -> &Text {
        &self.0
    }
}

impl FromCopy for Button {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        Self(Text::read(value, reader))
    }
}

/// Replaces every placeholder of a text by its fact; one that does not exist is reported.
pub fn resolve(text: &str, offset: usize, reader: &mut Reader) -> &'static str {
    match Pieces::read(text, &[], offset, reader).0 {
        [Piece::Words(words)] => words,
        _ => "",
    }
}

/// The names of the slots that a [`Template`] may have.
pub trait Slots {
    const NAMES: &'static [&'static str];
}

/// Declares texts' own placeholders, which the running page fills.
macro_rules! slots {
    ($($(#[$meta:meta])* $name:ident: $($slot:literal)*;)*) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;
        impl $crate::copy::placeholders::Slots for $name { const NAMES: &'static [&'static str] = &[$($slot),*]; }
    )* };
}
pub(super) use slots;

/// Words with slots that are filled while the page runs; facts are filled in already.
#[derive(Clone, Copy, Debug)]
pub struct Template<S> {
    pieces: Pieces,
    slots: PhantomData<S>,
}

impl<S> Template<S> {
    /// The words with every slot replaced by the value of its name; a slot without a value stays empty.
    pub fn fill(&self, values: &[(&str, &str)]) -> String {
        self.pieces.fill(values)
    }

    /// The same; none where one of its slots has no value.
    pub fn fill_whole(&self, values: &[(&str, &str)]) -> Option<String> {
        let is_known = |slot: &str| {
            values
                .iter()
                .any(|(name, value)| *name == slot && !value.is_empty())
        };
        self.pieces.slots().all(is_known).then(|| self.fill(values))
    }
}

impl<S: Slots> FromCopy for Template<S> {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        let text = reader.text(value);
        Self {
            pieces: Pieces::read(text, S::NAMES, value.offset(), reader),
            slots: PhantomData,
        }
    }
}

/// A text cut at its slots.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pieces(&'static [Piece]);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    Words(&'static str),
    Slot(&'static str),
}

impl Pieces {
    /// Cuts a text at its slots and fills in the facts. `{{` and `}}` stand for braces.
    pub fn read(text: &str, slots: &[&'static str], offset: usize, reader: &mut Reader) -> Self {
        let mut pieces = Vec::new();
        let mut words = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            words.push_str(&rest[..at]);
            let brace = &rest[at..];
            if let Some(after) = brace
                .strip_prefix("{{")
                .or_else(|| brace.strip_prefix("}}"))
            {
                words.push_str(&brace[..1]);
                rest = after;
                continue;
            }
            let Some(end) = brace.find('}').filter(|end| *end > 0) else {
                reader.report(offset, |_| {
                    "a brace stands alone, expected {name} or a doubled brace".to_owned()
                });
                break;
            };
            let name = &brace[1..end];
            rest = &brace[end + 1..];
            if let Some(slot) = slots.iter().find(|slot| **slot == name) {
                pieces.push(Piece::Words(keep_words(std::mem::take(&mut words))));
                pieces.push(Piece::Slot(slot));
            } else if let Some((_, fact)) =
                reader.placeholders.iter().find(|(known, _)| known == name)
            {
                words.push_str(fact);
            } else {
                reader.report(offset, |reader| unknown(name, slots, &reader.placeholders));
            }
        }
        words.push_str(rest);
        pieces.push(Piece::Words(keep_words(words)));
        Self(keep(pieces))
    }

    /// The names of its slots, in order.
    pub fn slots(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Slot(slot) => Some(*slot),
            Piece::Words(_) => None,
        })
    }

    /// Whether it is one slot of this name, and nothing else.
    pub fn is_only(&self, name: &str) -> bool {
        self.slots().eq([name]) && self.fill(&[]).is_empty()
    }

    /// Whether one of its slots has a value; nothing where it has none.
    pub fn filled(&self, values: &[(&str, &str)]) -> Option<bool> {
        self.slots().next()?;
        let has_value = |slot| {
            values
                .iter()
                .any(|(name, value)| *name == slot && !value.is_empty())
        };
        Some(self.slots().any(has_value))
    }

    /// The words before the first slot; all of them where it starts with one.
    pub fn start(&self) -> String {
        let words = match self.0.first() {
            Some(Piece::Words(words)) if !words.trim().is_empty() => (*words).to_owned(),
            _ => self.fill(&[]),
        };
        words.trim().to_owned()
    }

    /// The text with every slot replaced by the value of its name.
    pub fn fill(&self, values: &[(&str, &str)]) -> String {
        let mut filled = String::new();
        for piece in self.0 {
            filled.push_str(match piece {
                Piece::Words(words) => words,
                Piece::Slot(slot) => values
                    .iter()
                    .find(|(name, _)| name == slot)
                    .map_or("", |(_, value)| value),
            });
        }
        filled
    }
}

fn unknown(name: &str, slots: &[&str], facts: &[(String, String)]) -> String {
    let known = || {
        slots
            .iter()
            .copied()
            .chain(facts.iter().map(|(name, _)| name.as_str()))
    };
    match nearest(name, known()) {
        Some(meant) => format!("unknown placeholder {{{name}}}, did you mean {{{meant}}}?"),
        None => format!(
            "unknown placeholder {{{name}}}, expected one of: {}",
            known().collect::<Vec<_>>().join(", ")
        ),
    }
}
