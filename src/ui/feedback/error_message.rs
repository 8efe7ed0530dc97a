use crate::ui::derived::Derived;
use crate::ui::element::{El, el};

/// What is wrong with an answer, beside its control; empty where it is right. `id` is the message's, `prefix` is read
/// out before it.
pub fn error_message(id: String, prefix: &'static str, error: Derived<Option<String>>) -> El {
    el("div", "cp-error-message").live(move || {
        let message = |error: String| {
            el("p", "cp-error-message__text")
                .attr("id", id.clone())
                .child(el("span", "cp-visually-hidden").text([prefix, " "].concat()))
                .text(error)
        };
        error.get().map(message).into_iter().collect()
    })
}
