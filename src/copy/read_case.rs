//! Reads the file with the words of the customer's case, which stands beside a copy file and uses its facts.

use super::facts::SourceCopy;
use super::model::*;
use super::plural_rule::PluralRule;
use super::problem::CopyError;
use super::read::{file_keys, parse, without_mark};
use super::reader::Reader;
use super::scalars::Language;
use crate::base::json::Value;

file_keys! {
    CaseCopy: "The words of the customer's case: the file for CISAS, the diary and the letters, in one language.";
    /// The schema of this file, for editors.
    "$schema": Option<String>,
    /// What is still to be done before the file may go out, which `complaints check` repeats; customers
    /// do not see it.
    "review": Option<String>,
    /// Where what the sentences say was read, and when; customers do not see it.
    "sources": Option<Vec<SourceCopy>>,
    /// The language of every text, that of the copy file that names this one.
    "language": Language,
    /// For how many months a device remembers a complaint: {case_months_words}.
    "case_months": u32,
    /// The heading.
    "title": super::Text,
    /// The paragraph below it.
    "intro": super::Rich,
    /// The button that closes the case.
    "close": super::Button,
    /// Where a complaint stands, and what the device remembers of it.
    "diary": DiaryCopy,
    /// The file for CISAS.
    "file": CaseFileCopy,
    /// Letters to the company.
    "letters": LettersCopy,
}

/// Reads the text of a case's file, for whoever writes or serves it; `page` is the copy that names it.
///
/// # Errors
/// Every problem in the file, in its order: each says where, what was found and what is expected.
pub fn read_case(text: &str, page: &PageCopy) -> Result<CaseCopy, CopyError> {
    read_where(text, page, |reader| reader.faults + reader.oddities == 0)
}

/// Reads it for a customer, who does without what is optional and wrong, as with a copy file.
///
/// # Errors
/// What the case cannot be shown without is missing or wrong.
pub fn read_case_leniently(text: &str, page: &PageCopy) -> Result<CaseCopy, CopyError> {
    read_where(text, page, |reader| reader.faults == 0)
}

fn read_where(
    text: &str,
    page: &PageCopy,
    is_good: impl FnOnce(&Reader) -> bool,
) -> Result<CaseCopy, CopyError> {
    let text = without_mark(text);
    let (copy, reader) = read_value(text, &parse(text)?, page);
    match is_good(&reader) {
        true => Ok(copy),
        false => Err(CopyError {
            problems: reader.problems,
        }),
    }
}

/// The words, with gaps where there are problems, and the reader that met them.
pub(super) fn read_value<'t>(
    text: &'t str,
    value: &Value,
    page: &PageCopy,
) -> (CaseCopy, Reader<'t>) {
    let mut reader = Reader::new(text);
    let object = reader.object(value, KEYS);
    let Language(language) = reader.field(object, "language");
    if language != page.language && !language.is_empty() {
        // Words in another language are better than none.
        let faults = reader.faults;
        let length = reader.enter("language");
        let written = object.and_then(|object| object.get("language"));
        reader.report(written.unwrap_or(value).offset(), |_| {
            format!(
                "found {language}, expected {}, the language of the file which names this one",
                page.language
            )
        });
        reader.leave(length);
        reader.do_without(faults);
    }
    reader.plural_rule = PluralRule::of(&page.language);
    reader.placeholders = page.placeholders.clone();
    let months = reader.field(object, "case_months");
    let counted = page.words.counts.months.fill(months as usize);
    let placeholder = ("case_months_words".to_owned(), counted);
    reader.placeholders.push(placeholder);
    for key in ["$schema", "review"] {
        _ = reader.field::<Option<String>>(object, key);
    }
    if crate::base::TELLS_FAULTS {
        _ = reader.field::<Option<Vec<SourceCopy>>>(object, "sources");
    }
    let copy = CaseCopy {
        months,
        title: reader.field(object, "title"),
        intro: reader.field(object, "intro"),
        close: reader.field(object, "close"),
        diary: reader.field(object, "diary"),
        file: reader.field(object, "file"),
        letters: reader.field(object, "letters"),
    };
    (copy, reader)
}
