use leptos::prelude::*;

use super::choice_field::choice_field;
use super::date_field::date_field;
use super::file_field::file_field;
use super::text_area::text_area;
use super::text_input::text_input;
use super::tick_field::tick_field;
use crate::ui::element::{El, el};
use crate::ui::feedback::error_message;
use crate::ui::page_state::PageState;
use crate::view_model::{Control, FieldView};

/// One question with its control.
pub fn field(field: FieldView, state: PageState) -> El {
    match field.control {
        Control::Line {
            kind,
            autocomplete,
            width,
        } => text_input(field, state, kind, autocomplete, width),
        Control::Area { rows, autocomplete } => text_area(field, state, rows, autocomplete),
        Control::Choice => choice_field(field, state),
        Control::Tick => tick_field(field, state),
        Control::Date => date_field(field, state),
        Control::Files => file_field(field, state),
    }
}

/// The element around one question, marked while its answer has a problem.
pub fn question(tag: &'static str, field: &FieldView, state: PageState) -> El {
    let id = field.id;
    let class = move || {
        if state.error(id).is_some() {
            "cp-field cp-field--error"
        } else {
            "cp-field"
        }
    };
    el(tag, "")
        .attr("data-question", id.name())
        .live_attr("class", move || Some(class().to_owned()))
}

/// The label of a control.
pub fn label(field: &FieldView) -> El {
    el("label", "cp-field__label")
        .attr("for", field.id.name())
        .text(field.label.clone())
}

/// The words between a label and its control: its hint, and what is wrong.
pub fn notes(field: &FieldView, state: PageState) -> [Option<El>; 2] {
    let hint = field.copy.hint.as_ref();
    let hint = hint.map(|hint| {
        el("p", "cp-field__hint")
            .attr("id", field.hint_id())
            .text(hint.as_str())
    });
    [hint, Some(error_message(state, field))]
}

/// A control tied to what describes it, and marked while it is wrong.
pub fn described(control: El, field: &FieldView, state: PageState) -> El {
    let (id, field) = (field.id, field.clone());
    let wrong = Memo::new(move |_| state.error(id).is_some());
    control
        .live_attr("aria-describedby", move || field.described_by(wrong.get()))
        .live_attr("aria-invalid", move || {
            wrong.get().then(|| "true".to_owned())
        })
}
