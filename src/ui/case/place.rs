use leptos::prelude::*;

use crate::ui::button::quiet_button;
use crate::ui::element::{El, el};
use crate::ui::later::loading_bar;
use crate::ui::page_state::{CasePart, PageState};
use crate::ui::sections::rich_text;
use crate::view_model::case::CaseStart;

/// Where the case and the diary stand; empty until there is something to show. None where the copy has no case.
pub fn case_place(state: PageState) -> Option<El> {
    let copy = state.page.case.as_ref()?;
    let place = el("div", "cp-case").live(move || match state.case_part.get() {
        CasePart::NotAsked => Vec::new(),
        CasePart::Loading => vec![loading_bar(copy.open.as_str())],
        CasePart::Loaded(views) => (views.draw)(views, state),
        // The button that was pressed loads it again.
        CasePart::Missing => vec![rich_text(el("p", ""), &state.page.sending.failed.next)],
    });
    Some(place)
}

/// The button that opens the case; none where the copy has no case.
pub fn case_button(state: PageState, start: CaseStart) -> Option<El> {
    let copy = state.page.case.as_ref()?;
    let open = quiet_button().text(copy.open.as_str());
    Some(open.on("click", move |_| state.load_case(Some(start))))
}
