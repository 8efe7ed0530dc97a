use leptos::prelude::*;

use super::field::{described, label, notes, question, required};
use crate::copy::{CountCopy, FieldDetail};
use crate::ui::element::{El, el};
use crate::ui::page_state::PageState;
use crate::view_model::{FieldView, count_message, is_nearly_full};

/// Several lines of text, with a count below where the copy has words for one.
pub fn text_area(
    field: FieldView,
    state: PageState,
    rows: &'static str,
    autocomplete: &'static str,
) -> El {
    let id = field.id;
    let words = match &field.copy.detail {
        FieldDetail::Count(words) => Some(words),
        _ => None,
    };
    let count =
        move |words: &'static CountCopy| count_message(words, &state.text(id), id.max_characters());
    let strokes = StoredValue::new(0_u32);
    // No longest length: a browser that stops typing there loses what is pasted.
    let control = required(el("textarea", "cp-text-area"), field.copy.presence, state)
        .attr("id", id.name())
        .attr("name", field.sent_as)
        .attr("rows", rows)
        .attr("autocomplete", autocomplete)
        .live_value(move || state.text(id));
    let control = match words {
        Some(words) => control.on("input", move |_| {
            announce_after_pause(state, strokes, move || {
                is_nearly_full(&state.text(id), id.max_characters()).then(|| count(words))
            })
        }),
        None => control,
    };
    let control = match id.min_characters() {
        0 => control,
        min => control.attr("minlength", min.to_string()),
    };
    let counter = words.map(|words| {
        el("p", "cp-text-area__count")
            .attr("aria-hidden", "true")
            .live_text(move || count(words))
    });
    question("div", field.question, state)
        .child(label(&field))
        .children(notes(field.question, state))
        .child(described(control, field.question, state))
        .children(counter)
}

/// How long typing rests before a count is read out, in milliseconds.
const PAUSE: u32 = 1_500;

/// Puts a text into the live region once typing has rested, if there is one by then.
fn announce_after_pause(
    state: PageState,
    strokes: StoredValue<u32>,
    text: impl Fn() -> Option<String> + 'static,
) {
    let stroke = strokes.get_value() + 1;
    strokes.set_value(stroke);
    leptos::task::spawn_local_scoped_with_cancellation(async move {
        state.ports.clock.pause(PAUSE).await;
        if strokes.try_get_value() == Some(stroke)
            && let Some(text) = untrack(text)
        {
            state.journey.update(|journey| journey.announce_count(text));
        }
    });
}
