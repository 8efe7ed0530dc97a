use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::page_state::PageState;
use crate::view_model::Question;

/// What is wrong with an answer, beside its control; empty where it is right.
pub fn error_message(question: Question, state: PageState) -> El {
    let error = Derived::new(move || state.error(question.id));
    let prefix = state.page.form.error_prefix.as_str();
    el("div", "cp-error-message").live(move || {
        let message = |message: String| {
            el("p", "cp-error-message__text")
                .attr("id", question.error_id())
                .child(el("span", "cp-visually-hidden").text([prefix, " "].concat()))
                .text(message)
        };
        error.get().map(message).into_iter().collect()
    })
}
