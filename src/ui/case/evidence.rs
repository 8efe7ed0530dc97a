use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::HtmlInputElement;

use super::case_state::CaseState;
use super::needed::needed;
use crate::copy::CaseCopy;
use crate::domain::complaint::AttachmentDraft;
use crate::ui::button::quiet_button;
use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::form::{choose_files, file_entry, target};
use crate::ui::link_button::link_button;
use crate::view_model::Place;
use crate::view_model::case::{Cases, EvidenceFile, EvidenceView, evidence_hint};

/// The files that go along, beside what CISAS takes.
pub fn evidence(state: CaseState, words: &'static CaseCopy) -> El {
    let copy = &words.file.evidence;
    let files = Derived::new(move || -> Vec<AttachmentDraft> { state.cases.with(Cases::files) });
    let label_id = "case-evidence-label";
    let input = el("input", "cp-file-field__input")
        .attr("type", "file")
        .attr("multiple", "")
        .attr("accept", accept(&copy.types))
        .attr("aria-labelledby", label_id)
        .attr("tabindex", "-1")
        .attr("aria-hidden", "true")
        .on("change", move |event| {
            if let Some(input) = target(&event) {
                add(state, &input);
            }
        });
    let choose = quiet_button()
        .attr("id", Place::CaseEvidence.name())
        // As in the form: the question and the button's own words.
        .attr(
            "aria-labelledby",
            [label_id, " ", Place::CaseEvidence.name()].concat(),
        )
        .text(copy.choose.as_str())
        .on("click", |event| choose_files(&event));
    let chosen = el("div", "").live(move || {
        let view = EvidenceView::of(&files.get(), state.page.page, words);
        let Some(total) = view.total else {
            return vec![needed(words, &copy.missing)];
        };
        let rows = view
            .files
            .into_iter()
            .map(|file| self::file(file, state, words));
        let list = el("ul", "cp-file-field__list")
            .attr("aria-label", copy.list.as_str())
            .children(rows);
        let too_large = view
            .too_large
            .map(|said| el("p", "cp-case__needed").text(said));
        let total = el("p", "cp-save-draft__status").text(total);
        [list, total].into_iter().chain(too_large).collect()
    });
    let id = Place::CaseEvidence.name();
    el("div", "cp-field")
        .attr("data-question", id)
        .child(
            el("label", "cp-field__label")
                .attr("id", label_id)
                .attr("for", id)
                .text(copy.title.as_str()),
        )
        .child(el("p", "cp-field__hint").text(evidence_hint(state.page.page, words)))
        .child(el("div", "cp-file-field").child(input).child(choose))
        .child(chosen)
}

/// What a device's choice of files offers.
fn accept(types: &[String]) -> String {
    let endings: Vec<String> = types.iter().map(|ending| [".", ending].concat()).collect();
    endings.join(",")
}

fn add(state: CaseState, input: &HtmlInputElement) {
    let Some(files) = input.files() else {
        return;
    };
    let chosen = (0..files.length())
        .filter_map(|index| files.get(index))
        .collect();
    let added = (state.page.outside.keep_files)(chosen);
    input.set_value("");
    spawn_local(async move {
        let added = added.await;
        state.cases.try_update(|cases| cases.add_files(added));
        state.update_diary();
    });
}

fn file(file: EvidenceFile, state: CaseState, words: &'static CaseCopy) -> El {
    let copy = &words.file.evidence;
    let handle = file.handle;
    let remove = link_button()
        .attr(
            "aria-label",
            copy.remove_hidden.fill(&[("file", &file.name)]),
        )
        .text(copy.remove.as_str())
        .on("click", move |_| {
            state.cases.update(|cases| cases.remove_file(handle));
            state.update_diary();
            state.page.go_to(Place::CaseEvidence);
        });
    let about = match file.problem {
        Some(problem) => [file.size, problem].join(": "),
        None => file.size,
    };
    file_entry(None, file.name, about, remove)
}
