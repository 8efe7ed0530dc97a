use leptos::prelude::*;

use super::RichText;
use crate::copy::QuestionCopy;

/// Questions that open on their answers.
#[component]
pub fn Questions(items: &'static [QuestionCopy]) -> impl IntoView {
    let question = |item: &'static QuestionCopy| {
        view! {
            <details class="cp-questions__item">
                <summary class="cp-questions__question">{item.question.as_str()}</summary>
                <p class="cp-questions__answer"><RichText rich=&item.answer /></p>
            </details>
        }
    };
    view! { <div class="cp-questions">{items.iter().map(question).collect_view()}</div> }
}
