//! Words that go with a count: how many forms they have depends on the language.

use crate::domain::json::Value;

use super::kept::keep;
use super::placeholders::{Pieces, Slots};
use super::reader::{FromCopy, Reader};

/// The form of words that a count takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PluralForm {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl PluralForm {
    /// Every form, by its key.
    pub(super) const ALL: [(&str, Self); 6] = [
        ("zero", Self::Zero),
        ("one", Self::One),
        ("two", Self::Two),
        ("few", Self::Few),
        ("many", Self::Many),
        ("other", Self::Other),
    ];
}

/// How a language chooses the form; any but Welsh has one form for one and one for more, as English has.
///
/// # Source
///
/// Unicode CLDR, supplemental/plurals.xml, cardinals: `en` (one: 1) and `cy` (zero: 0, one: 1,
/// two: 2, few: 3, many: 6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PluralRule {
    #[default]
    English,
    Welsh,
}

impl PluralRule {
    /// The rule of a language, by its tag.
    pub fn of(language: &str) -> Self {
        match language.split('-').next() {
            Some(tag) if tag.eq_ignore_ascii_case("cy") => Self::Welsh,
            _ => Self::English,
        }
    }

    /// The form that a count takes.
    pub fn form(self, count: usize) -> PluralForm {
        match (count, self) {
            (1, _) => PluralForm::One,
            (0, Self::Welsh) => PluralForm::Zero,
            (2, Self::Welsh) => PluralForm::Two,
            (3, Self::Welsh) => PluralForm::Few,
            (6, Self::Welsh) => PluralForm::Many,
            _ => PluralForm::Other,
        }
    }
}

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
        _ = reader.object(value, &PluralForm::ALL.map(|(key, _)| key));
        for (key, form) in PluralForm::ALL {
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
