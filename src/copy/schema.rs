use serde_json::{Map, Value, json};

use super::model::{CaseCopy, PageCopy};
use super::plural_rule::PluralForm;
use super::shape::{About, KeyShape, ObjectShape, Shape, Shaped, WordsShape};

/// The JSON Schema of a copy file, as text: its structure, with what an editor shows while typing.
///
/// It knows no meaning: that a placeholder exists, or that lines open before they close, `check` knows.
///
/// # Source
///
/// JSON Schema draft 7, the newest that editors know whole.
pub fn schema() -> String {
    write("The copy of a complaints page", &PageCopy::shape())
}

/// The JSON Schema of the file with the words of the customer's case, in the same way.
pub fn case_schema() -> String {
    write("The words of the customer's case", &CaseCopy::shape())
}

fn write(title: &str, file: &Shape) -> String {
    let mut writer = SchemaWriter::default();
    let root = writer.write(file);
    let mut schema = Map::new();
    schema.insert(
        "$schema".to_owned(),
        json!("http://json-schema.org/draft-07/schema#"),
    );
    schema.insert("title".to_owned(), json!(title));
    let definitions = writer.definitions;
    if let Some(Value::Object(page)) = definitions.get(name_of(&root)) {
        schema.extend(page.clone());
    }
    let others = definitions
        .into_iter()
        .filter(|(name, _)| name != name_of(&root));
    schema.insert("definitions".to_owned(), Value::Object(others.collect()));
    format!("{:#}\n", Value::Object(schema))
}

/// The name of the definition that a schema refers to.
fn name_of(reference: &Value) -> &str {
    let address = reference["$ref"].as_str().unwrap_or_default();
    address.trim_start_matches(DEFINITIONS)
}

const DEFINITIONS: &str = "#/definitions/";

/// The definition of words for any count.
const COUNTED: &str = "Counted";

/// Writes every named object once.
#[derive(Default)]
struct SchemaWriter {
    definitions: Map<String, Value>,
}

impl SchemaWriter {
    fn write(&mut self, shape: &Shape) -> Value {
        match shape {
            Shape::Words(_) => json!({ "type": "string", "pattern": r"\S" }),
            Shape::Counted(words) => {
                if !self.definitions.contains_key(COUNTED) {
                    let counted = self.counted(words);
                    self.definitions.insert(COUNTED.to_owned(), counted);
                }
                json!({ "$ref": format!("{DEFINITIONS}{COUNTED}") })
            }
            Shape::Data { pattern } => json!({ "type": "string", "pattern": pattern }),
            Shape::Switch => json!({ "type": "boolean" }),
            Shape::Template => json!({ "type": "object", "minProperties": 1 }),
            Shape::Count => json!({ "type": "integer", "minimum": 1, "maximum": 1000 }),
            Shape::Choice(words) => json!({ "enum": words }),
            Shape::List { entry, length } => {
                let mut list = json!({ "type": "array", "items": self.write(entry), "minItems": length.unwrap_or(1) });
                if let Some(length) = length {
                    list["maxItems"] = json!(length);
                }
                list
            }
            Shape::Object(object) => {
                let Some(name) = object.name else {
                    return self.object(object, object.about);
                };
                // Its place is kept before its parts are written: they come in the order of the file.
                if !self.definitions.contains_key(name) {
                    self.definitions.insert(name.to_owned(), Value::Null);
                    let written = self.object(object, object.about);
                    self.definitions.insert(name.to_owned(), written);
                }
                json!({ "$ref": format!("{DEFINITIONS}{name}") })
            }
            Shape::Kinds { key, kinds } => {
                let kind = |(word, about, shape): &(&'static str, About, Shape)| {
                    let Shape::Object(object) = shape else {
                        return Value::Null;
                    };
                    let mut kind = self.object(object, about);
                    kind["title"] = json!(title(word));
                    // The word alone: that it is a text with something in it goes without saying.
                    if let Some(Value::Object(told_by)) = kind["properties"].get_mut(key) {
                        told_by.retain(|name, _| ["title", "description"].contains(&name.as_str()));
                        told_by.insert("const".to_owned(), json!(word));
                    }
                    kind
                };
                json!({ "oneOf": kinds.iter().map(kind).collect::<Vec<_>>() })
            }
            Shape::Named(value) => {
                json!({ "type": "object", "additionalProperties": self.write(value) })
            }
        }
    }

    /// One text for any count, or one for each form.
    fn counted(&mut self, words: &WordsShape) -> Value {
        let words = self.write(&Shape::Words(*words));
        let forms = PluralForm::ALL.map(|form| {
            let key = form.name();
            let about = match form {
                PluralForm::Other => "Any count without a text for its own form.",
                _ => "A form that counts take in some languages.",
            };
            let mut described = Map::new();
            described.insert("title".to_owned(), json!(title(key)));
            described.insert("description".to_owned(), json!(about));
            if let Value::Object(written) = &words {
                described.extend(written.clone());
            }
            (key.to_owned(), Value::Object(described))
        });
        let forms = json!({
            "description": "A text for each form that counts take in the language; other stands in for those left out.",
            "type": "object",
            "properties": Map::from_iter(forms),
            "required": ["other"],
            "additionalProperties": false,
        });
        json!({ "oneOf": [words, forms] })
    }

    fn object(&mut self, object: &ObjectShape, about: About) -> Value {
        let properties: Map<String, Value> = object
            .keys
            .iter()
            .map(|key| (key.key.to_owned(), self.key(key)))
            .collect();
        let needed = object.keys.iter().filter(|key| key.needed);
        let mut written = json!({
            "description": description(about),
            "type": "object",
            "properties": properties,
            "required": needed.map(|key| key.key).collect::<Vec<_>>(),
            "additionalProperties": false,
        });
        let switches = ["required", "hidden"];
        let has = |name: &&str| object.keys.iter().any(|key| key.key == *name);
        if switches.iter().all(has) {
            let on = json!({ "const": true });
            written["not"] =
                json!({ "properties": { "required": on, "hidden": on }, "required": switches });
        }
        written
    }

    fn key(&mut self, key: &KeyShape) -> Value {
        let mut described = Map::new();
        let mut about = description(key.about);
        if let Shape::Words(words) | Shape::Counted(words) = &key.shape {
            about.push_str(&fillings(words));
        }
        described.insert("title".to_owned(), json!(title(key.key)));
        described.insert("description".to_owned(), json!(about));
        if let Value::Object(mut written) = self.write(&key.shape) {
            // Of what stands in one place only, what it is for says enough.
            written.remove("description");
            described.extend(written);
        }
        Value::Object(described)
    }
}

/// What may stand in a text besides words and facts.
fn fillings(words: &WordsShape) -> String {
    let mut fillings = String::new();
    if !words.slots.is_empty() {
        let slots: Vec<String> = words
            .slots
            .iter()
            .map(|slot| format!("{{{slot}}}"))
            .collect();
        fillings = format!(" The page fills in {}.", slots.join(", "));
    }
    if words.markup {
        fillings.push_str(" **strong** and [words](https://… or tel:… or mailto:… or /path).");
    }
    fillings
}

fn description(about: About) -> String {
    let lines: Vec<&str> = about.iter().map(|line| line.trim()).collect();
    lines.join(" ")
}

/// A key as people would write it.
fn title(key: &str) -> String {
    let words = key.replace(['_', '-'], " ");
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
