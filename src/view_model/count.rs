use crate::base::text::{clean_text, count_for_limit};
use crate::copy::{FieldDetail, PageCopy};
use crate::domain::complaint::FieldId;

/// How many characters a typed text has, as its limit counts them.
pub fn characters(field: FieldId, typed: &str) -> usize {
    count_for_limit(&clean_text(typed), field.spec().max_characters)
}

/// Whether a count is worth reading out: at most a tenth of the characters is left.
pub fn is_nearly_full(field: FieldId, characters: usize) -> bool {
    characters * 10 >= field.spec().max_characters * 9
}

/// How many characters are left in a box, or too many; empty where the copy counts none there.
pub fn count_words(page: &PageCopy, field: FieldId, characters: usize) -> String {
    let Some(FieldDetail::Count(words)) = page.field(field).map(|field| &field.detail) else {
        return String::new();
    };
    let max = field.spec().max_characters;
    match max.checked_sub(characters) {
        Some(left) => words.remaining.fill(left),
        None => words.over.fill(characters - max),
    }
}
