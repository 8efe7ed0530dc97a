use super::focused_first;
use crate::copy::FailedCopy;
use crate::ui::button::quiet_button;
use crate::ui::element::{El, el};
use crate::ui::form::save_draft;
use crate::ui::page_state::PageState;
use crate::ui::sections::{lines, rich_text};
use crate::view_model::{DeliveryStatus, Journey, Place, mail_draft};

/// What happened, that nothing is lost, and what to do, when a complaint could not be sent.
pub fn send_failed(state: PageState) -> El {
    let copy = &state.page.sending.failed;
    let delivery = state.delivery();
    el("div", "cp-send-failed").live(move || {
        if delivery() != DeliveryStatus::Failed {
            return Vec::new();
        }
        let save = quiet_button()
            .text(copy.save.as_str())
            .on("click", move |_| {
                state.save(state.record().map(|record| record.page_file()));
            });
        let buttons = el("div", "cp-send-failed__buttons").child(save);
        let page = state.page;
        let draft = |journey: &Journey| mail_draft(page, journey.unsent()?);
        let draft = state.journey.with_untracked(draft);
        let mail = draft.map(|draft| {
            let link = el("a", "").attr("href", draft).text(copy.mail.as_str());
            let note = [" ", &*copy.mail_note].concat();
            el("p", "").child(link).text(note)
        });
        let (title, kept) = state
            .journey
            .with_untracked(|journey| journey.failed_words(page));
        let panel = failed_panel(copy, "h4", title, kept)
            .child(lines(state.lines()))
            .child(buttons)
            .children(mail);
        vec![panel, save_draft(state, Place::SaveFailedDraft)]
    })
}

/// Whether a complaint was sent, and where its answers are.
pub fn failed_news(heading: &'static str, title: &'static str, kept: &'static str) -> El {
    let title = el(heading, "cp-send-failed__title")
        .attr("id", Place::FailedTitle.name())
        .attr("tabindex", "-1")
        .text(title);
    el("div", "cp-send-failed__panel")
        .child(focused_first(title))
        .child(el("p", "").text(kept))
}

/// Whether a complaint was sent, where its answers are, and what to do; `heading` is the tag of the
/// title, one level below what stands above it.
pub fn failed_panel(
    copy: &'static FailedCopy,
    heading: &'static str,
    title: &'static str,
    kept: &'static str,
) -> El {
    failed_news(heading, title, kept).child(rich_text(el("p", ""), &copy.next))
}
