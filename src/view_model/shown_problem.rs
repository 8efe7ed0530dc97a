use super::{FaultView, Journey, QuestionId, Target, fault_views};
use crate::copy::PageCopy;

/// What is wrong with an answer: its question, where it is about one, the words, and the control where it is mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownProblem {
    pub question: Option<QuestionId>,
    pub message: String,
    pub target: Target,
}

/// The shown problems of the complaint form, in page order.
pub fn form_problems(page: &PageCopy, journey: &Journey) -> Vec<ShownProblem> {
    let shown = |problem: FaultView| ShownProblem {
        question: problem.field.map(QuestionId::Field),
        message: problem.message,
        target: problem.target,
    };
    let views = fault_views(page, journey.draft(), journey.faults());
    views.into_iter().map(shown).collect()
}
