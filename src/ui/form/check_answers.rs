use leptos::prelude::*;

use super::complaint_form::privacy;
use super::date_list::date_list;
use crate::ui::button::{button, quiet_button};
use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::feedback::{send_failed, sending_status};
use crate::ui::link_button::link_button;
use crate::ui::page_state::PageState;
use crate::view_model::{CheckRow, Delivery, anchor, check_rows};

/// Every answer and the computed dates, before anything is sent.
pub fn check_answers(state: PageState) -> El {
    let copy = &state.page.check;
    let sending = &state.page.sending;
    let checked = Derived::new(move || state.journey.with(|journey| journey.checked.clone()));
    let answers = el("div", "cp-check-answers__answers").live(move || {
        let Some(checked) = checked.get() else {
            return Vec::new();
        };
        let rows = check_rows(state.page, &checked.complaint)
            .into_iter()
            .map(|row| self::row(row, state));
        let rows = el("dl", "cp-check-answers__rows").children(rows);
        std::iter::once(rows)
            .chain(checked.dates.map(|dates| date_list(state.page, dates)))
            .collect()
    });
    let delivery = state.delivery();
    let send = button("button")
        .live_attr("aria-disabled", move || {
            delivery().is_under_way().then(|| "true".to_owned())
        })
        .live_text(move || {
            let words = match delivery() {
                Delivery::Idle => &copy.send,
                Delivery::Sending | Delivery::Retrying | Delivery::Waiting => &sending.sending,
                Delivery::Stopped | Delivery::Failed | Delivery::Interrupted => {
                    &sending.failed.retry
                }
            };
            words.as_str().to_owned()
        })
        .on("click", move |_| state.send());
    let stop = quiet_button()
        .live_flag("hidden", move || !delivery().is_under_way())
        .text(sending.stop.as_str())
        .on("click", move |_| state.stop());
    let back = quiet_button()
        .live_flag("hidden", move || delivery().is_under_way())
        .text(copy.back.as_str())
        .on("click", move |_| {
            state.journey.update(|journey| journey.change(anchor::FILL))
        });
    el("div", "cp-check-answers")
        .child(
            el("h3", "cp-check-answers__title")
                .attr("id", anchor::CHECK)
                .attr("tabindex", "-1")
                .text(copy.title.as_str()),
        )
        .child(send_failed(state))
        .child(answers)
        .children(privacy(&state.page.form))
        .child(sending_status(state))
        .child(
            el("div", "cp-check-answers__buttons")
                .child(send)
                .child(stop)
                .child(back),
        )
}

fn row(row: CheckRow, state: PageState) -> El {
    let CheckRow {
        label,
        lines,
        change,
        change_hidden,
        target,
        ..
    } = row;
    let change = link_button()
        .attr("aria-label", change_hidden)
        .text(change)
        .live_flag("disabled", {
            let delivery = state.delivery();
            move || delivery().is_under_way()
        })
        .on("click", move |_| {
            state.journey.update(|journey| journey.change(&target))
        });
    let lines = lines
        .into_iter()
        .map(|line| el("span", "cp-check-answers__line").text(line));
    el("div", "cp-check-answers__row")
        .child(el("dt", "cp-check-answers__label").text(label))
        .child(
            el("dd", "cp-check-answers__answer")
                .attr("dir", "auto")
                .children(lines),
        )
        .child(el("dd", "cp-check-answers__action").child(change))
}
