use crate::ui::button::quiet_button;
use crate::ui::element::{El, el};
use crate::ui::later::later_content;
use crate::ui::page_state::PageState;
use crate::view_model::case::CaseStart;

/// Where the case and the diary stand; empty until there is something to show. None where the copy has no case.
pub fn case_place(state: PageState) -> Option<El> {
    state.page.case.as_ref()?;
    let place = el("div", "cp-case");
    Some(later_content(place, state.later, move |views| {
        (views.draw_case)(state)
    }))
}

/// The button that opens the case; none where the copy has no case.
pub fn case_button(state: PageState, start: CaseStart) -> Option<El> {
    let copy = state.page.case.as_ref()?;
    let open = quiet_button().text(copy.open.as_str());
    Some(open.on("click", move |_| {
        state.do_later(move |views| {
            if let Some(views) = views {
                views.outside.case.open(state, Some(start));
            }
        });
    }))
}
