use super::focused_first;
use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::later::later_content;
use crate::ui::page_state::{Later, Summary, go_to};
use crate::ui::shared::Shared;
use crate::view_model::{Attention, ShownProblem};

/// Every problem of one form with a link to its control; empty where there is none.
pub fn error_summary(
    summary: Summary,
    problems: Derived<Vec<ShownProblem>>,
    attention: Shared<Attention>,
    later: Shared<Later>,
) -> El {
    later_content(el("div", "cp-error-summary"), later, move |views| {
        let problems = problems.get();
        let is_any = !problems.is_empty();
        let panel = is_any.then(|| (views.error_summary)(summary, attention, problems));
        panel.into_iter().collect()
    })
}

/// What stands in it.
pub fn summary_panel(
    summary: Summary,
    attention: Shared<Attention>,
    problems: Vec<ShownProblem>,
) -> El {
    let id = summary.place.name();
    let title_id = [id, "-title"].concat();
    let title = el(summary.heading, "cp-error-summary__title")
        .attr("id", title_id.clone())
        .text(summary.title);
    let entries = problems
        .into_iter()
        .map(|problem| entry(attention, problem));
    let list = el("ul", "cp-error-summary__list").children(entries);
    let panel = el("div", "cp-error-summary__panel")
        .attr("id", id)
        .attr("role", "alert")
        .attr("aria-labelledby", title_id)
        .attr("tabindex", "-1");
    focused_first(panel).child(title).child(list)
}

fn entry(attention: Shared<Attention>, problem: ShownProblem) -> El {
    let ShownProblem {
        target, message, ..
    } = problem;
    let link = el("a", "cp-error-summary__link")
        .attr("href", ["#", &target.id()].concat())
        .text(message);
    el("li", "").child(link.on("click", move |event| {
        event.prevent_default();
        go_to(attention, target);
    }))
}
