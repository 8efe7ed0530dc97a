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
    let answers = questions.map(|question| AnswerView {
        question,
        text: answer_text(case, question, known),
        how: how_to_get(question, known),
    });
    answers.collect()
}

/// The answer to a question: what the customer wrote, else what is known.
pub fn answer_text(case: &Case, question: &CaseQuestionCopy, known: &Known) -> String {
    let mut written = case.written.iter();
    match written.find(|(id, _)| *id == question.id) {
        Some((_, text)) => text.clone(),
        None => lines(&question.answer, known, "\n"),
    }
}

/// How to get the answer to a question.
pub fn how_to_get(question: &CaseQuestionCopy, known: &Known) -> String {
    lines(&question.missing, known, " ")
}

/// Lines with what is known in them; one is left out where it lacks something.
pub fn lines(lines: &[Template<CaseSlots>], known: &Known, between: &str) -> String {
    let slots = known.slots();
    let known = lines.iter().filter_map(|line| line.fill_whole(&slots));
    known.collect::<Vec<_>>().join(between)
}
