use super::date_list::date_list;
use crate::copy::PageCopy;
use crate::ui::button::{button, quiet_button};
use crate::ui::case::case_button;
use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::page_state::PageState;
use crate::ui::sections::rich_text;
use crate::view_model::case::CaseStart;
use crate::view_model::{FileToSave, Journey, Place, ReceiptView, Record, receipt_reminders};

/// Proof that the company has the complaint, and what happens next.
pub fn receipt(state: PageState) -> El {
    let copy = &state.page.receipt;
    let sent = Derived::new(move || {
        let receipt = |journey: &Journey| Some(journey.sent()?.0.clone());
        state.journey.with(receipt)
    });
    el("div", "cp-receipt").live(move || {
        let Some(sent) = sent.get() else {
            return Vec::new();
        };
        let receipt = ReceiptView::of(state.data(), &sent);
        let keep = move |file: fn(&Record) -> FileToSave| {
            state.save(state.record().as_ref().map(file));
        };
        let print = quiet_button().text(copy.print.as_str()).on("click", |_| {
            if let Some(window) = web_sys::window() {
                _ = window.print();
            }
        });
        let save = button("button")
            .text(copy.save.as_str())
            .on("click", move |_| keep(Record::page_file));
        let save_text = quiet_button()
            .text(copy.save_text.as_str())
            .on("click", move |_| keep(Record::text_file));
        let remind = receipt.dates.is_some().then(|| {
            quiet_button()
                .text(state.page.dates.remind.as_str())
                .on("click", move |_| {
                    state.save(receipt_reminders(state.data(), &sent, state.clock()));
                })
        });
        let another = quiet_button()
            .text(copy.another.as_str())
            .on("click", move |_| state.act(Journey::begin_another));
        let buttons = el("div", "cp-receipt__buttons")
            .child(save)
            .child(save_text)
            .child(print)
            .children(remind)
            .children(case_button(state, CaseStart::Receipt))
            .child(another);
        let mut parts = receipt_parts(state.page, receipt);
        parts.push(buttons);
        parts
    })
}

/// What a receipt says, in order.
pub fn receipt_parts(page: &'static PageCopy, receipt: ReceiptView) -> Vec<El> {
    let copy = &page.receipt;
    let panel = el("div", "cp-receipt__panel")
        .child(
            el("h3", "cp-receipt__title")
                .attr("id", Place::ReceiptTitle.name())
                .attr("tabindex", "-1")
                .text(copy.title.as_str()),
        )
        .child(el("p", "cp-receipt__label").text(copy.reference.as_str()))
        .child(
            el("p", "cp-receipt__reference")
                .attr("id", "reference")
                .attr("translate", "no")
                .child(el("bdi", "").text(receipt.reference)),
        );
    let received = el("p", "")
        .child(el("span", "").text([copy.received.as_str(), " "].concat()))
        .child(el("strong", "").text(receipt.received));
    let link = receipt.link.map(|link| {
        let link = el("a", "cp-receipt__link")
            .attr("href", link.clone())
            .text(link);
        el("p", "")
            .text([copy.link.as_str(), " "].concat())
            .child(link)
            .text([" ", &*copy.link_note].concat())
    });
    let next = receipt.next.into_iter().map(|line| el("li", "").text(line));
    vec![
        panel,
        received,
        el("p", "").text(copy.reference_note.as_str()),
        el("div", "").children(receipt.dates.map(|dates| date_list(page, dates))),
        el("h4", "cp-receipt__subtitle").text(copy.next_title.as_str()),
        el("ul", "cp-bullet-list").children(next),
        rich_text(el("p", ""), &copy.contact),
    ]
    .into_iter()
    .chain(link)
    .collect()
}
