use super::choice_field::choice_field;
use super::date_field::date_field;
use super::file_field::file_field;
use super::text_area::text_area;
use super::text_input::text_input;
use super::tick_field::tick_field;
use crate::domain::complaint::FieldKind;
use crate::ui::element::El;
use crate::ui::page_state::PageState;
use crate::view_model::FieldView;

/// One question with its control.
pub fn field(field: FieldView, state: PageState) -> El {
    match field.kind {
        FieldKind::Line {
            input,
            autocomplete,
            width,
        } => text_input(field, state, input, autocomplete, width),
        FieldKind::Area {
            rows, autocomplete, ..
        } => text_area(field, state, rows, autocomplete),
        FieldKind::Choice => choice_field(field, state),
        FieldKind::Tick => tick_field(field, state),
        FieldKind::Date => date_field(field, state),
        FieldKind::Files => file_field(field, state),
    }
}
