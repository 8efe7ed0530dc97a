//! Words that go with a count: how many forms they have depends on the language.

use crate::base::json::Value;

use super::kept::keep;
use super::placeholders::{Pieces, Slots};
use super::plural_rule::{PluralForm, PluralRule};
use super::reader::{FromCopy, Reader};

/// What is filled into every form.
#[derive(Clone, Copy, Debug)]
pub struct CountSlots;

impl Slots for CountSlots {
    const NAMES: &'static [&'static str] = &["count"];
}

/// Words for any count: one text for all, or a text for each form, of which `other` stands in for
/// those that are left out.
#[derive(Clone, Copy, Debug)]
pub struct Plural {
    rule: PluralRule,
    forms: &'static [(PluralForm, Pieces)],
}

impl Plural {
    /// The words for a count, with the count in them.
    pub fn fill(&self, count: usize) -> String {
        let words = |form| self.forms.iter().find(|(its, _)| *its == form);
        let found = words(self.rule.form(count)).or_else(|| words(PluralForm::Other));
        found.map_or_else(String::new, |(_, words)| {
            words.fill(&[("count", &count.to_string())])
        })
    }
}

fn read_form(value: &Value, reader: &mut Reader) -> Pieces {
    let text = reader.text(value);
    Pieces::read(text, CountSlots::NAMES, value.offset(), reader)
}

impl FromCopy for Plural {
    #[inline(never)]
    fn read(value: &Value, reader: &mut Reader) -> Self {
        let rule = reader.plural_rule;
        let mut forms = Vec::new();
        let Value::Object(object) = value else {
            forms.push((PluralForm::Other, read_form(value, reader)));
            return Self {
                rule,
                forms: keep(forms),
            };
        };
        _ = reader.object(value, &PluralForm::ALL.map(PluralForm::name));
        for form in PluralForm::ALL {
            let key = form.name();
            match object.get(key) {
                Some(words) => {
                    let length = reader.enter(key);
                    let faults = reader.faults;
                    let words = read_form(words, reader);
                    reader.leave(length);
                    // Another form stands in for one that may be missing.
                    if form == PluralForm::Other || !reader.do_without(faults) {
                        forms.push((form, words));
                    }
                }
                None if form == PluralForm::Other => reader.report_missing(object, key),
                None => {}
            }
        }
        Self {
            rule,
            forms: keep(forms),
        }
    }
}
