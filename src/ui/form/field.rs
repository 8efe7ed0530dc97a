use super::choice_field::choice_field;
use super::date_field::date_field;
use super::email_suggestion::email_suggestion;
use super::file_field::file_field;
use super::question::QuestionProps;
use super::text_area::text_area;
use super::text_input::text_input;
use super::tick_field::tick_field;
use crate::copy::FieldDetail;
use crate::domain::complaint::FieldKind;
use crate::ui::derived::Derived;
use crate::ui::element::El;
use crate::ui::page_state::PageState;
use crate::view_model::{FieldView, Question, Target, characters, count_words};

/// One question with its control.
pub fn field(field: FieldView, state: PageState) -> El {
    let props = question_props(field.question, state);
    let id = field.id;
    let answer = state.answer_to(id);
    match field.kind {
        FieldKind::Line {
            input,
            autocomplete,
            width,
        } => {
            let suggestion = suggestion(&field, state);
            text_input(field, props, answer, input, autocomplete, width).children(suggestion)
        }
        FieldKind::Area {
            rows, autocomplete, ..
        } => {
            let count = id.spec().is_counted().then(|| {
                Derived::new(move || count_words(state.page, id, characters(id, &answer.get())))
            });
            text_area(field, props, answer, rows, autocomplete, count)
        }
        FieldKind::Choice => choice_field(field, props, answer),
        FieldKind::Tick => tick_field(field, props, answer),
        FieldKind::Date => {
            let answer = state.date_answer_to(field.question.id);
            date_field(field, props, answer)
        }
        FieldKind::Files => file_field(field, props, state),
    }
}

/// What a question of the page is given.
pub fn question_props(question: Question, state: PageState) -> QuestionProps {
    QuestionProps {
        question,
        error: Derived::new(move || state.error(question.id)),
        error_prefix: state.page.form.error_prefix.as_str(),
        is_live: state.is_live(),
    }
}

/// The address that was probably meant, where a question has words for it.
fn suggestion(field: &FieldView, state: PageState) -> Option<El> {
    let FieldDetail::Suggestion(words) = &field.copy.detail else {
        return None;
    };
    let (id, question) = (field.id, field.question.id);
    let answer = state.answer_to(id);
    let meant = Derived::new(move || {
        let views = state.later.get().views()?;
        (views.suggest_email)(&answer.get())
    });
    let take = move |address: String| {
        state.set_text(id, address);
        state.go_to(Target::Question(question));
    };
    // Without script a button could not take it over.
    let take = state.is_live().then_some(take);
    Some(email_suggestion(words, meant, take))
}
