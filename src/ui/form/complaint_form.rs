use leptos::prelude::*;

use super::field::field;
use super::save_draft::save_draft;
use super::saved_drafts::saved_drafts;
use crate::copy::{FormCopy, GroupCopy, WhenGiven};
use crate::domain::wire::PageValue;
use crate::ui::button::button;
use crate::ui::element::{El, el};
use crate::ui::feedback::{error_summary, failed_panel};
use crate::ui::later::{awaited, later_step};
use crate::ui::page_state::{PageState, Summary};
use crate::ui::sections::rich_text;
use crate::view_model::{FieldView, Place, Step};

/// The three steps of a complaint; one is shown at a time.
pub fn complaint_form(state: PageState) -> El {
    el("div", "cp-complaint-form")
        .child(fill_step(state))
        .child(later_step("step-check", Step::Check, state))
        .child(later_step("step-receipt", Step::Receipt, state))
        .child(form_help(&state.page.form))
}

/// The first step: every question, and what is wrong with the answers.
pub fn fill_step(state: PageState) -> El {
    let copy = &state.page.form;
    el("form", "cp-complaint-form__step")
        .attr("id", Place::Form.name())
        .attr("method", "post")
        .attr("enctype", "multipart/form-data")
        // A site may be written in another encoding.
        .attr("accept-charset", "utf-8")
        .attr("action", state.page.submit.endpoint.as_str())
        .live_flag("novalidate", move || state.is_live())
        .live_flag("hidden", state.is_hidden(Step::Fill))
        // First, because the answer to a form without script is in these words.
        .child(hidden(
            PageValue::CopyVersion.name(),
            state.page.version.clone(),
        ))
        .children(
            state
                .page
                .submit
                .hidden()
                .map(|(name, value)| hidden(name, value)),
        )
        .child(error_summary(
            Summary {
                place: Place::ErrorSummary,
                heading: "h3",
                title: copy.error_summary.as_str(),
            },
            state.form_problems,
            state.attention,
            state.later,
        ))
        .child(
            el("h3", "cp-complaint-form__title")
                .attr("id", Place::FormTitle.name())
                .attr("tabindex", "-1")
                // What the tag puts here can be the aim of a link: ids in a shadow root cannot.
                .child(el("slot", "").attr("name", Place::FormTitle.name()))
                .text(copy.title.as_str()),
        )
        .child(rich_text(el("p", "cp-complaint-form__intro"), &copy.intro))
        .child(saved_drafts(state))
        .children(copy.groups.iter().map(|group| self::group(group, state)))
        .child(honeypot(state))
        .children(privacy(copy))
        .children(kept(state))
        .child(button("submit").live_text(move || {
            // Without script there is no step in between: what is pressed, sends.
            let words = if state.is_live() {
                &copy.review
            } else {
                &state.page.check.send
            };
            words.as_str().to_owned()
        }))
        .child(awaited(
            state.is_awaited(Place::Form),
            state.later,
            &copy.review,
            move || {
                let failed = &state.page.sending.failed;
                failed_panel(failed, "h3", &failed.title, &failed.kept)
            },
        ))
        .child(save_draft(state, Place::SaveDraft))
}

/// What goes along unseen, where there is no script.
fn hidden(name: &'static str, value: String) -> El {
    el("input", "")
        .attr("type", "hidden")
        .attr("name", name)
        .attr("value", value)
}

/// Whom to ask, at every step in the same place.
pub fn form_help(copy: &'static FormCopy) -> El {
    let more = copy.help_more.iter().flatten();
    let more = more.filter_map(|WhenGiven(words)| words.as_ref());
    more.fold(
        rich_text(el("p", "cp-complaint-form__help"), &copy.help),
        |help, words| rich_text(help.text(" "), words),
    )
}

/// What becomes of the answers, where the copy says it.
pub fn privacy(copy: &'static FormCopy) -> Option<El> {
    let words = copy.privacy.0.as_ref()?;
    Some(rich_text(el("p", "cp-complaint-form__privacy"), words))
}

/// What of the answers stays in the browser by itself; without script nothing does.
fn kept(state: PageState) -> Option<El> {
    let words = state.page.form.kept.as_ref()?;
    let words = el("p", "cp-complaint-form__kept").text(words.as_str());
    Some(words.live_flag("data-early", move || !state.is_live()))
}

/// The honeypot: a box that is not seen, read out, reached by keyboard or filled in by a browser, with
/// the stylesheet or without. What stands in it, a machine wrote.
fn honeypot(state: PageState) -> El {
    el("input", "cp-visually-hidden")
        .attr("hidden", "")
        .attr("type", "text")
        .attr("name", PageValue::Honeypot.name())
        .attr("aria-hidden", "true")
        .attr("autocomplete", "off")
        .attr("tabindex", "-1")
        .on("input", move |event| {
            let typed = event_target_value(&event);
            state.journey.update(|journey| journey.set_honeypot(typed));
        })
}

fn group(group: &'static GroupCopy, state: PageState) -> El {
    let fields = group
        .fields
        .iter()
        .filter_map(|copy| FieldView::new(state.page, copy));
    el("fieldset", "cp-complaint-form__group")
        .child(el("legend", "cp-complaint-form__group-title").text(group.title.as_str()))
        .children(fields.map(|view| field(view, state)))
}
