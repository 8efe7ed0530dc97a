use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{
    ClipboardEvent, DataTransfer, DragEvent, Element, Event, FileList, HtmlElement,
    HtmlInputElement,
};

use super::question::{QuestionProps, described, label, notes, question};
use crate::copy::{FieldDetail, FilesCopy};
use crate::domain::complaint::{AttachmentDraft, FieldId, FileType};
use crate::ui::button::quiet_button;
use crate::ui::derived::Derived;
use crate::ui::element::{El, el};
use crate::ui::later::later_content;
use crate::ui::link_button::link_button;
use crate::ui::page_state::PageState;
use crate::view_model::{Announcement, Effect, FieldView, Journey, Step, choose_again};

/// Files to attach: a button and a place to drop them, and a list of those chosen.
pub fn file_field(field: FieldView, props: QuestionProps, state: PageState) -> El {
    let area = match &field.copy.detail {
        FieldDetail::Files(words) => Some([
            remark(words, state),
            drop_area(&field, props, words, state),
            chosen(words, state),
        ]),
        _ => None,
    };
    let name = field.id.name();
    question("div", props)
        .child(label(&field).attr("id", label_id(name)))
        .children(notes(props))
        .children(area.into_iter().flatten())
}

fn drop_area(
    field: &FieldView,
    props: QuestionProps,
    words: &'static FilesCopy,
    state: PageState,
) -> El {
    let name = field.id.name();
    // Whichever of the two can be seen has the question's own id, where links and labels lead.
    let input = el("input", "cp-file-field__input")
        .live_attr("id", move || {
            Some(if props.is_live {
                [name, "-input"].concat()
            } else {
                name.to_owned()
            })
        })
        .attr("name", field.sent_as)
        .attr("type", "file")
        .attr("multiple", "")
        .attr("accept", FileType::ACCEPT)
        .attr("aria-labelledby", label_id(name))
        .live_attr("tabindex", move || props.is_live.then(|| "-1".to_owned()))
        .live_attr("aria-hidden", move || {
            props.is_live.then(|| "true".to_owned())
        })
        .on("change", move |event| {
            if let Some(input) = target::<HtmlInputElement>(&event) {
                add(state, input.files(), Some(input));
            }
        });
    let button = quiet_button()
        .live_attr("id", move || props.is_live.then(|| name.to_owned()))
        // The question and the button's own words: what is seen can be said to choose it.
        .attr("aria-labelledby", [&label_id(name), " ", name].concat())
        .live_flag("hidden", move || !props.is_live)
        .text(words.choose.as_str())
        .on("click", |event| choose_files(&event));
    el("div", "cp-file-field")
        .child(described(input, props))
        .child(described(button, props))
        .child(
            el("span", "cp-file-field__drop")
                .attr("aria-hidden", "true")
                .live_flag("hidden", move || !props.is_live)
                .text(words.drop.as_str()),
        )
}

/// A page on which files can be dropped or pasted anywhere, as long as the questions are shown.
///
/// Whatever is dragged over it does not open in place of the page: what is no file is answered with
/// words. Only words that are dragged into a box are left to the browser.
pub fn takes_files(page: El, state: PageState) -> El {
    page.on("dragover", |event| {
        if let Some(dragged) = dragged(&event) {
            event.prevent_default();
            dragged.set_drop_effect("copy");
        }
    })
    .on("drop", move |event| {
        if let Some(dropped) = dragged(&event) {
            event.prevent_default();
            let files = dropped.files();
            let files = files.filter(|files| files.length() > 0);
            if files.is_none() && (holds(&dropped, FILES) || holds(&dropped, LINK)) {
                return say_no_file(state);
            }
            add(state, files, None);
        }
    })
    .on("paste", move |event| {
        let pasted = event.dyn_ref::<ClipboardEvent>();
        let pasted = pasted.and_then(ClipboardEvent::clipboard_data);
        let files = pasted.as_ref().and_then(DataTransfer::files);
        if let (Some(pasted), Some(files)) = (pasted, files)
            && files.length() > 0
            && !brings_words(&pasted, &files)
        {
            event.prevent_default();
            add(state, Some(files), None);
        }
    })
}

/// Whether words are pasted, which bring a picture of themselves along, and not files, which bring
/// their names.
fn brings_words(pasted: &DataTransfer, files: &FileList) -> bool {
    let names: Vec<String> = (0..files.length())
        .filter_map(|index| Some(files.get(index)?.name()))
        .collect();
    let words = pasted.get_data("text/plain").unwrap_or_default();
    let mut lines = words.lines().map(str::trim);
    // A path ends in the name.
    !lines.all(|line| line.is_empty() || names.iter().any(|name| line.ends_with(name.as_str())))
}

/// What is dragged, unless it is words on their way into a box.
fn dragged(event: &Event) -> Option<DataTransfer> {
    let dragged = event.dyn_ref::<DragEvent>()?.data_transfer()?;
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    let is_box = |target: Element| target.matches(BOXES).unwrap_or_default();
    (holds(&dragged, FILES) || !target.is_some_and(is_box)).then_some(dragged)
}

/// The controls that take words.
const BOXES: &str = "textarea, input:not([type=radio], [type=checkbox], [type=file])";

/// What a transfer of files, and of a link, is called among its types.
const FILES: &str = "Files";
const LINK: &str = "text/uri-list";

fn holds(transfer: &DataTransfer, kind: &str) -> bool {
    transfer.types().includes(&kind.into(), 0)
}

/// Says that what was dropped is no file.
fn say_no_file(state: PageState) {
    let words = state.page.file_words();
    if words.is_some_and(|words| words.not_a_file.is_some())
        && state.journey.with_untracked(is_asking)
    {
        state.is_no_file.set(true);
        state.run(vec![Effect::Announce(Announcement::NoFile)]);
    }
}

fn is_asking(journey: &Journey) -> bool {
    journey.step() == Step::Fill
}

/// What is to be said of files; empty where there is nothing.
fn remark(words: &'static FilesCopy, state: PageState) -> El {
    el("p", "cp-file-field__again").live_text(move || {
        let views = state.later.get().views();
        views.map_or_else(String::new, |views| (views.file_remark)(words, state))
    })
}

/// That something was no file, else which files must be chosen again.
pub fn file_remark(words: &'static FilesCopy, state: PageState) -> String {
    let no_file = words.not_a_file.as_ref();
    if let Some(no_file) = no_file.filter(|_| state.is_no_file.get()) {
        return no_file.to_string();
    }
    let missing = state
        .journey
        .with(|journey| journey.draft().missing_files());
    if missing.is_empty() {
        String::new()
    } else {
        choose_again(state.page, &missing)
    }
}

fn label_id(name: &str) -> String {
    [name, "-label"].concat()
}

/// Presses the input before the button that was pressed.
pub fn choose_files(event: &Event) {
    let input = target::<HtmlElement>(event).and_then(|button| button.previous_element_sibling());
    if let Some(input) = input.and_then(|input| input.dyn_into::<HtmlElement>().ok()) {
        input.click();
    }
}

/// The element that an event is listened for on.
pub fn target<T: JsCast>(event: &Event) -> Option<T> {
    event.current_target()?.dyn_into().ok()
}

/// Adds files to those chosen before; the input is emptied so that the same file can be chosen again.
fn add(state: PageState, files: Option<FileList>, input: Option<HtmlInputElement>) {
    let Some(files) = files.filter(|_| state.journey.with_untracked(is_asking)) else {
        return;
    };
    state.is_no_file.set(false);
    // Taken out before the input is emptied, as that empties its list.
    let files = (0..files.length()).filter_map(|index| files.get(index));
    let added = (state.outside.keep_files)(files.collect());
    if let Some(input) = input {
        input.set_value("");
    }
    leptos::task::spawn_local(async move {
        let added = added.await;
        state.act(|journey| journey.add_files(added));
        state.clear_fixed(FieldId::Attachments);
    });
}

/// The files chosen so far.
fn chosen(words: &'static FilesCopy, state: PageState) -> El {
    let files = Derived::new(move || {
        state
            .journey
            .with(|journey| journey.draft().attachments.clone())
    });
    later_content(el("div", ""), state.later, move |views| {
        let files = files.get();
        let list = (!files.is_empty()).then(|| (views.file_list)(words, state, files));
        list.into_iter().collect()
    })
}

/// Chosen files with their sizes and pictures, each to be removed.
pub fn file_list(words: &'static FilesCopy, state: PageState, files: Vec<AttachmentDraft>) -> El {
    draw_pictures(files.clone(), state);
    let files = files.into_iter().map(|file| self::file(file, words, state));
    el("ul", "cp-file-field__list")
        .attr("aria-label", words.list.as_str())
        .children(files)
}

/// Fills the canvases of a list, once they are there.
fn draw_pictures(files: Vec<AttachmentDraft>, state: PageState) {
    let Some(root) = state.root.try_get_value().flatten() else {
        return;
    };
    request_animation_frame(move || {
        let canvas = |file: &AttachmentDraft| {
            let canvas = root.query_selector(&["#", &picture_id(file)].concat());
            Some((file.handle, canvas.ok()??.dyn_into().ok()?))
        };
        let pictures = files.iter().filter_map(canvas).collect();
        state.do_later(|views| {
            if let Some(views) = views {
                (views.outside.draw_pictures)(pictures);
            }
        });
    });
}

fn picture_id(file: &AttachmentDraft) -> String {
    ["file-", &file.handle.to_string()].concat()
}

fn file(file: AttachmentDraft, words: &'static FilesCopy, state: PageState) -> El {
    let handle = file.handle;
    let remove = link_button()
        .attr(
            "aria-label",
            words.remove_hidden.fill(&[("file", &file.name)]),
        )
        .text(words.remove.as_str())
        .on("click", move |_| {
            state.act(|journey| journey.remove_file(handle));
            state.clear_fixed(FieldId::Attachments);
        });
    // Its name stands beside it: the picture says nothing else.
    let picture = file.is_picture().then(|| {
        el("canvas", "cp-file-field__picture")
            .attr("id", picture_id(&file))
            .attr("aria-hidden", "true")
            .attr("width", "0")
            .attr("height", "0")
    });
    file_entry(picture, file.name, state.page.words.size(file.size), remove)
}

/// A chosen file, with what there is to say about it.
pub fn file_entry(picture: Option<El>, name: String, about: String, remove: El) -> El {
    el("li", "cp-file-field__file")
        .children(picture)
        .child(
            el("span", "cp-file-field__name")
                .attr("translate", "no")
                .text(name),
        )
        .child(el("span", "cp-file-field__size").text(about))
        .child(remove)
}
