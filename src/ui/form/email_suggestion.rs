use crate::copy::{EmailSlots, Template};
use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::link_button::link_button;

/// The address that was probably meant: to take over with one press, or to read where it cannot be; empty where none
/// was.
pub fn email_suggestion(
    words: &'static Template<EmailSlots>,
    meant: Derived<Option<String>>,
    take: Option<impl Fn(String) + Copy + 'static>,
) -> El {
    el("div", "").live(move || {
        let suggestion = |address: String| {
            let words = words.fill(&[("email", &address)]);
            match take {
                Some(take) => link_button()
                    .text(words)
                    .on("click", move |_| take(address.clone())),
                None => el("p", "cp-field__hint").text(words),
            }
        };
        meant.get().map(suggestion).into_iter().collect()
    })
}
