//! What a customer's case needs of the browser. Whether one is opened is decided in the second part of the program,
//! all else is in the third.

use js_sys::{Array, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, RequestCache, RequestInit, Response};

use super::console::complain;
use super::storage::StorageItem;
use super::{files, tab};
use crate::base::zip::{Checksum, Zip};
use crate::copy::{CaseCopy, PageCopy, read_case_leniently};
use crate::ui::{CaseOutside, Pending, ZipContent};

/// What a case has in a browser.
pub const OUTSIDE: CaseOutside = CaseOutside {
    read_text,
    read_words,
    read_diary: |endpoint| diary(endpoint).read(),
    keep_diary: |endpoint, text| diary(endpoint).keep(text),
    read_open: |endpoint| open_case(endpoint).read(),
    keep_open: |endpoint, text| _ = open_case(endpoint).keep(text),
    copy,
    save_zip,
};

fn diary(endpoint: &str) -> StorageItem {
    StorageItem::on_device(["complaints diary ", endpoint].concat())
}

fn open_case(endpoint: &str) -> StorageItem {
    StorageItem::in_tab(["complaints case ", endpoint].concat())
}

/// Whether the device remembers a complaint to an endpoint, or the tab has a case of one that is open.
pub fn is_begun(endpoint: &str) -> bool {
    let items = [diary(endpoint), open_case(endpoint)];
    items.iter().any(|item| item.read().is_some())
}

fn read_text(address: &'static str) -> Pending<Option<String>> {
    Box::pin(async move {
        let read = async {
            let init = RequestInit::new();
            // People replace it under its name.
            init.set_cache(RequestCache::NoCache);
            let window = web_sys::window().ok_or(JsValue::NULL)?;
            let answer = window.fetch_with_str_and_init(address, &init);
            let answer: Response = JsFuture::from(answer).await?.dyn_into()?;
            if !answer.ok() {
                return Err(JsValue::from(answer.status()));
            }
            JsFuture::from(answer.text()?).await
        };
        let text = read.await;
        if text.is_err() {
            complain(&[address, ": cannot be read"].concat());
        }
        text.ok()?.as_string()
    })
}

fn read_words(text: &str, page: &'static PageCopy) -> Option<CaseCopy> {
    let words = read_case_leniently(text, page);
    if words.is_err() {
        complain("complaints: the words of the case cannot be used: run complaints check");
    }
    words.ok()
}

/// Where it may, by the clipboard's own way, which asks for a safe origin.
fn copy(text: String) -> Pending<bool> {
    Box::pin(async move {
        let copied = async {
            let window = web_sys::window().ok_or(JsValue::NULL)?;
            let clipboard = Reflect::get(&window.navigator(), &"clipboard".into())?;
            let write = Reflect::get(&clipboard, &"writeText".into())?;
            let write: js_sys::Function = write.dyn_into()?;
            JsFuture::from(Promise::resolve(&write.call1(&clipboard, &text.into())?)).await
        };
        copied.await.is_ok()
    })
}

fn save_zip(name: String, content: Vec<(String, ZipContent)>) -> Pending<bool> {
    Box::pin(async move {
        let archive = archive(content).await;
        let saved = archive.and_then(|parts| tab::save_parts(&name, "application/zip", &parts));
        saved.is_some()
    })
}

/// An archive as the parts of a blob: files stay where they are.
async fn archive(content: Vec<(String, ZipContent)>) -> Option<Array> {
    let mut zip = Zip::default();
    let parts = Array::new();
    let bytes = |bytes: Vec<u8>| Uint8Array::from(bytes.as_slice());
    for (name, content) in content {
        let blob = match content {
            ZipContent::Text(text) => {
                Blob::new_with_str_sequence(&Array::of1(&text.into())).ok()?
            }
            ZipContent::File(handle) => files::file(handle)?.into(),
        };
        let sum = checksum(&blob).await?;
        parts.push(&bytes(zip.begin(&name, blob.size() as u64, sum)?));
        parts.push(&blob);
    }
    parts.push(&bytes(zip.finish()?));
    Some(parts)
}

/// The checksum of a file; none where it cannot be read to its end.
async fn checksum(file: &Blob) -> Option<Checksum> {
    let mut sum = Checksum::default();
    let read = files::slices(file, |slice| sum.update(&slice.to_vec()));
    read.await.then_some(sum)
}
