//! What every question has around its control.

use crate::domain::complaint::Presence;
use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::feedback::error_message;
use crate::view_model::{FieldView, Question};

/// What a question is given, whatever its control.
#[derive(Clone, Copy)]
pub struct QuestionProps {
    pub question: Question,
    /// What is wrong with its answer, as it is shown.
    pub error: Derived<Option<String>>,
    /// Read out before that.
    pub error_prefix: &'static str,
    /// Whether the page does by itself what without script is left to the browser and the server.
    pub is_live: bool,
}

/// The element around one question, marked while its answer has a problem.
pub fn question(tag: &'static str, props: QuestionProps) -> El {
    let class = move || match props.error.get() {
        Some(_) => "cp-field cp-field--error",
        None => "cp-field",
    };
    el(tag, "")
        .attr("data-question", props.question.id.name())
        .live_attr("class", move || Some(class().to_owned()))
}

/// The label of a control.
pub fn label(field: &FieldView) -> El {
    el("label", "cp-field__label")
        .attr("for", field.id.name())
        .text(field.label.clone())
}

/// The words between a label and its control: its hint, and what is wrong.
pub fn notes(props: QuestionProps) -> impl Iterator<Item = El> {
    let question = props.question;
    let hint = question.hint.map(|hint| {
        el("p", "cp-field__hint")
            .attr("id", question.hint_id())
            .text(hint)
    });
    let error = error_message(question.error_id(), props.error_prefix, props.error);
    hint.into_iter().chain([error])
}

/// A control that the browser asks an answer of where the copy does, as long as the page cannot: what
/// depends on other answers, such as one of two addresses, is left to the server.
pub fn required(control: El, presence: Presence, props: QuestionProps) -> El {
    if presence == Presence::Required {
        control.live_flag("required", move || !props.is_live)
    } else {
        control
    }
}

/// A control tied to what describes it, and marked while it is wrong; the browser's own opinion, which comes
/// while somebody types, holds where there is no other.
pub fn described(control: El, props: QuestionProps) -> El {
    let is_wrong = move || props.error.get().is_some();
    control
        .live_attr("aria-describedby", move || {
            props.question.described_by(is_wrong())
        })
        .live_attr("aria-invalid", move || {
            let wrong = is_wrong();
            let says = if wrong { "true" } else { "false" };
            (wrong || props.is_live).then(|| says.to_owned())
        })
}
