use super::complaint_form::privacy;
use super::date_list::date_list;
use crate::ui::button::{button, quiet_button};
use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::feedback::{send_failed, sending_status};
use crate::ui::link_button::link_button;
use crate::ui::page_state::{PageState, actions};
use crate::view_model::{CheckRow, DatesView, DeliveryStatus, Journey, Place, Target, check_rows};

/// Every answer and the computed dates, before anything is sent.
pub fn check_answers(state: PageState) -> El {
    let copy = &state.page.check;
    let sending = &state.page.sending;
    let checked = Derived::new(move || {
        let checked = |journey: &Journey| {
            let (complaint, at) = journey.checked()?;
            Some((complaint.clone(), at))
        };
        state.journey.with(checked)
    });
    let delivery = state.delivery();
    let is_busy = Derived::new(move || delivery().is_under_way());
    let change = move |target| state.act(|journey| journey.change(target));
    let answers = el("div", "cp-check-answers__answers").live(move || {
        let Some((complaint, at)) = checked.get() else {
            return Vec::new();
        };
        let rows = check_rows(state.page, &complaint)
            .into_iter()
            .map(|row| self::row(row, is_busy, change));
        let rows = el("dl", "cp-check-answers__rows").children(rows);
        let dates = DatesView::of(state.page, state.data().holidays, at, &complaint);
        std::iter::once(rows)
            .chain(dates.map(|dates| date_list(state.page, dates)))
            .collect()
    });
    let send = button("button")
        .live_attr("aria-disabled", move || {
            is_busy.get().then(|| "true".to_owned())
        })
        .live_text(move || {
            let words = match delivery() {
                DeliveryStatus::Ready => &copy.send,
                DeliveryStatus::Sending | DeliveryStatus::Retrying | DeliveryStatus::Waiting => {
                    &sending.sending
                }
                DeliveryStatus::Stopped | DeliveryStatus::Failed | DeliveryStatus::Interrupted => {
                    &sending.failed.retry
                }
            };
            words.as_str().to_owned()
        })
        .on("click", move |_| actions::send(state));
    let stop = quiet_button()
        .live_flag("hidden", move || !is_busy.get())
        .text(sending.stop.as_str())
        .on("click", move |_| state.act(Journey::stop));
    let back = quiet_button()
        .live_flag("hidden", move || is_busy.get())
        .text(copy.back.as_str())
        .on("click", move |_| change(Place::FormTitle.into()));
    el("div", "cp-check-answers")
        .child(
            el("h3", "cp-check-answers__title")
                .attr("id", Place::CheckTitle.name())
                .attr("tabindex", "-1")
                .text(copy.title.as_str()),
        )
        .child(send_failed(state))
        .child(answers)
        .children(privacy(&state.page.form))
        .child(sending_status(state.page, state.journey))
        .child(
            el("div", "cp-check-answers__buttons")
                .child(send)
                .child(stop)
                .child(back),
        )
}

fn row(row: CheckRow, is_busy: Derived<bool>, change_answer: impl Fn(Target) + 'static) -> El {
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
        .live_flag("disabled", move || is_busy.get())
        .on("click", move |_| change_answer(target));
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
