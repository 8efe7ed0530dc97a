use crate::copy::CountCopy;
use crate::domain::text::{clean_text, count_characters};

/// What stands below a counted box: how many characters are left, or too many.
pub fn count_message(words: &CountCopy, typed: &str, max: usize) -> String {
    let count = count_characters(&clean_text(typed));
    let (template, number) = match (max.checked_sub(count), count.saturating_sub(max)) {
        (Some(1), _) => (&words.remaining_one, 1),
        (Some(left), _) => (&words.remaining, left),
        (None, 1) => (&words.over_one, 1),
        (None, over) => (&words.over, over),
    };
    template.fill(&[("count", &number.to_string())])
}
