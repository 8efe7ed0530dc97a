use chrono::{DateTime, Utc};

use crate::copy::PageCopy;
use crate::domain::calendar::london;

/// An instant as people in London say it: the date, then the time.
pub fn in_words(page: &PageCopy, at: DateTime<Utc>) -> String {
    let at = london::to_london(at);
    let words = &page.words;
    [words.date(at.date()), words.time(at.time())].join(", ")
}
