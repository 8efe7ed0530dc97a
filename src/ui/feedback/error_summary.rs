use leptos::prelude::*;

use crate::ui::element::{El, el};
use crate::ui::page_state::PageState;
use crate::view_model::{ProblemView, anchor};

/// Every problem of the form with a link to its control; empty where there is none.
pub fn error_summary(state: PageState) -> El {
    let problems = Memo::new(move |_| state.journey.with(|journey| journey.problems.clone()));
    el("div", "cp-error-summary").live(move || {
        let problems = problems.get();
        if problems.is_empty() {
            return Vec::new();
        }
        let title =
            el("h3", "cp-error-summary__title").text(state.page.form.error_summary.as_str());
        let list = el("ul", "cp-error-summary__list")
            .children(problems.into_iter().map(|problem| entry(state, problem)));
        let panel = el("div", "cp-error-summary__panel")
            .attr("id", anchor::ERROR_SUMMARY)
            .attr("role", "alert")
            .attr("tabindex", "-1");
        vec![panel.child(title).child(list)]
    })
}

fn entry(state: PageState, problem: ProblemView) -> El {
    let link = el("a", "cp-error-summary__link")
        .attr("href", ["#", &problem.target].concat())
        .text(problem.message);
    el("li", "").child(link.on("click", move |event| {
        event.prevent_default();
        state.go_to(&problem.target);
    }))
}
