//! Reads typed values out of positioned JSON, never stopping at a fault: a gap is filled with an
//! empty value, noted as a [`CopyProblem`], and reading goes on.
//!
//! In the page itself a fault is only counted: what it is and where, the checker says.

use crate::base::json::{Object, Property, Value};

use super::plural_rule::PluralRule;
use super::problem::CopyProblem;
use crate::base::TELLS_FAULTS;
use crate::base::json::{self, Position};
use crate::base::named::Named;
use crate::base::sorted::insert_sorted;
use crate::base::text::nearest;

/// A type that a copy file can hold.
pub trait FromCopy: Sized {
    /// What stands for a key that is not written; none where it must be. A page whose value is wrong takes
    /// it too.
    fn absent() -> Option<Self> {
        None
    }

    /// Reads a value; what is wrong with it goes to the reader. What is made of a wrong value is never
    /// shown, because a copy with problems is not used.
    fn read(value: &Value, reader: &mut Reader) -> Self;
}

/// The state of reading: the path, the problems, the facts that placeholders stand for, and what
/// may stand in the file only once.
pub struct Reader<'t> {
    text: &'t str,
    path: String,
    /// How many faults were found without which there is no page.
    pub faults: usize,
    /// How many were found that a page can do without: unknown keys, keys that stand twice, and wrong
    /// values that are optional.
    pub oddities: usize,
    /// What they are, where it is told.
    pub problems: Vec<CopyProblem>,
    pub placeholders: Vec<(String, String)>,
    /// How the file's language counts.
    pub plural_rule: PluralRule,
    taken: Vec<(&'static str, String)>,
    /// Whether something is read that is not there: what is wrong with that is known.
    is_gap: bool,
}

/// Where reading was before it went down to the value of a key.
struct Above {
    path: usize,
    faults: usize,
    is_gap: bool,
}

/// What is read where there is nothing.
const GAP: Value = Value::Null { offset: 0 };

/// How many faults are told; more are only counted. Where each stands is looked up in the whole text, and
/// nobody mends more at a time.
const MAX_TOLD: usize = 1_000;

/// How many keys of an object and entries of a list are looked at, each beside all before it.
const MAX_ENTRIES: usize = 10_000;

impl<'t> Reader<'t> {
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            path: String::new(),
            faults: 0,
            oddities: 0,
            problems: Vec::new(),
            placeholders: Vec::new(),
            plural_rule: PluralRule::default(),
            taken: Vec::new(),
            is_gap: false,
        }
    }

    /// Notes a problem at a byte offset of the text.
    #[inline(always)]
    pub fn report(&mut self, offset: usize, message: impl FnOnce(&Self) -> String) {
        if self.is_gap {
            return;
        }
        self.faults += 1;
        if TELLS_FAULTS && self.problems.len() < MAX_TOLD {
            let message = message(self);
            self.note(offset, message);
        }
    }

    fn note(&mut self, offset: usize, message: String) {
        let problem = CopyProblem {
            position: Position::of(self.text, offset),
            path: self.path.clone(),
            message,
        };
        insert_sorted(&mut self.problems, problem, |problem| problem.position);
    }

    /// Notes that a value is not of the type that is expected there.
    #[inline(always)]
    pub fn report_type(&mut self, value: &Value, expected: &str) {
        self.report(value.offset(), |_| {
            format!("expected {expected}, found {}", describe(value))
        });
    }

    /// Notes that a key is missing.
    #[inline(never)]
    pub fn report_missing(&mut self, object: &Object, key: &str) {
        self.report(object.offset, |_| format!("missing key \"{key}\""));
    }

    /// Notes that a link leads where none may.
    #[inline(always)]
    pub fn report_address(&mut self, offset: usize, address: &str) {
        self.report(offset, |_| {
            format!("the link leads to \"{address}\", expected https://…, tel:…, mailto:… or a path like /page/")
        });
    }

    /// The value as an object with no keys but these, each at most once.
    pub fn object<'v, 'a>(
        &mut self,
        value: &'v Value<'a>,
        keys: &[&str],
    ) -> Option<&'v Object<'a>> {
        let Value::Object(object) = value else {
            self.report_type(value, "an object {…}");
            return None;
        };
        let found = object.properties.len();
        if found > MAX_ENTRIES {
            self.report_too_many(object.offset, found, "keys");
        }
        for (index, property) in object.properties.iter().enumerate().take(MAX_ENTRIES) {
            let key = property.name.as_str();
            let is_known = keys.contains(&key);
            let earlier = &object.properties[..index];
            if is_known && !earlier.iter().any(|earlier| earlier.name.as_str() == key) {
                continue;
            }
            let length = self.enter(key);
            let faults = self.faults;
            self.report(property.name.offset, |_| {
                if is_known {
                    return "the same key stands here twice".to_owned();
                }
                match nearest(key, keys.iter().copied()) {
                    Some(meant) => format!("unknown key, did you mean \"{meant}\"?"),
                    None => format!("unknown key, expected one of: {}", keys.join(", ")),
                }
            });
            self.do_without(faults);
            self.leave(length);
        }
        Some(object)
    }

    /// One field of an object; where the object itself is missing, that was reported before.
    #[inline(never)]
    pub fn field<T: FromCopy>(&mut self, object: Option<&Object>, key: &str) -> T {
        let absent = T::absent();
        let (value, above) = self.enter_field(object, key, absent.is_some());
        let read = T::read(value, self);
        let is_wrong = self.leave_field(above, absent.is_some());
        absent.filter(|_| is_wrong).unwrap_or(read)
    }

    /// The value of a key, or one that stands for it where it is not written.
    fn enter_field<'v, 'a>(
        &mut self,
        object: Option<&'v Object<'a>>,
        key: &str,
        is_optional: bool,
    ) -> (&'v Value<'a>, Above) {
        let found = object.and_then(|object| object.get(key));
        if let (Some(object), None, false) = (object, found, is_optional) {
            self.report_missing(object, key);
        }
        let above = Above {
            path: self.path.len(),
            faults: self.faults,
            is_gap: self.is_gap,
        };
        let Some(value) = found else {
            self.is_gap = true;
            return (&GAP, above);
        };
        self.enter(key);
        (value, above)
    }

    /// Whether there was no value, or a wrong one.
    fn leave_field(&mut self, above: Above, is_optional: bool) -> bool {
        let was_gap = self.is_gap;
        self.is_gap = above.is_gap;
        self.leave(above.path);
        was_gap || is_optional && self.do_without(above.faults)
    }

    /// Takes the faults that came after so many as oddities; whether there were any.
    pub fn do_without(&mut self, faults: usize) -> bool {
        let odd = self.faults - faults;
        self.oddities += odd;
        self.faults = faults;
        odd > 0
    }

    /// What is read of each value under any keys, by its key; none where there is no object. A page takes
    /// what `read` makes of those that are wrong.
    pub fn named<T>(
        &mut self,
        value: &Value,
        read: fn(&Property, &mut Self) -> T,
    ) -> Vec<(String, T)> {
        let mut named = Vec::new();
        self.each_property(value, &mut |property, reader| {
            named.push((property.name.as_str().to_owned(), read(property, reader)));
        });
        named
    }

    /// Apart from [`Reader::named`], which is compiled for every type.
    fn each_property(&mut self, value: &Value, read: &mut dyn FnMut(&Property, &mut Self)) {
        let names: Vec<&str> = match value {
            Value::Object(object) => object
                .properties
                .iter()
                .take(MAX_ENTRIES)
                .map(|property| property.name.as_str())
                .collect(),
            _ => Vec::new(),
        };
        let Some(object) = self.object(value, &names) else {
            return;
        };
        for property in object.properties.iter().take(MAX_ENTRIES) {
            let length = self.enter(property.name.as_str());
            let faults = self.faults;
            read(property, self);
            self.do_without(faults);
            self.leave(length);
        }
    }

    /// The elements of a list; none where there is no list.
    pub fn list<T: FromCopy>(&mut self, value: &Value) -> Option<Vec<T>> {
        let mut elements = Vec::new();
        self.each_element(value, &mut |element, reader| {
            elements.push(T::read(element, reader))
        })
        .then_some(elements)
    }

    /// Apart from [`Reader::list`], which is compiled for every type; whether there is a list.
    fn each_element(&mut self, value: &Value, read: &mut dyn FnMut(&Value, &mut Self)) -> bool {
        let Some(values) = self.array(value) else {
            return false;
        };
        for (index, element) in values.iter().enumerate() {
            let length = self.enter_element(index);
            read(element, self);
            self.leave(length);
        }
        true
    }

    /// What stands in a list, unread. Apart from [`Reader::list`], which is compiled for every type.
    #[inline(never)]
    pub fn array<'v, 'a>(&mut self, value: &'v Value<'a>) -> Option<&'v [Value<'a>]> {
        let Value::Array(array) = value else {
            self.report_type(value, "a list […]");
            return None;
        };
        let found = array.elements.len();
        if found > MAX_ENTRIES {
            self.report_too_many(array.offset, found, "entries");
        }
        Some(&array.elements[..found.min(MAX_ENTRIES)])
    }

    #[inline(never)]
    fn report_too_many(&mut self, offset: usize, found: usize, what: &str) {
        self.report(offset, |_| {
            format!("found {found} {what}, expected at most {MAX_ENTRIES}")
        });
    }

    #[inline(never)]
    pub fn enter_element(&mut self, index: usize) -> usize {
        if !TELLS_FAULTS {
            return 0;
        }
        self.enter(&["[", &index.to_string(), "]"].concat())
    }

    #[inline(never)]
    pub fn report_empty_list(&mut self, value: &Value) {
        self.report(value.offset(), |_| {
            "empty list, expected at least one entry".to_owned()
        });
    }

    /// A text with something in it; a problem otherwise.
    pub fn text<'v>(&mut self, value: &'v Value) -> &'v str {
        let Value::Text(text) = value else {
            self.report_type(value, "text");
            return "";
        };
        if text.value.trim().is_empty() {
            self.report(text.offset, |_| "empty text, expected words".to_owned());
        }
        &text.value
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&mut self, value: &Value, choices: &[(&str, T)]) -> Option<T> {
        let text = self.text(value);
        let found = choices
            .iter()
            .find(|(word, _)| *word == text)
            .map(|(_, choice)| *choice);
        if found.is_none() && !text.trim().is_empty() {
            self.report(value.offset(), |_| {
                let words = || choices.iter().map(|(word, _)| *word);
                match nearest(text, words()) {
                    Some(meant) => format!("found \"{text}\", did you mean \"{meant}\"?"),
                    None => format!(
                        "found \"{text}\", expected one of: {}",
                        words().collect::<Vec<_>>().join(", ")
                    ),
                }
            });
        }
        found
    }

    /// One of the names of an enum.
    pub fn one_of<T: Named>(&mut self, value: &Value) -> Option<T> {
        let choices = T::VARIANTS.iter().map(|variant| (variant.name(), *variant));
        self.choice(value, &choices.collect::<Vec<_>>())
    }

    /// Notes a word that may stand in the file once among its kind; a problem where it stands again.
    pub fn once(&mut self, kind: &'static str, value: &Value) {
        let word = json::scalar(value).unwrap_or_default();
        let same = |(its, taken): &(&str, String)| *its == kind && taken == word;
        if self.taken.iter().any(same) {
            self.report(value.offset(), |_| {
                format!("found \"{word}\" a second time, expected it once")
            });
        }
        self.taken.push((kind, word.to_owned()));
    }

    /// What stands for something that is not there, which is reported already.
    pub fn gap<T: FromCopy>(&mut self) -> T {
        let was_gap = std::mem::replace(&mut self.is_gap, true);
        let gap = T::read(&GAP, self);
        self.is_gap = was_gap;
        gap
    }

    /// Goes one step down the path; [`Reader::leave`] with what is given back goes up again.
    pub fn enter(&mut self, key: &str) -> usize {
        let length = self.path.len();
        if !TELLS_FAULTS {
            return length;
        }
        if length > 0 && !key.starts_with('[') {
            self.path.push('.');
        }
        self.path.push_str(key);
        length
    }

    /// Goes up to where [`Reader::enter`] went down.
    pub fn leave(&mut self, length: usize) {
        self.path.truncate(length);
    }
}

/// What a value is, in words.
fn describe(value: &Value) -> String {
    match value {
        Value::Text(text) if text.value.chars().count() <= 40 => format!("\"{}\"", text.value),
        Value::Text(_) => "a text".to_owned(),
        Value::Number(number) => number.value.to_owned(),
        Value::Bool { value, .. } => value.to_string(),
        Value::Object(_) => "an object {…}".to_owned(),
        Value::Array(_) => "a list […]".to_owned(),
        Value::Null { .. } => "null".to_owned(),
    }
}
