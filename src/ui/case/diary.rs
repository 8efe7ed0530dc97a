use leptos::prelude::*;

use super::case_state::CaseState;
use crate::copy::CaseCopy;
use crate::domain::calendar::london;
use crate::domain::wire::{Case, DiaryEntry};
use crate::ui::button::quiet_button;
use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::form::date_rows;
use crate::ui::link_button::link_button;
use crate::ui::sections::rich_text;
use crate::view_model::Place;
use crate::view_model::case::{Cases, DiaryNotice, Standing};

/// The complaints that the device remembers, each with where it stands; empty where there are none.
pub fn diary(state: CaseState, words: &'static CaseCopy) -> El {
    let entries = Derived::new(move || {
        state.cases.with(|cases| {
            let open = cases.case().and_then(Case::reference);
            let is_other = |entry: &&DiaryEntry| entry.case.reference() != open;
            let others = cases.diary().iter().filter(is_other);
            (others.cloned().collect::<Vec<_>>(), cases.notice())
        })
    });
    el("div", "cp-case__diary").live(move || {
        let (entries, notice) = entries.get();
        let deleted = (notice == Some(DiaryNotice::Deleted)).then(|| {
            el("p", "")
                .attr("role", "status")
                .text(words.diary.deleted.as_str())
        });
        let entries = entries.into_iter().enumerate();
        let entries = entries.map(|(index, entry)| self::entry(index, entry, state, words));
        deleted.into_iter().chain(entries).collect()
    })
}

fn entry(index: usize, entry: DiaryEntry, state: CaseState, words: &'static CaseCopy) -> El {
    let id = ["case-entry-", &index.to_string()].concat();
    // What tells the buttons of one complaint from those of another.
    let named = |button: El, end: &str| {
        let own = [&id, end].concat();
        button
            .attr("aria-labelledby", [&own, " ", &id].concat())
            .attr("id", own)
    };
    let reference = entry.case.reference().unwrap_or_default().to_owned();
    let opened = reference.clone();
    let open = named(quiet_button(), "-open")
        .text(words.diary.open.as_str())
        .on("click", move |_| {
            state.open(|cases| cases.begin_remembered(&opened));
        });
    let until = state.page.page.words.date(london::london_date(entry.until));
    let until = words.diary.remembered.fill(&[("until", &until)]);
    let delete = named(delete(reference, state, words), "-delete");
    el("div", "cp-case__entry")
        .children(standing(&entry.case, state, words, &id))
        .child(
            el("div", "cp-case__buttons")
                .child(open)
                .children(remind(entry.case, state))
                .child(delete),
        )
        .child(el("p", "cp-save-draft__status").text(until))
}

/// Where a case stands.
fn standing(case: &Case, state: CaseState, words: &'static CaseCopy, id: &str) -> Vec<El> {
    let standing = Standing::of(case, words, state.page.data(), state.page.clock());
    let heading = |words: String| {
        el("h3", "cp-page-section__subtitle")
            .attr("id", id.to_owned())
            .text(words)
    };
    let say = |words: String| el("p", "").text(words);
    let mut parts: Vec<El> = standing.complaint.map(heading).into_iter().collect();
    parts.extend(standing.response.map(say));
    parts.extend(standing.elsewhere.map(|words| el("p", "").text(words)));
    if let Some(result) = standing.result {
        parts.push(el("p", "").child(el("strong", "").text(result.title)));
        parts.extend((!result.text.is_empty()).then(|| el("p", "").text(result.text)));
        parts.push(rich_text(el("p", ""), result.next));
        let contact = result.contact;
        parts.extend(contact.map(|contact| rich_text(el("p", ""), contact)));
        let dates = (!result.timeline.is_empty())
            .then(|| el("div", "cp-date-list").child(date_rows(result.timeline)));
        parts.extend(dates);
    }
    parts
}

/// The button that deletes what is remembered of a complaint.
fn delete(reference: String, state: CaseState, words: &'static CaseCopy) -> El {
    link_button()
        .text(words.diary.delete.as_str())
        .on("click", move |_| {
            state.change_diary(|cases| cases.forget(&reference));
            state.page.go_to(Place::CaseTitle);
        })
}

/// The button that saves the dates ahead; none where there are none.
fn remind(case: Case, state: CaseState) -> Option<El> {
    let file = Standing::reminders(&case, state.page.data(), state.page.clock());
    file.is_some().then(|| {
        quiet_button()
            .text(state.page.page.dates.remind.as_str())
            .on("click", move |_| {
                let (data, now) = (state.page.data(), state.page.clock());
                state.page.save(Standing::reminders(&case, data, now));
            })
    })
}

/// Where the open case stands, and whether the device is to remember it.
pub fn remember(state: CaseState, words: &'static CaseCopy, case: &Case) -> El {
    let part = el("div", "cp-case__entry").children(standing(case, state, words, "case-open"));
    let Some(reference) = case.reference().map(str::to_owned) else {
        return part.children(remind(case.clone(), state));
    };
    let until = Derived::new(move || state.cases.with(Cases::remembered_until));
    let button = quiet_button()
        .live_flag("hidden", move || until.get().is_some())
        .text(words.diary.remember.as_str())
        .on("click", move |_| {
            let now = state.page.clock();
            state.change_diary(|cases| cases.remember(words.months, now));
        });
    let notice = Derived::new(move || state.cases.with(Cases::notice));
    let status = el("p", "cp-save-draft__status")
        .attr("role", "status")
        .live_text(move || match (notice.get(), until.get()) {
            (Some(DiaryNotice::NotRemembered), _) => words.diary.not_remembered.to_string(),
            (_, None) => words.diary.remember_hint.to_string(),
            (_, Some(until)) => {
                let until = state.page.page.words.date(london::london_date(until));
                words.diary.remembered.fill(&[("until", &until)])
            }
        });
    let delete = el("div", "").live(move || {
        let delete = until
            .get()
            .map(|_| self::delete(reference.clone(), state, words));
        delete.into_iter().collect()
    });
    part.child(
        el("div", "cp-case__buttons")
            .child(button)
            .children(remind(case.clone(), state)),
    )
    .child(status)
    .child(delete)
}
