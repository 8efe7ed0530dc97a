use leptos::html::Input;
use leptos::prelude::*;

use super::field::{FieldNotes, described_by, field_class};
use super::form_state::FormState;
use crate::copy::FieldDetail;
use crate::domain::complaint::{AttachmentDraft, FileType};
use crate::view_model::FieldView;

/// Files to attach: a button and a place to drop them, and a list of those chosen.
#[component]
pub fn FileField(field: FieldView, form: FormState) -> impl IntoView {
    let FieldDetail::Files(words) = &field.copy.detail else { return None };
    let name = field.id.name();
    let input_id = [name, "-input"].concat();
    let input = NodeRef::<Input>::new();
    let accept: Vec<String> = FileType::ENDINGS.iter().map(|(ending, _)| [".", ending].concat()).collect();
    let add = move |files: Option<web_sys::FileList>| {
        let Some(files) = files else { return };
        leptos::task::spawn_local(async move {
            let added = form.ports.files.add(files).await;
            let now = form.ports.clock.now();
            form.journey.try_update(|journey| journey.add_files(added, now));
        });
    };
    let chosen = move |_| {
        if let Some(input) = input.get_untracked() {
            add(input.files());
            input.set_value("");
        }
    };
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let dropped = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        add(event.data_transfer().and_then(|transfer| transfer.files()));
    };
    let listed = move |file: AttachmentDraft| {
        let handle = file.handle;
        let remove = move |_| {
            form.ports.files.remove(handle);
            let now = form.ports.clock.now();
            form.journey.update(|journey| journey.remove_file(handle, now));
        };
        view! {
            <li class="cp-file-field__file">
                <span class="cp-file-field__name">{file.name.clone()}</span>
                <span class="cp-file-field__size">{form.page.words.size(file.size)}</span>
                <button class="cp-file-field__remove" type="button" on:click=remove aria-label=words.remove_hidden.fill(&[("file", &file.name)])>
                    {words.remove.as_str()}
                </button>
            </li>
        }
    };
    let list = move || {
        let files = form.journey.with(|journey| journey.draft.attachments.clone());
        (!files.is_empty()).then(|| {
            let files = files.into_iter().map(listed).collect_view();
            view! { <ul class="cp-file-field__list" aria-label=words.list.as_str()>{files}</ul> }
        })
    };
    Some(view! {
        <div class=field_class(form, &field) data-question>
            <label class="cp-field__label" for=name id=[name, "-label"].concat()>{field.label.clone()}</label>
            <FieldNotes field=field.clone() form />
            <div class="cp-file-field" on:dragover=|event| event.prevent_default() on:drop=dropped>
                <input
                    class="cp-visually-hidden"
                    node_ref=input
                    id=input_id
                    name=name
                    type="file"
                    multiple
                    accept=accept.join(",")
                    tabindex="-1"
                    aria-hidden="true"
                    on:change=chosen
                />
                <button
                    class="cp-button cp-button--quiet"
                    id=name
                    type="button"
                    aria-describedby=described_by(form, &field)
                    on:click=choose
                >
                    {words.choose.as_str()}
                </button>
                <span class="cp-file-field__drop" aria-hidden="true">{words.drop.as_str()}</span>
            </div>
            {list}
        </div>
    })
}
