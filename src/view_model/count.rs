use crate::copy::CountCopy;
use crate::domain::text::{clean_text, count_for_limit};

/// Whether a count is worth reading out: at most a tenth of the characters is left.
pub fn is_nearly_full(typed: &str, max: usize) -> bool {
    count_for_limit(&clean_text(typed), max) * 10 >= max * 9
}

/// What stands below a counted box: how many characters are left, or too many.
pub fn count_message(words: &CountCopy, typed: &str, max: usize) -> String {
    let count = count_for_limit(&clean_text(typed), max);
    match max.checked_sub(count) {
        Some(left) => words.remaining.fill(left),
        None => words.over.fill(count - max),
    }
}
