//! Copy files as a careless hand, a broken editor or somebody with bad intentions leaves them.

use std::fmt::Write as _;

use serde_json::Value;

use crate::Random;

/// JSON in which a key can stand twice.
#[derive(Clone)]
pub enum Json {
    Object(Vec<(String, Json)>),
    List(Vec<Json>),
    /// Neither of these; numbers as they are written.
    Leaf(String),
}

impl From<Value> for Json {
    fn from(value: Value) -> Self {
        match value {
            Value::Object(object) => {
                let entries = object.into_iter();
                Self::Object(entries.map(|(key, value)| (key, value.into())).collect())
            }
            Value::Array(list) => Self::List(list.into_iter().map(Self::from).collect()),
            leaf => Self::Leaf(leaf.to_string()),
        }
    }
}

impl Json {
    /// Reads what is to be mutated.
    ///
    /// Panics when it is not JSON.
    pub fn read(text: &str) -> Self {
        let value: Value = serde_json::from_str(text).expect("the text is JSON");
        value.into()
    }

    fn write(&self, text: &mut String) {
        match self {
            Self::Leaf(leaf) => text.push_str(leaf),
            Self::List(list) => {
                text.push('[');
                for (index, element) in list.iter().enumerate() {
                    text.push_str(if index == 0 { "" } else { ",\n" });
                    element.write(text);
                }
                text.push(']');
            }
            Self::Object(entries) => {
                text.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    text.push_str(if index == 0 { "" } else { ",\n" });
                    // Writing to a text does not fail.
                    _ = write!(text, "{}: ", Value::from(key.as_str()));
                    value.write(text);
                }
                text.push('}');
            }
        }
    }

    fn children(&mut self) -> Vec<&mut Self> {
        match self {
            Self::Leaf(_) => Vec::new(),
            Self::List(list) => list.iter_mut().collect(),
            Self::Object(entries) => entries.iter_mut().map(|(_, value)| value).collect(),
        }
    }

    fn count(&mut self) -> usize {
        1 + self.children().into_iter().map(Self::count).sum::<usize>()
    }

    /// The value of a number, in the order of the file; itself is 0.
    fn at(&mut self, number: &mut usize) -> Option<&mut Self> {
        if *number == 0 {
            return Some(self);
        }
        *number -= 1;
        self.children()
            .into_iter()
            .find_map(|child| child.at(number))
    }

    fn any(&mut self, random: &mut Random) -> &mut Self {
        let mut number = random.below(self.count());
        self.at(&mut number).expect("there are so many values")
    }
}

/// What is written in place of a value of any type.
const OTHERS: [&str; 14] = [
    "null", "true", "false", "0", "1", "-1", "1000", "1001", "5.5", "1e999", "\"\"", "[]", "{}",
    "\"5\"",
];

/// Figures that a copy file may have.
const FIGURES: [&str; 6] = ["1", "2", "7", "52", "999", "1000"];

/// Words that mean something somewhere in a copy file.
const WORDS: [&str; 28] = [
    "scotland",
    "northern-ireland",
    "json",
    "multipart",
    "plain",
    "card",
    "form",
    "self_check",
    "lines",
    "note",
    "heading",
    "sunday",
    "saturday",
    "00:00",
    "23:59",
    "0000-01-01",
    "2028-02-29",
    "9999-12-31",
    "cy",
    "en",
    "#000",
    "/",
    "https://company.example/",
    "/reference",
    "email",
    "in-court",
    "a.ics",
    "summary",
];

/// What is put into a text.
const PIECES: [&str; 20] = [
    "{phone}",
    "{company}",
    "{nothing}",
    "{{",
    "}}",
    "{",
    "}",
    "**",
    "**a**",
    "[a](/b)",
    "[a](",
    "[a](javascript:b)",
    "<script>",
    "&amp;",
    "\u{202e}",
    "\u{0}",
    "\u{200d}",
    "e\u{301}\u{301}",
    "👩\u{200d}👩\u{200d}👧",
    "\u{10ffff}\u{fffd}",
];

/// Changes an object, a list or a leaf in one of the ways that keep the file JSON.
fn mutate(file: &mut Json, random: &mut Random) {
    // What is moved from somewhere else.
    let other = file.any(random).clone();
    let gentle = random.below(3) > 0;
    let value = file.any(random);
    match value {
        Json::Object(entries) if !entries.is_empty() => {
            let (one, two) = (random.below(entries.len()), random.below(entries.len()));
            match random.below(if gentle { 2 } else { 6 }) {
                0 => entries.swap(one, two),
                1 => entries.reverse(),
                2 => _ = entries.remove(one),
                3 => entries.insert(two, entries[one].clone()),
                4 => _ = entries[one].0.pop(),
                _ => entries[one].1 = other,
            }
        }
        Json::List(list) if !list.is_empty() => {
            let (one, two) = (random.below(list.len()), random.below(list.len()));
            match random.below(if gentle { 3 } else { 6 }) {
                0 => list.swap(one, two),
                1 => list.reverse(),
                2 if list.len() > 1 => _ = list.remove(one),
                3 => list.insert(two, list[one].clone()),
                4 => list.clear(),
                _ => list.push(other),
            }
        }
        Json::Leaf(leaf) => match serde_json::from_str(leaf) {
            Ok(Value::String(text)) => {
                *leaf = Value::from(retyped(&text, gentle, random)).to_string();
            }
            Ok(Value::Number(_)) if gentle => *leaf = (*random.one(&FIGURES)).to_owned(),
            _ => *leaf = (*random.one(&OTHERS)).to_owned(),
        },
        empty => *empty = other,
    }
}

/// A text as it is after somebody has been at it.
fn retyped(text: &str, gentle: bool, random: &mut Random) -> String {
    let characters: Vec<char> = text.chars().collect();
    let (before, after) = characters.split_at(random.below(characters.len() + 1));
    let (before, after): (String, String) = (before.iter().collect(), after.iter().collect());
    match random.below(if gentle { 4 } else { 6 }) {
        0 => [&before, "\u{a0}ß🏴", &after].concat(),
        1 => text.to_uppercase(),
        2 => [text, " "].concat().repeat(1 + random.below(20)),
        3 => [&before, *random.one(&PIECES), &after].concat(),
        4 => before,
        _ => (*random.one(&WORDS)).to_owned(),
    }
}

/// The copy file of a seed: the one given, changed in one to four places.
pub fn mutated(copy: &Json, seed: u64) -> String {
    let mut random = Random::seeded(seed);
    let mut file = copy.clone();
    for _ in 0..=random.below(4) {
        mutate(&mut file, &mut random);
    }
    let mut text = String::new();
    file.write(&mut text);
    text
}
