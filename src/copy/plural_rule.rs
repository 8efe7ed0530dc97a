//! Which form of a word a count takes in a language.

use crate::base::named::named_enum;

named_enum! {
    /// The form of words that a count takes.
    pub enum PluralForm {
        Zero = "zero",
        One = "one",
        Two = "two",
        Few = "few",
        Many = "many",
        Other = "other",
    }
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
