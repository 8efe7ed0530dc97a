use super::choice_field::choice_field;
use super::date_field::date_field;
use super::file_field::file_field;
use super::text_area::text_area;
use super::text_input::text_input;
use super::tick_field::tick_field;
use crate::ui::element::El;
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
