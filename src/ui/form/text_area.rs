use leptos::prelude::*;

use super::question::{described, label, notes, question, required};
use crate::copy::FieldDetail;
use crate::domain::complaint::FieldId;
use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::page_state::PageState;
use crate::view_model::{
    Announcement, Effect, FieldView, Step, characters, count_words, is_nearly_full,
};

/// Several lines of text, with a count below where the copy has words for one.
pub fn text_area(
    field: FieldView,
    state: PageState,
    rows: &'static str,
    autocomplete: &'static str,
) -> El {
    let id = field.id;
    let is_counted = matches!(field.copy.detail, FieldDetail::Count(_));
    let count = Derived::new(move || characters(id, &state.text(id)));
    let strokes = StoredValue::new(0_u32);
    // No longest length: a browser that stops typing there loses what is pasted.
    let control = required(el("textarea", "cp-text-area"), field.copy.presence, state)
        .attr("id", id.name())
        .attr("name", field.sent_as)
        .attr("rows", rows)
        .attr("autocomplete", autocomplete)
        .live_value(move || state.text(id));
    let control = if is_counted {
        control.on("input", move |_| {
            announce_after_pause(state, strokes, id, count);
        })
    } else {
        control
    };
    let control = match id.spec().min_characters {
        0 => control,
        min => control.attr("minlength", min.to_string()),
    };
    let counter = is_counted.then(|| {
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

/// How long typing rests before a count is read out, in milliseconds.
const PAUSE: u32 = 1_500;

/// Says how many characters are left once typing has rested, if few are and the customer has not gone on.
fn announce_after_pause(
    state: PageState,
    strokes: StoredValue<u32>,
    field: FieldId,
    count: Derived<usize>,
) {
    let stroke = strokes.get_value() + 1;
    strokes.set_value(stroke);
    leptos::task::spawn_local_scoped_with_cancellation(async move {
        (state.outside.pause)(PAUSE).await;
        if strokes.try_get_value() != Some(stroke) {
            return;
        }
        let characters = untrack(move || count.get());
        let is_here = state
            .journey
            .with_untracked(|journey| journey.step() == Step::Fill);
        if is_here && is_nearly_full(field, characters) {
            let count = Announcement::Count { field, characters };
            state.run(vec![Effect::Announce(count)]);
        }
    });
}
