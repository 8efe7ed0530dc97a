//! What the second part of the program does with what the page knows.

use super::PageState;
use crate::copy::PageCopy;
use crate::domain::complaint::FieldId;
use crate::view_model::self_check::SelfCheck;
use crate::view_model::{Journey, News};

/// Goes on to the check view, or shows what is missing.
pub fn review(state: PageState) {
    state.read_controls();
    let (page, now) = (state.page, state.clock());
    state.act(|journey| journey.review(page, now));
}

/// Takes away the shown problems that a new answer to a field has mended.
pub fn clear_fixed(state: PageState, field: FieldId) {
    let (page, now) = (state.page, state.clock());
    let clear = |journey: &mut Journey| journey.clear_fixed(field, page, now);
    state.journey.try_update(clear);
}

/// Decides the self-check as it stands in its controls.
pub fn check(state: PageState) {
    state.read_controls();
    decide(state);
}

/// Takes over the dates of the tab's address, and decides on them.
pub fn follow_link(state: PageState) {
    let fragment = (state.outside.fragment)();
    if state.self_check.try_update(|check| check.follow(&fragment)) == Some(true) {
        decide(state);
    }
}

/// Decides the self-check and leads to its result, or to what is wrong with a date.
fn decide(state: PageState) {
    let (page, now) = (state.page, state.clock());
    let Some((effects, link)) = state.self_check.try_update(|check| {
        let effects = check.check(page, now);
        let link = check.checked().map(|_| check.link(page, now));
        (effects, link)
    }) else {
        return;
    };
    if let (Some(link), Some(views)) = (link, state.views()) {
        (views.outside.set_fragment)(&link);
    }
    state.run(effects);
}

/// Sends what was checked, unless the company's page holds it back.
pub fn send(state: PageState) {
    let delivery = state.journey.with_untracked(Journey::delivery);
    if delivery.is_under_way() || !state.tell(&News::BeforeSubmit) {
        return;
    }
    let Some(views) = state.views() else {
        return;
    };
    look_at_line(state);
    let (data, now) = (state.data(), state.clock());
    state.act(|journey| journey.send(views.outside.new_id, data, now));
}

/// Looks whether there is a line.
pub fn look_at_line(state: PageState) {
    let Some(views) = state.views() else {
        return;
    };
    let offline = (views.outside.is_offline)();
    let (page, now) = (state.page, state.clock());
    state.act(|journey| journey.set_offline(offline, page, now));
}

/// Goes on in other words than these.
pub fn translate(state: PageState, before: &PageCopy) {
    let page = state.page;
    if let Some(views) = state.views() {
        (views.outside.change_tab_language)(before, page);
    }
    let journey = |journey: &mut Journey| journey.translate(before, page);
    state.journey.try_update(journey);
    let check = |check: &mut SelfCheck| check.translate(before, page);
    state.self_check.try_update(check);
}
