//! A page in more than one language, and a copy file that is not to go out yet.

use chrono::{Datelike, NaiveDate};

use super::texts::TextAt;
use super::{Check, Rule, Severity, Step};
use crate::base::json::{self, Value};
use crate::copy::LanguageCopy;
use crate::copy::placeholders::Slots;
use crate::copy::plural::CountSlots;
use crate::copy::plural_rule::{PluralForm, PluralRule};
use crate::domain::calendar::BankHolidays;

const DRAFT: Rule = Rule {
    code: "draft",
    source: "README.md, Another language",
};
const UNNAMED_HOLIDAY: Rule = Rule {
    code: "unnamed-holiday",
    source: "README.md, Another language",
};
const UNUSED_FORM: Rule = Rule {
    code: "unused-form",
    source: "https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html",
};

/// The largest count that a page shows: the most characters of an answer.
const LARGEST_COUNT: usize = 8_000;

impl Check<'_> {
    pub(super) fn languages(&mut self) {
        self.draft();
        self.each_once();
        self.own_language();
        self.unused_forms();
    }

    /// What the file says of itself: that somebody is still to look at it.
    pub(super) fn draft(&mut self) {
        let Value::Object(object) = self.value else {
            return;
        };
        if let Some(review) = object.get("review").and_then(json::scalar) {
            let place = self.place(&[Step::Key("review")]);
            self.note(Severity::Warning, Some(DRAFT), place, review.to_owned());
        }
    }

    /// A second entry for a language would never be reached.
    fn each_once(&mut self) {
        let languages = &self.copy.languages;
        for (index, LanguageCopy { tag, .. }) in languages.iter().enumerate() {
            let is_same = |earlier: &LanguageCopy| earlier.tag.0 == tag.0;
            if self.is_sound(&["languages"]) && languages[..index].iter().any(is_same) {
                let steps = [Step::Key("languages"), Step::Index(index), Step::Key("tag")];
                let message = format!("found \"{}\" a second time, expected it once", tag.0);
                self.note(Severity::Problem, None, self.place(&steps), message);
            }
        }
    }

    /// Where the other languages' links and the pages without script lead back to.
    fn own_language(&mut self) {
        let copy = self.copy;
        if self.is_sound(&["languages"]) && copy.own_address().is_none() {
            let place = self.place(&[Step::Key("languages")]);
            let message = format!(
                "no entry for \"{}\", the language of this file: expected all languages of the page",
                copy.language
            );
            self.note(Severity::Problem, None, place, message);
        }
    }

    /// Bank holidays to come that have their English name alone.
    pub(super) fn holiday_names(&mut self, today: NaiveDate, holidays: &BankHolidays) {
        let copy = self.copy;
        if self.is_english() || !self.is_sound(&["words"]) {
            return;
        }
        let division = copy.facts.division;
        let last = holidays.last_published_year(division).unwrap_or_default();
        let mut unnamed = Vec::new();
        for holiday in (today.year()..=last).flat_map(|year| holidays.in_year(year, division)) {
            let title = format!("\"{}\"", holiday.title);
            let is_named = copy.words.bank_holiday(&holiday.title) != holiday.title;
            if !is_named && !unnamed.contains(&title) {
                unnamed.push(title);
            }
        }
        if !unnamed.is_empty() {
            let place = self.place(&[Step::Key("words"), Step::Key("bank_holidays")]);
            let message = format!(
                "no name in {} for {}, expected one for every bank holiday to come",
                copy.language,
                unnamed.join(", ")
            );
            self.note(Severity::Warning, Some(UNNAMED_HOLIDAY), place, message);
        }
    }

    /// Forms that no count takes in this language.
    fn unused_forms(&mut self) {
        let rule = PluralRule::of(&self.copy.language);
        let is_used = |form| (0..=LARGEST_COUNT).any(|count| rule.form(count) == form);
        let is_unused = |form: &str| PluralForm::from_name(form).is_some_and(|form| !is_used(form));
        let texts = std::mem::take(&mut self.texts);
        for TextAt { path, offset, .. } in texts.iter().filter(|text| is_form(text)) {
            let form = path.rsplit('.').next().unwrap_or_default();
            if is_unused(form) {
                let message = format!(
                    "no count takes the form \"{form}\" in {}: it is never shown",
                    self.copy.language
                );
                self.note(
                    Severity::Warning,
                    Some(UNUSED_FORM),
                    (*offset, path.clone()),
                    message,
                );
            }
        }
        self.texts = texts;
    }
}

/// Whether a text stands for counts: no other text has their slots.
fn is_form(text: &TextAt) -> bool {
    text.words
        .is_some_and(|words| words.slots == CountSlots::NAMES)
}
