use leptos::prelude::*;

use crate::domain::wire::DraftRecord;
use crate::ui::button::quiet_button;
use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::link_button::link_button;
use crate::ui::page_state::PageState;
use crate::view_model::{Place, SavedDrafts};

/// A button that saves the answers on this device, and what came of it, once there is something to
/// save.
pub fn save_draft(state: PageState, button: Place) -> El {
    let words = &state.page.drafts;
    let is_of_use = Derived::new(move || state.is_live() && state.has_answers());
    let save = quiet_button()
        .attr("id", button.name())
        .text(words.save.as_str())
        .on("click", move |_| {
            state.do_later(move |views| match views {
                Some(views) => (views.save_draft)(state),
                None => state.saved.update(SavedDrafts::cannot_save),
            })
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
    el("div", "cp-save-draft")
        .live_flag("hidden", move || !is_of_use.get())
        .child(save)
        .child(el("p", "cp-save-draft__status").live_text(move || {
            let status = state.saved_status();
            status.map_or_else(
                || words.save_hint.to_string(),
                |status| status.words(state.page),
            )
        }))
        .child(el("div", "").live(move || record.get().map(delete).into_iter().collect()))
}
