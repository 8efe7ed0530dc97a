use super::question::{described, notes};
use crate::copy::{DatePartsCopy, FieldDetail};
use crate::domain::complaint::DatePart;
use crate::ui::element::{El, el};
use crate::ui::page_state::PageState;
use crate::view_model::{FieldView, Question, QuestionId};

/// A date in three boxes.
pub fn date_field(field: FieldView, state: PageState) -> El {
    let boxes = match &field.copy.detail {
        FieldDetail::Parts(words) => Some(date_boxes(field.question, field.sent_as, words, state)),
        _ => None,
    };
    date_question(field.question, field.label, state).children(boxes)
}

/// The element around a question for a date, up to its boxes.
pub fn date_question(question: Question, legend: String, state: PageState) -> El {
    described(
        super::question::question("fieldset", question, state),
        question,
        state,
    )
    .child(el("legend", "cp-field__label").text(legend))
    .children(notes(question, state))
}

/// The three boxes of a date.
pub fn date_boxes(
    question: Question,
    sent_as: &str,
    words: &'static DatePartsCopy,
    state: PageState,
) -> El {
    let boxes = DatePart::ALL.map(|part| date_box(question.id, sent_as, part, words, state));
    el("div", "cp-date-field").children(boxes)
}

fn date_box(
    question: QuestionId,
    sent_as: &str,
    part: DatePart,
    words: &'static DatePartsCopy,
    state: PageState,
) -> El {
    let (label, class) = match part {
        DatePart::Day => (&words.day, "cp-text-input cp-text-input--day"),
        DatePart::Month => (&words.month, "cp-text-input cp-text-input--month"),
        DatePart::Year => (&words.year, "cp-text-input cp-text-input--year"),
    };
    let id = question.box_id(part);
    let control = el("input", class)
        .attr("id", id.clone())
        .attr("name", [sent_as, "-", part.name()].concat())
        .attr("type", "text")
        .attr("inputmode", "numeric")
        .attr("autocomplete", "off")
        .live_attr("aria-invalid", move || {
            state.is_wrong(question, part).then(|| "true".to_owned())
        })
        .live_value(move || state.date_part(question, part));
    el("div", "cp-date-field__part")
        .child(
            el("label", "cp-date-field__label")
                .attr("for", id)
                .text(label.as_str()),
        )
        .child(control)
}
