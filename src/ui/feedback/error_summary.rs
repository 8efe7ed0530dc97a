use super::focused_first;
use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::later::later_content;
use crate::ui::page_state::PageState;
use crate::view_model::{Place, ShownProblem};

/// Every problem of one form with a link to its control; empty where there is none.
///
/// `place` takes the focus; `heading` is the tag of the title, one level below what stands above it.
pub fn error_summary(
    state: PageState,
    place: Place,
    heading: &'static str,
    problems: Derived<Vec<ShownProblem>>,
) -> El {
    later_content(el("div", "cp-error-summary"), state, move |views| {
        let problems = problems.get();
        let is_any = !problems.is_empty();
        let summary = is_any.then(|| (views.error_summary)(state, place, heading, problems));
        summary.into_iter().collect()
    })
}

/// What stands in it.
pub fn summary(
    state: PageState,
    place: Place,
    heading: &'static str,
    problems: Vec<ShownProblem>,
) -> El {
    let id = place.name();
    let title_id = [id, "-title"].concat();
    let title = el(heading, "cp-error-summary__title")
        .attr("id", title_id.clone())
        .text(state.page.form.error_summary.as_str());
    let entries = problems.into_iter().map(|problem| entry(state, problem));
    let list = el("ul", "cp-error-summary__list").children(entries);
    let panel = el("div", "cp-error-summary__panel")
        .attr("id", id)
        .attr("role", "alert")
        .attr("aria-labelledby", title_id)
        .attr("tabindex", "-1");
    focused_first(panel).child(title).child(list)
}

fn entry(state: PageState, problem: ShownProblem) -> El {
    let ShownProblem {
        target, message, ..
    } = problem;
    let link = el("a", "cp-error-summary__link")
        .attr("href", ["#", &target.id()].concat())
        .text(message);
    el("li", "").child(link.on("click", move |event| {
        event.prevent_default();
        state.go_to(target);
    }))
}
