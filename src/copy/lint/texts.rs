//! Every text of a copy file, with its place and what it is for.

use crate::base::json::{self, Value};
use crate::copy::shape::{KeyShape, Shape, WordsShape};

/// A text and its place.
pub struct TextAt<'v> {
    pub path: String,
    pub offset: usize,
    pub text: &'v str,
    /// What it is for; none where it is not words.
    pub words: Option<WordsShape>,
}

impl TextAt<'_> {
    pub fn place(&self) -> (usize, String) {
        (self.offset, self.path.clone())
    }
}

/// Every text of a value, in order. What has no shape, such as an unknown key, is passed over.
pub fn texts<'v>(value: &'v Value, shape: &Shape) -> Vec<TextAt<'v>> {
    let mut texts = Vec::new();
    collect(value, shape, String::new(), &mut texts);
    texts.sort_by_key(|text| text.offset);
    texts
}

fn collect<'v>(value: &'v Value, shape: &Shape, path: String, texts: &mut Vec<TextAt<'v>>) {
    match (shape, value) {
        (Shape::Words(_) | Shape::Counted(_) | Shape::Data { .. }, Value::Text(text)) => texts
            .push(TextAt {
                path,
                offset: value.offset(),
                text: &text.value,
                words: match shape {
                    Shape::Words(words) | Shape::Counted(words) => Some(*words),
                    _ => None,
                },
            }),
        (Shape::Counted(words), Value::Object(_)) => {
            collect(
                value,
                &Shape::Named(Box::new(Shape::Words(*words))),
                path,
                texts,
            );
        }
        (Shape::List { entry, .. }, Value::Array(array)) => {
            for (index, element) in array.elements.iter().enumerate() {
                collect(element, entry, format!("{path}[{index}]"), texts);
            }
        }
        (Shape::Named(entry), Value::Object(object)) => {
            for property in &object.properties {
                let path = below(&path, property.name.as_str());
                collect(&property.value, entry, path, texts);
            }
        }
        (Shape::Object(_) | Shape::Kinds { .. }, Value::Object(object)) => {
            for KeyShape { key, shape, .. } in keys(shape, value) {
                if let Some(value) = object.get(key) {
                    collect(value, shape, below(&path, key), texts);
                }
            }
        }
        _ => {}
    }
}

/// The keys that an object may have, which can depend on its kind.
pub fn keys<'s>(shape: &'s Shape, value: &Value) -> &'s [KeyShape] {
    match (shape, value) {
        (Shape::Object(object), _) => &object.keys,
        (Shape::Kinds { key, kinds }, Value::Object(object)) => {
            let word = object.get(key).and_then(json::scalar);
            let kind = kinds.iter().find(|(kind, ..)| Some(*kind) == word);
            kind.map_or(&[], |(_, _, shape)| keys(shape, value))
        }
        _ => &[],
    }
}

/// The path of a key.
pub fn below(path: &str, key: &str) -> String {
    if path.is_empty() {
        return key.to_owned();
    }
    [path, ".", key].concat()
}
