use crate::copy::{ScreeningCopy, ScreeningQuestionCopy};
use crate::domain::cisas::OutsideReason;
use crate::ui::controls::screening_name;
use crate::ui::element::{El, el};
use crate::ui::shared::Shared;
use crate::view_model::self_check::SelfCheck;

/// Questions about what CISAS does not take; each may be skipped.
pub fn screening(copy: &'static ScreeningCopy, check: Shared<SelfCheck>) -> El {
    let questions = copy
        .questions
        .iter()
        .map(|question| self::question(question, copy, check));
    el("details", "cp-screening")
        .child(el("summary", "cp-screening__title").text(copy.title.as_str()))
        .child(el("p", "cp-screening__hint").text(copy.hint.as_str()))
        .children(questions)
}

fn question(
    question: &'static ScreeningQuestionCopy,
    copy: &'static ScreeningCopy,
    check: Shared<SelfCheck>,
) -> El {
    let reason = question.reason;
    let answers = el("div", "cp-screening__answers")
        .child(answer(reason, true, &copy.yes, check))
        .child(answer(reason, false, &copy.no, check));
    el("fieldset", "cp-screening__question")
        .child(el("legend", "cp-screening__legend").text(question.question.as_str()))
        .child(answers)
}

fn answer(reason: OutsideReason, holds: bool, words: &'static str, check: Shared<SelfCheck>) -> El {
    let name = screening_name(reason);
    let value = if holds { "yes" } else { "no" };
    let id = [&name, "-", value].concat();
    let control = el("input", "cp-choice-field__input")
        .attr("type", "radio")
        .attr("id", id.clone())
        .attr("name", name)
        .attr("value", value)
        .live_checked(move || check.with(|check| check.answer(reason) == Some(holds)));
    let label = el("label", "cp-choice-field__label")
        .attr("for", id)
        .text(words);
    el("div", "cp-screening__answer")
        .child(control)
        .child(label)
}
