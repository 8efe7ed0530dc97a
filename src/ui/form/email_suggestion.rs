use crate::copy::FieldDetail;
use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::link_button::link_button;
use crate::ui::page_state::PageState;
use crate::view_model::{FieldView, Target};

/// The address that was probably meant, to take over with one press, or to read; for fields that have words for it.
pub fn email_suggestion(field: &FieldView, state: PageState) -> Option<El> {
    let FieldDetail::Suggestion(words) = &field.copy.detail else {
        return None;
    };
    let (id, question) = (field.id, field.question.id);
    let meant = Derived::new(move || {
        let views = state.later.get().views()?;
        (views.suggest_email)(&state.text(id))
    });
    let is_live = state.is_live();
    Some(el("div", "").live(move || {
        let suggestion = |address: String| {
            if !is_live {
                // Without script a button could not take it over.
                return el("p", "cp-field__hint").text(words.fill(&[("email", &address)]));
            }
            link_button()
                .text(words.fill(&[("email", &address)]))
                .on("click", move |_| {
                    state.set_text(id, address.clone());
                    state.go_to(Target::Question(question));
                })
        };
        meant.get().map(suggestion).into_iter().collect()
    }))
}
