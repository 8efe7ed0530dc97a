/// What is wrong with an answer: its question by name, where it is about one, the words, and the id of the control
/// where it is mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownProblem {
    pub question: Option<&'static str>,
    pub message: String,
    pub target: String,
}
