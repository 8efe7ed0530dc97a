use std::cell::{Cell, RefCell};

use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, FileList};

use crate::domain::complaint::{AttachmentDraft, FileType};
use crate::ui::ports::{FileShelf, Pending};

thread_local! {
    static SHELF: RefCell<Vec<(u32, File)>> = const { RefCell::new(Vec::new()) };
    static LAST_HANDLE: Cell<u32> = const { Cell::new(0) };
}

/// Chosen files, kept in memory by handle until they are sent or removed.
pub struct BrowserFiles;

impl FileShelf for BrowserFiles {
    fn add(&self, files: FileList) -> Pending<Vec<AttachmentDraft>> {
        let files: Vec<File> = (0..files.length())
            .filter_map(|index| files.get(index))
            .collect();
        Box::pin(keep(files))
    }

    fn remove(&self, handle: u32) {
        SHELF.with_borrow_mut(|shelf| shelf.retain(|(kept, _)| *kept != handle));
    }
}

/// Looks at files and keeps them.
pub async fn keep(files: Vec<File>) -> Vec<AttachmentDraft> {
    let mut drafts = Vec::with_capacity(files.len());
    for file in files {
        let head = head(&file).await;
        let handle = LAST_HANDLE.with(|last| {
            last.set(last.get() + 1);
            last.get()
        });
        drafts.push(AttachmentDraft {
            handle,
            name: file.name(),
            size: file.size() as u64,
            head,
        });
        SHELF.with_borrow_mut(|shelf| shelf.push((handle, file)));
    }
    drafts
}

/// The file kept under a handle.
pub fn file(handle: u32) -> Option<File> {
    SHELF.with_borrow(|shelf| {
        shelf
            .iter()
            .find(|(kept, _)| *kept == handle)
            .map(|(_, file)| file.clone())
    })
}

/// The first bytes of a file, or `None` when it cannot be read.
async fn head(file: &Blob) -> Option<Vec<u8>> {
    let slice = file
        .slice_with_i32_and_i32(0, FileType::HEAD_BYTES as i32)
        .ok()?;
    let buffer = JsFuture::from(slice.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}
