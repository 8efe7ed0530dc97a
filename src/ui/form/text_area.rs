use super::question::{described, label, notes, question, required};
use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::page_state::PageState;
use crate::view_model::{FieldView, characters, count_words};

/// Several lines of text, with a count below where the copy has words for one.
pub fn text_area(
    field: FieldView,
    state: PageState,
    rows: &'static str,
    autocomplete: &'static str,
) -> El {
    let id = field.id;
    let count = Derived::new(move || characters(id, &state.text(id)));
    // No longest length: a browser that stops typing there loses what is pasted.
    let control = required(el("textarea", "cp-text-area"), field.copy.presence, state)
        .attr("id", id.name())
        .attr("name", field.sent_as)
        .attr("rows", rows)
        .attr("autocomplete", autocomplete)
        .live_value(move || state.text(id));
    let control = match id.spec().min_characters {
        0 => control,
        min => control.attr("minlength", min.to_string()),
    };
    let counter = id.spec().is_counted().then(|| {
        el("p", "cp-text-area__count")
            .attr("aria-hidden", "true")
            .live_text(move || count_words(state.page, id, count.get()))
    });
    question("div", field.question, state)
        .child(label(&field))
        .children(notes(field.question, state))
        .child(described(control, field.question, state))
        .children(counter)
}
