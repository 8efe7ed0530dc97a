use crate::copy::SelfCheckCopy;
use crate::ui::button::{button, quiet_button};
use crate::ui::case::case_button;
use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::form::date_rows;
use crate::ui::later::later_content;
use crate::ui::page_state::PageState;
use crate::ui::sections::rich_text;
use crate::view_model::Place;
use crate::view_model::case::CaseStart;
use crate::view_model::self_check::{Checked, ResultView};

/// Where the case stands, in a panel that is never an error; empty before the check.
pub fn check_result(copy: &'static SelfCheckCopy, state: PageState) -> El {
    let checked = Derived::new(move || state.self_check.with(|check| check.checked().cloned()));
    later_content(el("div", "cp-check-result"), state.later, move |views| {
        let panel = |checked| (views.check_result)(copy, state, checked);
        checked.get().and_then(panel).into_iter().collect()
    })
}

/// What stands in it.
pub fn result_panel(
    copy: &'static SelfCheckCopy,
    state: PageState,
    checked: Checked,
) -> Option<El> {
    let result = ResultView::new(state.data(), &checked)?;
    let title = el("h4", "cp-check-result__title")
        .attr("id", Place::SelfCheckResult.name())
        .attr("tabindex", "-1")
        .text(result.title);
    let timeline = (!result.timeline.is_empty()).then(|| {
        el("div", "cp-date-list")
            .child(el("h5", "cp-date-list__title").text(copy.timeline.title.as_str()))
            .child(date_rows(result.timeline))
    });
    let carry = result.complained.map(|date| {
        button("button")
            .text(copy.carry.as_str())
            .on("click", move |_| {
                // Never asks twice: the date given here fills the form.
                state.act(|journey| journey.carry_over(date));
            })
    });
    let remind = (!result.ahead.is_empty()).then(|| {
        quiet_button()
            .text(state.page.dates.remind.as_str())
            .on("click", move |_| {
                state.save(checked.reminders(state.data(), state.clock()));
            })
    });
    let panel = el("div", "cp-check-result__panel")
        .attr("data-outcome", result.name)
        .child(title)
        .children((!result.text.is_empty()).then(|| el("p", "").text(result.text)))
        .children(
            result
                .instead
                .map(|instead| rich_text(el("p", ""), instead)),
        )
        .child(rich_text(el("p", ""), result.next))
        .children(
            result
                .contact
                .map(|contact| rich_text(el("p", ""), contact)),
        )
        .children(result.unanswered.map(|words| el("p", "").text(words)))
        .children(timeline)
        .child(
            el("div", "cp-check-result__buttons")
                .children(carry)
                .children(remind)
                .children(case_button(state, CaseStart::SelfCheck)),
        );
    Some(panel)
}
