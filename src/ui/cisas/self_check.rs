use super::check_result::check_result;
use super::screening::screening;
use crate::copy::DateQuestionCopy;
use crate::ui::button::button;
use crate::ui::element::{El, el};
use crate::ui::feedback::error_summary;
use crate::ui::form::{date_boxes, date_question, question_props};
use crate::ui::later::awaited;
use crate::ui::page_state::{PageState, Summary};
use crate::ui::sections::rich_text;
use crate::view_model::self_check::LINK;
use crate::view_model::{CheckDate, Place, Question, QuestionId};

/// Customers find out for themselves whether CISAS is open to them; empty where the copy has no words for it.
pub fn self_check(state: PageState) -> El {
    let Some(copy) = &state.page.self_check else {
        return el("div", "");
    };
    let date = |date: CheckDate, copy: &'static DateQuestionCopy| {
        let question = Question {
            id: QuestionId::SelfCheck(date),
            hint: Some(&copy.hint),
        };
        let boxes = date_boxes(state.date_answer_to(question.id), date.name(), &copy.parts);
        date_question(question_props(question, state), copy.label.to_string()).child(boxes)
    };
    let questions = el("form", "cp-self-check__questions")
        .attr("id", Place::SelfCheck.name())
        // Nowhere to send it without script: pressed too early, it waits.
        .attr("method", "dialog")
        .attr("novalidate", "")
        .attr("aria-labelledby", Place::SelfCheckTitle.name())
        .child(error_summary(
            Summary {
                place: Place::SelfCheckErrors,
                heading: "h4",
                title: state.page.form.error_summary.as_str(),
            },
            state.check_problems,
            state.attention,
            state.later,
        ))
        .child(date(CheckDate::Complained, &copy.complained))
        .child(date(CheckDate::Agreed, &copy.agreed))
        .child(screening(&copy.screening, state.self_check))
        .child(button("submit").text(copy.check.as_str()));
    el("div", "cp-self-check")
        .child(
            el("h3", "cp-self-check__title")
                .attr("id", Place::SelfCheckTitle.name())
                .attr("tabindex", "-1")
                // What the tag puts here can be the aim of a link: ids in a shadow root cannot.
                .child(el("slot", "").attr("name", &LINK[1..]))
                .text(copy.title.as_str()),
        )
        .child(rich_text(el("p", "cp-self-check__intro"), &copy.intro))
        .child(questions)
        .child(awaited(
            state.is_awaited(Place::SelfCheck),
            state.later,
            &copy.check,
            move || rich_text(el("p", ""), &state.page.sending.failed.next),
        ))
        .child(check_result(copy, state))
}
