use super::question::{QuestionProps, described, label, notes, question, required};
use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::page_state::Answer;
use crate::view_model::FieldView;

/// Several lines of text, with a count below where there are words for one.
pub fn text_area(
    field: FieldView,
    props: QuestionProps,
    answer: Answer,
    rows: &'static str,
    autocomplete: &'static str,
    count: Option<Derived<String>>,
) -> El {
    // No longest length: a browser that stops typing there loses what is pasted.
    let control = required(el("textarea", "cp-text-area"), field.copy.presence, props)
        .attr("id", field.id.name())
        .attr("name", field.sent_as)
        .attr("rows", rows)
        .attr("autocomplete", autocomplete)
        .live_value(move || answer.get());
    let control = match field.id.spec().min_characters {
        0 => control,
        min => control.attr("minlength", min.to_string()),
    };
    let counter = count.map(|count| {
        el("p", "cp-text-area__count")
            .attr("aria-hidden", "true")
            .live_text(move || count.get())
    });
    question("div", props)
        .child(label(&field))
        .children(notes(props))
        .child(described(control, props))
        .children(counter)
}
