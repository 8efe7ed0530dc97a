use super::{QuestionId, Target};

/// What is wrong with an answer: its question, where it is about one, the words, and the control where it is mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownProblem {
    pub question: Option<QuestionId>,
    pub message: String,
    pub target: Target,
}
