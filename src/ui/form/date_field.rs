use super::question::{QuestionProps, described, notes, question};
use crate::copy::{DatePartsCopy, FieldDetail};
use crate::domain::complaint::DatePart;
use crate::ui::element::{El, el};
use crate::ui::page_state::DateAnswer;
use crate::view_model::FieldView;

/// A date in three boxes.
pub fn date_field(field: FieldView, props: QuestionProps, answer: DateAnswer) -> El {
    let boxes = match &field.copy.detail {
        FieldDetail::Parts(words) => Some(date_boxes(answer, field.sent_as, words)),
        _ => None,
    };
    date_question(props, field.label).children(boxes)
}

/// The element around a question for a date, up to its boxes.
pub fn date_question(props: QuestionProps, legend: String) -> El {
    described(question("fieldset", props), props)
        .child(el("legend", "cp-field__label").text(legend))
        .children(notes(props))
}

/// The three boxes of a date.
pub fn date_boxes(answer: DateAnswer, sent_as: &str, words: &'static DatePartsCopy) -> El {
    let boxes = DatePart::ALL.map(|part| date_box(answer, sent_as, part, words));
    el("div", "cp-date-field").children(boxes)
}

fn date_box(
    answer: DateAnswer,
    sent_as: &str,
    part: DatePart,
    words: &'static DatePartsCopy,
) -> El {
    let (label, class) = match part {
        DatePart::Day => (&words.day, "cp-text-input cp-text-input--day"),
        DatePart::Month => (&words.month, "cp-text-input cp-text-input--month"),
        DatePart::Year => (&words.year, "cp-text-input cp-text-input--year"),
    };
    let id = answer.question.box_id(part);
    let control = el("input", class)
        .attr("id", id.clone())
        .attr("name", [sent_as, "-", part.name()].concat())
        .attr("type", "text")
        .attr("inputmode", "numeric")
        .attr("autocomplete", "off")
        .live_attr("aria-invalid", move || {
            answer.is_wrong(part).then(|| "true".to_owned())
        })
        .live_value(move || answer.part(part));
    el("div", "cp-date-field__part")
        .child(
            el("label", "cp-date-field__label")
                .attr("for", id)
                .text(label.as_str()),
        )
        .child(control)
}
