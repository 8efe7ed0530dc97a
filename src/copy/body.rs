//! What is sent to an endpoint that a company already has, as the copy file has it.

use super::objects::copy_objects;
use super::placeholders::Pieces;
use super::reader::{FromCopy, Reader};
use super::scalars::Pointer;
use crate::base::json::{self, Value};
use crate::base::named::named_enum;
use crate::domain::complaint::{ErrorPointers, FieldId};
use crate::domain::wire::PageValue;

copy_objects! {
    /// What in an answer says that the complaint was taken.
    pub struct SuccessEntry {
        /// Any answer with a status from 200 to 299; the page then makes the reference.
        pub status: bool,
        /// Where in the answer it stands: a JSON Pointer like /status.
        pub pointer: Option<Pointer>,
        /// What stands there; true and false are written as texts.
        pub is: Option<String>,
    }

    /// Where an answer says what is wrong with which field.
    pub struct ErrorsEntry {
        /// The list of errors, or an object that has them by the names of their fields: a JSON Pointer like
        /// /errors.
        pub list: Pointer,
        /// From an error to the name of its field: a JSON Pointer like /field.
        pub field: Option<Pointer>,
        /// From an error to its words: a JSON Pointer like /message.
        pub detail: Pointer,
    }
}

impl From<ErrorsEntry> for ErrorPointers {
    fn from(written: ErrorsEntry) -> Self {
        Self {
            list: written.list.0,
            field: written.field.map(|Pointer(field)| field),
            detail: written.detail.0,
        }
    }
}

named_enum! {
    /// Who makes the reference, if not the endpoint.
    pub enum ReferenceSource {
        Page = "page",
    }
}

/// The whole record as text.
pub const EVERYTHING: &str = "everything";

/// The number that the page makes; it is sent under this name where the copy file gives none.
pub const REFERENCE: &str = "reference";

/// What stands in braces in a body: the names on the wire, and what is made of all of them.
fn slots() -> Vec<&'static str> {
    let answers = FieldId::ALL.into_iter().map(FieldId::name);
    answers
        .chain(PageValue::ALL.map(PageValue::name))
        .chain([EVERYTHING, REFERENCE])
        .collect()
}

/// What is sent in place of the page's own names: renamed, with fixed entries, nested for JSON.
#[derive(Clone, Debug)]
pub struct BodyTemplate(Vec<(String, Part)>);

/// A value of a template.
#[derive(Clone, Debug)]
pub(super) enum Part {
    Text(Pieces),
    /// What is no text, as JSON has it.
    Fixed(String),
    List(Vec<Part>),
    Object(Vec<(String, Part)>),
}

/// What a template makes of one entry of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormValue {
    Text(String),
    /// Every file, each under the entry's name.
    Files,
}

/// Whether what was written has placeholders, and whether one of them had a value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Filled {
    Fixed,
    Empty,
    Some,
}

impl FromCopy for BodyTemplate {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        match Part::read(value, reader) {
            Part::Object(entries) if !entries.is_empty() => Self(entries),
            _ => {
                reader.report_type(value, "an object {…} with what is to be sent");
                Self(Vec::new())
            }
        }
    }
}

impl FromCopy for Part {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        match value {
            Value::Text(text) => {
                Self::Text(Pieces::read(&text.value, &slots(), text.offset, reader))
            }
            Value::Array(_) => Self::List(reader.list(value).unwrap_or_default()),
            Value::Object(_) => {
                Self::Object(reader.named(value, |entry, reader| Self::read(&entry.value, reader)))
            }
            Value::Number(number) => Self::Fixed(number.value.to_owned()),
            Value::Bool { value, .. } => Self::Fixed(value.to_string()),
            Value::Null { .. } => Self::Fixed("null".to_owned()),
        }
    }
}

impl BodyTemplate {
    /// What goes into a form, in order: an entry all of whose placeholders are empty is left out.
    pub fn form(&self, values: &[(&str, &str)]) -> Vec<(&str, FormValue)> {
        let value = |part: &Part| match part {
            Part::Text(words) if is_files(words) => Some(FormValue::Files),
            Part::Text(words) => {
                (words.filled(values) != Some(false)).then(|| FormValue::Text(words.fill(values)))
            }
            Part::Fixed(fixed) => Some(FormValue::Text(fixed.clone())),
            // A form has no such values, as the checker says.
            Part::List(_) | Part::Object(_) => None,
        };
        let entries = self.0.iter();
        entries
            .filter_map(|(name, part)| Some((name.as_str(), value(part)?)))
            .collect()
    }

    /// The same as JSON: also inside, what has placeholders and is empty is left out.
    pub fn json(&self, values: &[(&str, &str)]) -> String {
        let mut json = String::new();
        write_object(&self.0, values, &mut json);
        json
    }

    /// The entries of a form that are no question's own: what stands in hidden inputs where nothing fills
    /// them in.
    pub fn fixed(&self) -> impl Iterator<Item = (&str, String)> {
        self.0.iter().filter_map(|(name, part)| {
            let text = match part {
                Part::Text(words) => words.start(),
                Part::Fixed(fixed) => fixed.clone(),
                Part::List(_) | Part::Object(_) => String::new(),
            };
            (!text.is_empty()).then_some((name.as_str(), text))
        })
    }

    /// The names of the entries that hold this placeholder and nothing else.
    pub(super) fn name_of(&self, placeholder: &str) -> Option<&str> {
        let holds = |part: &Part| matches!(part, Part::Text(words) if words.is_only(placeholder));
        let mut entries = self.0.iter();
        entries
            .find(|(_, part)| holds(part))
            .map(|(name, _)| name.as_str())
    }

    /// The question whose answer is sent under a name, wherever that stands.
    pub(super) fn field_of(&self, name: &str) -> Option<FieldId> {
        field_of(&self.0, name)
    }

    #[cfg(any(not(target_arch = "wasm32"), feature = "check"))]
    pub(super) fn entries(&self) -> &[(String, Part)] {
        &self.0
    }
}

fn field_of(entries: &[(String, Part)], name: &str) -> Option<FieldId> {
    entries.iter().find_map(|(known, part)| match part {
        Part::Text(words) if known == name => words.slots().find_map(FieldId::from_name),
        Part::Object(entries) => field_of(entries, name),
        _ => None,
    })
}

pub(super) fn is_files(words: &Pieces) -> bool {
    words.is_only(FieldId::Attachments.name())
}

impl Part {
    fn write(&self, values: &[(&str, &str)], json: &mut String) -> Filled {
        match self {
            Self::Text(words) => {
                json.push_str(&json::quoted(&words.fill(values)));
                match words.filled(values) {
                    None => Filled::Fixed,
                    Some(false) => Filled::Empty,
                    Some(true) => Filled::Some,
                }
            }
            Self::Fixed(fixed) => {
                json.push_str(fixed);
                Filled::Fixed
            }
            Self::List(parts) => {
                let mut parts = parts.iter().map(|part| (None, part));
                write_all(&mut parts, ["[", "]"], values, json)
            }
            Self::Object(entries) => write_object(entries, values, json),
        }
    }
}

fn write_object(entries: &[(String, Part)], values: &[(&str, &str)], json: &mut String) -> Filled {
    let mut parts = entries.iter().map(|(name, part)| (Some(&**name), part));
    write_all(&mut parts, ["{", "}"], values, json)
}

/// Not generic: a customer downloads it once.
fn write_all<'p>(
    parts: &mut dyn Iterator<Item = (Option<&'p str>, &'p Part)>,
    [open, close]: [&str; 2],
    values: &[(&str, &str)],
    json: &mut String,
) -> Filled {
    json.push_str(open);
    let (mut all, mut comma) = (Filled::Fixed, "");
    for (name, part) in parts {
        let start = json.len();
        json.push_str(comma);
        if let Some(name) = name {
            json.push_str(&json::quoted(name));
            json.push(':');
        }
        let filled = part.write(values, json);
        if filled == Filled::Empty {
            json.truncate(start);
        } else {
            comma = ",";
        }
        if all != Filled::Some && filled != Filled::Fixed {
            all = filled;
        }
    }
    json.push_str(close);
    all
}
