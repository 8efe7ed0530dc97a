//! The file with the words of the customer's case, judged with the copy file that names it.

use chrono::NaiveDate;

use super::{Check, Finding, Severity, Step, examine};
use crate::copy::model::CaseCopy;
use crate::copy::read::{parse, read_value, without_mark};
use crate::copy::read_case;
use crate::copy::shape::Shaped;

/// The address of the case's file in the text of a copy file; none where it names none.
pub fn case_address(text: &str) -> Option<String> {
    let text = without_mark(text);
    let (page, _) = read_value(text, &parse(text).ok()?);
    Some(page.case?.copy.0)
}

/// Everything there is to say about the text of a case's file, in its order. `page` is the text of the copy file that
/// names it; nothing is said where that is no JSON.
pub fn check_case(text: &str, page: &str, today: NaiveDate) -> Vec<Finding> {
    let (text, page) = (without_mark(text), without_mark(page));
    let Ok(page_value) = parse(page) else {
        return Vec::new();
    };
    let (mut page, _) = read_value(page, &page_value);
    let value = match parse(text) {
        Ok(value) => value,
        Err(error) => return error.problems.into_iter().map(Finding::from).collect(),
    };
    let (copy, reader) = read_case::read_value(text, &value, &page);
    // Its texts may use a fact that only it has.
    page.placeholders.clone_from(&reader.placeholders);
    examine(text, &value, &CaseCopy::shape(), &page, reader, |check| {
        check.draft();
        check.wording();
        check.facts_read(today);
        check.once_each(&copy);
    })
}

impl Check<'_> {
    /// Questions and letters are known by their ids.
    fn once_each(&mut self, copy: &CaseCopy) {
        let questions = copy.file.questions.iter().map(|question| &question.id);
        let letters = copy.letters.letters.iter().map(|letter| &letter.id);
        self.ids_once(["file", "questions"], questions.collect());
        self.ids_once(["letters", "letters"], letters.collect());
    }

    fn ids_once(&mut self, list: [&str; 2], ids: Vec<&String>) {
        for (index, id) in ids.iter().enumerate() {
            if ids[..index].contains(id) && !id.is_empty() {
                let [outer, inner] = list.map(Step::Key);
                let place = self.place(&[outer, inner, Step::Index(index), Step::Key("id")]);
                let message = format!("found \"{id}\" a second time, expected it once");
                self.note(Severity::Problem, None, place, message);
            }
        }
    }
}
