use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::later::later_content;
use crate::ui::page_state::PageState;
use crate::view_model::Question;

/// What is wrong with an answer, beside its control; empty where it is right.
pub fn error_message(question: Question, state: PageState) -> El {
    let error = Derived::new(move || state.error(question.id));
    later_content(el("div", "cp-error-message"), state, move |views| {
        let message = |error| (views.error_message)(state, question, error);
        error.get().map(message).into_iter().collect()
    })
}

/// What stands in it.
pub fn message(state: PageState, question: Question, error: String) -> El {
    let prefix = state.page.form.error_prefix.as_str();
    el("p", "cp-error-message__text")
        .attr("id", question.error_id())
        .child(el("span", "cp-visually-hidden").text([prefix, " "].concat()))
        .text(error)
}
