use super::known::Known;
use crate::copy::{CaseCopy, CaseQuestionCopy, CaseSlots, Template};
use crate::domain::wire::Case;

/// An answer of the application to CISAS, as far as it is known.
pub struct AnswerView {
    pub question: &'static CaseQuestionCopy,
    /// Empty where it is still needed.
    pub text: String,
    /// How to get it.
    pub how: String,
}

impl AnswerView {
    pub fn is_missing(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Every question of the application with its answer, in its order.
pub fn answer_views(case: &Case, words: &'static CaseCopy, known: &Known) -> Vec<AnswerView> {
    let questions = words.file.questions.iter();
    let answers = questions.map(|question| answer_view(case, question, known));
    answers.collect()
}

/// The answer to one question: what the customer wrote, else what is known.
pub fn answer_view(case: &Case, question: &'static CaseQuestionCopy, known: &Known) -> AnswerView {
    AnswerView {
        text: match written(case, &question.id) {
            Some(text) => text.to_owned(),
            None => lines(&question.answer, known, "\n"),
        },
        how: lines(&question.missing, known, " "),
        question,
    }
}

/// What the customer wrote to a question.
fn written<'c>(case: &'c Case, question: &str) -> Option<&'c str> {
    let mut written = case.written.iter();
    let (_, text) = written.find(|(id, _)| id == question)?;
    Some(text)
}

/// Lines with what is known in them; one is left out where it lacks something.
pub fn lines(lines: &[Template<CaseSlots>], known: &Known, between: &str) -> String {
    let slots = known.slots();
    let known = lines.iter().filter_map(|line| line.fill_whole(&slots));
    known.collect::<Vec<_>>().join(between)
}
