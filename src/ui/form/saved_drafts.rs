use crate::ui::button::quiet_button;
use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::later::later_content;
use crate::ui::page_state::PageState;
use crate::view_model::{Place, SavedDraft};

/// The answers that were saved on this device before, each to go on with or to delete; empty where
/// there are none.
pub fn saved_drafts(state: PageState) -> El {
    let offered = Derived::new(move || {
        let own = state
            .journey
            .with(|journey| journey.draft_record().cloned());
        state.saved.with(|saved| saved.offered(own.as_ref()))
    });
    later_content(el("div", "cp-saved-drafts"), state.later, move |views| {
        (views.saved_drafts)(state, offered.get())
    })
}

/// What stands in it.
pub fn saved_drafts_list(state: PageState, offered: Vec<SavedDraft>) -> Vec<El> {
    if offered.is_empty() {
        return Vec::new();
    }
    let title = el("h4", "cp-saved-drafts__title").text(state.page.drafts.title.as_str());
    let rows = offered.into_iter().enumerate();
    let rows = rows.map(|(index, saved)| row(index, saved, state));
    vec![title, el("ul", "cp-saved-drafts__list").children(rows)]
}

fn row(index: usize, saved: SavedDraft, state: PageState) -> El {
    let words = &state.page.drafts;
    let id = ["saved-draft-", &index.to_string()].concat();
    // What tells the buttons of one from those of another.
    let button = |name: &str| {
        let own = [&id, name].concat();
        quiet_button()
            .attr("aria-labelledby", [&own, " ", &id].concat())
            .attr("id", own)
    };
    let (open, delete) = (saved.record.clone(), saved.record.clone());
    let asked = saved.record.clone();
    let go_on = button("-go-on")
        .live_text(
            move || match state.saved.with(|saved| saved.would_replace(&asked)) {
                true => words.replace.to_string(),
                false => words.go_on.to_string(),
            },
        )
        .on("click", move |_| {
            state.read_controls();
            state.act_on_saved(|saved, journey| saved.open(journey, open.clone()));
        });
    let delete = button("-delete")
        .text(words.delete.as_str())
        .on("click", move |_| {
            state.act_on_saved(|saved, _| saved.delete(delete.clone(), Place::FormTitle))
        });
    el("li", "cp-saved-drafts__draft")
        .child(
            el("span", "cp-saved-drafts__when")
                .attr("id", id.clone())
                .text(saved.say(state.page, &words.offer)),
        )
        .child(go_on)
        .child(delete)
}
