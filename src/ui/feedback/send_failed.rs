use crate::ui::element::{El, el};
use crate::ui::page_state::PageState;
use crate::ui::sections::rich_text;
use crate::view_model::{Delivery, anchor};

/// What happened, that nothing is lost, and what to do, when a complaint could not be sent.
pub fn send_failed(state: PageState) -> El {
    let copy = &state.page.sending.failed;
    let delivery = state.delivery();
    el("div", "cp-send-failed").live(move || {
        if delivery() != Delivery::Failed {
            return Vec::new();
        }
        let title = el("h4", "cp-send-failed__title")
            .attr("id", anchor::FAILED)
            .attr("tabindex", "-1")
            .text(copy.title.as_str());
        let panel = el("div", "cp-send-failed__panel").child(title);
        vec![
            panel
                .child(el("p", "").text(copy.kept.as_str()))
                .child(rich_text(el("p", ""), &copy.next)),
        ]
    })
}
