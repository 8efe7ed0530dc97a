use super::answers::lines;
use super::known::Known;
use crate::copy::{CaseCopy, LetterCopy, PageCopy};
use crate::view_model::mail_link;

/// A letter to the company, ready to be sent.
pub struct LetterView {
    pub letter: &'static LetterCopy,
    pub subject: String,
    /// Its paragraphs, each of one line or more.
    pub paragraphs: Vec<String>,
    /// The address that opens an e-mail with it; none where the company takes no e-mail.
    pub mail: Option<String>,
}

/// The letters, made of what is known.
pub fn letter_views(page: &PageCopy, words: &'static CaseCopy, known: &Known) -> Vec<LetterView> {
    let view = |letter: &'static LetterCopy| {
        let subject = lines(&letter.subject, known, ", ");
        let paragraphs = letter.paragraphs.iter();
        let paragraphs = paragraphs.map(|paragraph| lines(paragraph, known, "\n"));
        let paragraphs: Vec<String> = paragraphs
            .filter(|paragraph| !paragraph.is_empty())
            .collect();
        LetterView {
            mail: mail_link(page, &subject, &paragraphs.join("\n\n")),
            letter,
            subject,
            paragraphs,
        }
    };
    words.letters.letters.iter().map(view).collect()
}
