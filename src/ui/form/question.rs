//! What every question has around its control.

use crate::domain::complaint::Presence;
use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::feedback::error_message;
use crate::ui::page_state::PageState;
use crate::view_model::{FieldView, Question};

/// The element around one question, marked while its answer has a problem.
pub fn question(tag: &'static str, question: Question, state: PageState) -> El {
    let class = move || match state.error(question.id) {
        Some(_) => "cp-field cp-field--error",
        None => "cp-field",
    };
    el(tag, "")
        .attr("data-question", question.id.name())
        .live_attr("class", move || Some(class().to_owned()))
}

/// The label of a control.
pub fn label(field: &FieldView) -> El {
    el("label", "cp-field__label")
        .attr("for", field.id.name())
        .text(field.label.clone())
}

/// The words between a label and its control: its hint, and what is wrong.
pub fn notes(question: Question, state: PageState) -> impl Iterator<Item = El> {
    let hint = question.hint.map(|hint| {
        el("p", "cp-field__hint")
            .attr("id", question.hint_id())
            .text(hint)
    });
    hint.into_iter().chain([error_message(question, state)])
}

/// A control that the browser asks an answer of where the copy does, as long as the page cannot: what
/// depends on other answers, such as one of two addresses, is left to the server.
pub fn required(control: El, presence: Presence, state: PageState) -> El {
    if presence == Presence::Required {
        control.live_flag("required", move || !state.is_live())
    } else {
        control
    }
}

/// A control tied to what describes it, and marked while it is wrong; the browser's own opinion, which comes
/// while somebody types, holds where there is no other.
pub fn described(control: El, question: Question, state: PageState) -> El {
    let wrong = Derived::new(move || state.error(question.id).is_some());
    control
        .live_attr("aria-describedby", move || {
            question.described_by(wrong.get())
        })
        .live_attr("aria-invalid", move || {
            let wrong = wrong.get();
            let says = if wrong { "true" } else { "false" };
            (wrong || state.is_live()).then(|| says.to_owned())
        })
}
