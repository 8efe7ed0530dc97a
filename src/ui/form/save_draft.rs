use crate::domain::wire::DraftRecord;
use crate::ui::button::quiet_button;
use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::later::later_content;
use crate::ui::link_button::link_button;
use crate::ui::page_state::PageState;
use crate::view_model::Place;

/// A button that saves the answers on this device, and what came of it, once there is something to
/// save.
pub fn save_draft(state: PageState, button: Place) -> El {
    let is_of_use = Derived::new(move || state.is_live() && state.has_answers());
    let place = el("div", "cp-save-draft").live_flag("hidden", move || !is_of_use.get());
    later_content(place, state.later, move |views| {
        (views.save_draft)(state, button)
    })
}

/// What stands in it.
pub fn save_draft_parts(state: PageState, button: Place) -> Vec<El> {
    let words = &state.page.drafts;
    let save = quiet_button()
        .attr("id", button.name())
        .text(words.save.as_str())
        .on("click", move |_| {
            state.read_controls();
            let (page, now) = (state.page, state.clock());
            state.act_on_saved(|saved, journey| saved.save(journey, page, now));
        });
    let delete = move |record: DraftRecord| {
        link_button()
            .text(words.delete.as_str())
            .on("click", move |_| {
                let record = record.clone();
                state.act_on_saved(|saved, _| saved.delete(record, button));
            })
    };
    let record = Derived::new(move || {
        state
            .journey
            .with(|journey| journey.draft_record().cloned())
    });
    let status = el("p", "cp-save-draft__status").live_text(move || {
        let status = state.saved_status();
        status.map_or_else(
            || words.save_hint.to_string(),
            |status| status.words(state.page),
        )
    });
    let deletion = el("div", "").live(move || record.get().map(delete).into_iter().collect());
    vec![save, status, deletion]
}
