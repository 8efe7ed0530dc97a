use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::case_state::CaseState;
use super::evidence::evidence;
use super::needed::needed;
use crate::copy::{CaseCopy, CaseQuestionCopy};
use crate::domain::wire::Case;
use crate::ui::button::{button, quiet_button};
use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::link_button::link_button;
use crate::ui::page_state::ZipContent;
use crate::ui::sections::rich_text;
use crate::view_model::case::{Cases, Known, answer_text, case_document, how_to_get, zip_names};
use crate::view_model::{FileToSave, Record};

/// What CISAS asks, in its order, with what is known and what is still needed; and the file to save.
pub fn application(state: CaseState, words: &'static CaseCopy, known: Arc<Known>) -> El {
    let copy = &words.file;
    let said = RwSignal::new("");
    let questions = copy.questions.iter().enumerate();
    let questions =
        questions.map(|(index, copy)| question(index, copy, state, words, known.clone(), said));
    let save = move |text: fn(&Record) -> FileToSave| {
        state.page.save(document(state, words).as_ref().map(text));
    };
    let save_zip = button("button")
        .text(copy.save_zip.as_str())
        .on("click", move |_| save_archive(state, words, said));
    let save_page = quiet_button()
        .text(copy.save_page.as_str())
        .on("click", move |_| save(Record::page_file));
    let save_text = quiet_button()
        .text(copy.save_text.as_str())
        .on("click", move |_| save(Record::text_file));
    let buttons = el("div", "cp-case__buttons")
        .child(save_zip)
        .child(save_page)
        .child(save_text);
    el("div", "cp-case__questions")
        .child(el("h3", "cp-page-section__subtitle").text(copy.title.as_str()))
        .child(rich_text(el("p", ""), &copy.intro))
        .child(rich_text(el("p", "cp-note"), &copy.warning))
        .children(questions)
        .child(evidence(state, words))
        .child(buttons)
        .child(
            el("p", "cp-save-draft__status")
                .attr("role", "status")
                .live_text(move || said.get().to_owned()),
        )
}

fn question(
    index: usize,
    copy: &'static CaseQuestionCopy,
    state: CaseState,
    words: &'static CaseCopy,
    known: Arc<Known>,
    said: RwSignal<&'static str>,
) -> El {
    let id = ["case-answer-", &index.to_string()].concat();
    let note_id = [&id, "-note"].concat();
    let how = how_to_get(copy, &known);
    let answer = Derived::new(move || {
        let answer = |case: &Case| answer_text(case, copy, &known);
        let of_open = |cases: &Cases| cases.case().map(answer);
        state.cases.with(of_open).unwrap_or_default()
    });
    let control = match copy.long {
        true => el("textarea", "cp-text-area").attr("rows", "5"),
        false => el("input", "cp-text-input cp-text-input--wide").attr("type", "text"),
    };
    let control = control
        .attr("id", id.clone())
        .attr("autocomplete", "off")
        .attr("aria-describedby", note_id.clone())
        .live_value(move || answer.get())
        .on("input", move |event| {
            let typed = event_target_value(&event);
            state.cases.update(|cases| cases.write(&copy.id, typed));
        })
        .on("change", move |_| state.update_diary());
    let is_missing = Derived::new(move || answer.get().trim().is_empty());
    let missing = el("div", "").attr("id", note_id).live(move || {
        let needed = is_missing.get().then(|| needed(words, &how));
        needed.into_iter().collect()
    });
    let copy_answer = link_button()
        .attr(
            "aria-label",
            words.file.copy_hidden.fill(&[("label", &copy.label)]),
        )
        .live_flag("hidden", move || is_missing.get())
        .text(words.file.copy.as_str())
        .on("click", move |_| {
            let text = untrack(move || answer.get());
            spawn_local(async move {
                let is_copied = (state.outside.copy)(text).await;
                said.try_set(match is_copied {
                    true => words.file.copied.as_str(),
                    false => words.file.not_copied.as_str(),
                });
            });
        });
    el("div", "cp-field")
        .child(
            el("label", "cp-field__label")
                .attr("for", id)
                .text(copy.label.as_str()),
        )
        .children(
            copy.hint
                .map(|hint| el("p", "cp-field__hint").text(hint.as_str())),
        )
        .child(missing)
        .child(control)
        .child(copy_answer)
}

/// The open case as one document.
fn document(state: CaseState, words: &'static CaseCopy) -> Option<Record> {
    let (data, now) = (state.page.data(), state.page.clock());
    let document = |case: &Case| case_document(case, words, data, now);
    state
        .cases
        .with_untracked(|cases| cases.case().map(document))
}

/// Saves the document and the evidence as one archive.
fn save_archive(state: CaseState, words: &'static CaseCopy, said: RwSignal<&'static str>) {
    let Some(document) = document(state, words) else {
        return;
    };
    let files = state.cases.with_untracked(Cases::files);
    let mut content: Vec<(String, ZipContent)> = [document.page_file(), document.text_file()]
        .map(|file| (file.name, ZipContent::Text(file.text)))
        .into();
    let taken = content.iter().map(|(name, _)| name.clone()).collect();
    let names = zip_names(taken, &files);
    let evidence = names.into_iter().zip(files);
    content.extend(evidence.map(|(name, file)| (name, ZipContent::File(file.handle))));
    let name = document.file + ".zip";
    said.set("");
    spawn_local(async move {
        let is_saved = (state.outside.save_zip)(name, content).await;
        if !is_saved {
            said.try_set(words.file.not_saved.as_str());
        }
    });
}
