//! The page in more than one language: a copy file for each, and the way from one to another.

use super::objects::copy_objects;
use super::scalars::{Language, ServerAddress};

copy_objects! {
    /// The page in one language; every copy file of a page has the same list, with itself in it.
    pub struct LanguageCopy {
        /// The language of that copy file, like cy.
        pub tag: Language,
        /// What the language calls itself: the words of the link to it.
        pub label: String,
        /// The address of its copy file, relative to this one.
        pub copy: ServerAddress,
        /// The address of its page, relative to this file: where the link leads without script.
        pub page: ServerAddress,
    }
}

/// Languages that are written from right to left, by their first subtag (Unicode CLDR, characterOrder).
const RIGHT_TO_LEFT: &str = " ar arc ckb dv fa glk he iw ks lrc mzn nqo pnb ps sd syr ug ur yi ";

/// Scripts that are written from right to left (ISO 15924), as subtags.
const RIGHT_TO_LEFT_SCRIPTS: &str = " adlm arab hebr mand nkoo rohg samr syrc thaa ";

/// The direction in which a language is written, as the `dir` attribute has it: `ltr` or `rtl`. A script that the
/// tag names decides, as in `az-Arab` or `ks-Deva`.
///
/// # Example
///
/// ```
/// use complaints::copy::direction;
///
/// assert_eq!(["cy", "ar", "az-Arab", "ks-Deva"].map(direction), ["ltr", "rtl", "rtl", "ltr"]);
/// ```
pub fn direction(language: &str) -> &'static str {
    let is_in = |list: &str, subtag: &str| {
        list.contains(&[" ", &subtag.to_ascii_lowercase(), " "].concat())
    };
    let mut subtags = language.split('-');
    let first = subtags.next().unwrap_or_default();
    let mut scripts = subtags.filter(|subtag| subtag.len() == 4);
    let is_right_to_left = match scripts.next() {
        Some(script) => is_in(RIGHT_TO_LEFT_SCRIPTS, script),
        None => is_in(RIGHT_TO_LEFT, first),
    };
    if is_right_to_left { "rtl" } else { "ltr" }
}
