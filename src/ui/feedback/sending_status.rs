use crate::copy::PageCopy;
use crate::domain::complaint::Progress;
use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::shared::Shared;
use crate::view_model::{Journey, Place, progress_words, sending_words};

/// How far the complaint has come, and what there is to say of it; the live region says it too.
pub fn sending_status(page: &'static PageCopy, journey: Shared<Journey>) -> El {
    let progress = Derived::new(move || journey.with(Journey::progress));
    let bytes = move |of: fn(Progress) -> u64| move || Some(of(progress.get()?).to_string());
    let bar = el("progress", "cp-sending-status__bar")
        .attr("aria-label", page.sending.sending.as_str())
        .live_attr("max", bytes(|progress| progress.total))
        .live_attr("value", bytes(|progress| progress.sent));
    let so_far = el("p", "cp-sending-status__so-far").live_text(move || {
        let words = progress.get();
        words
            .map(|progress| progress_words(page, progress))
            .unwrap_or_default()
    });
    let words = el("p", "cp-sending-status__words")
        .attr("id", Place::SendingStatus.name())
        .attr("tabindex", "-1")
        .live_text(move || {
            let words =
                |journey: &Journey| sending_words(page, journey.delivery(), journey.is_offline());
            journey.with(words).to_owned()
        });
    el("div", "cp-sending-status").child(words).child(
        el("div", "cp-sending-status__progress")
            .live_flag("hidden", move || progress.get().is_none())
            .child(bar)
            .child(so_far),
    )
}
