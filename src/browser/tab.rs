use js_sys::Array;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::clock;
use crate::copy::PageCopy;
use crate::view_model::FileToSave;

/// The end of the tab's address, from its `#`; empty where there is none.
pub fn fragment() -> String {
    web_sys::window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// Changes it, without a step in the history, unless the site's own pages are told apart by it.
pub fn set_fragment(new: &str) {
    let is_route = ["#/", "#!"]
        .iter()
        .any(|start| fragment().starts_with(start));
    if !is_route {
        _ = set_address(new);
    }
}

/// Changes the tab's address; what the site keeps with it stays.
fn set_address(address: &str) -> Option<()> {
    let history = web_sys::window()?.history().ok()?;
    let kept = history.state().unwrap_or(JsValue::NULL);
    history
        .replace_state_with_url(&kept, "", Some(address))
        .ok()
}

/// Sets address, title and language of a tab that shows nothing but this page, when it changes language.
pub fn change_language(from: &PageCopy, to: &PageCopy) {
    _ = try_change_language(from, to);
}

fn try_change_language(from: &PageCopy, to: &PageCopy) -> Option<()> {
    let (from, address) = (from.own_address()?, to.own_address()?);
    let window = web_sys::window()?;
    let (location, document) = (window.location(), window.document()?);
    let here = [location.origin().ok()?, location.pathname().ok()?].concat();
    if here.trim_end_matches("index.html") != from {
        return None;
    }
    let address = [address, &location.search().ok()?, &location.hash().ok()?].concat();
    set_address(&address)?;
    document.set_title(&to.page.title);
    let html = document.document_element()?;
    html.set_attribute("lang", &to.language).ok()
}

/// Gives the person a file to keep.
pub fn save(file: FileToSave) {
    _ = try_save(&file);
}

fn try_save(file: &FileToSave) -> Option<()> {
    let FileToSave {
        name,
        media_type,
        text,
    } = file;
    save_parts(name, media_type, &Array::of1(&text.as_str().into()))
}

/// Gives the person a file made of these parts to keep.
pub fn save_parts(name: &str, media_type: &str, parts: &Array) -> Option<()> {
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type);
    let blob = Blob::new_with_blob_sequence_and_options(parts, &kind).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let document = web_sys::window()?.document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // Some browsers fetch it only once a person has said where to keep it.
    spawn_local(async move {
        clock::pause(60_000).await;
        _ = Url::revoke_object_url(&address);
    });
    Some(())
}
