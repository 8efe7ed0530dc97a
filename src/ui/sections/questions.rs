use super::rich_text;
use crate::copy::QuestionCopy;
use crate::ui::element::{El, el};

/// Questions that open on their answers.
pub fn questions(items: &'static [QuestionCopy]) -> El {
    el("div", "cp-questions").children(items.iter().map(|item| {
        el("details", "cp-questions__item")
            .child(el("summary", "cp-questions__question").text(item.question.as_str()))
            .child(rich_text(el("p", "cp-questions__answer"), &item.answer))
    }))
}
