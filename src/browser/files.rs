use std::cell::{Cell, RefCell};

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, CanvasRenderingContext2d, File, HtmlCanvasElement, ImageBitmap};

use crate::domain::complaint::{AttachmentDraft, FileType, directory_at};
use crate::ui::Pending;

thread_local! {
    static SHELF: RefCell<Vec<Shelved>> = const { RefCell::new(Vec::new()) };
    static LAST_HANDLE: Cell<u32> = const { Cell::new(0) };
}

/// A chosen file.
struct Shelved {
    handle: u32,
    file: File,
    /// The picture in it, small, once it was drawn.
    picture: Option<HtmlCanvasElement>,
}

/// Looks at files and keeps them in memory, by handle, until they are sent or removed.
pub fn keep(files: Vec<File>) -> Pending<Vec<AttachmentDraft>> {
    Box::pin(async move {
        let mut drafts = Vec::with_capacity(files.len());
        for file in files {
            let head = head(&file).await;
            drafts.push(shelve(file, head));
        }
        drafts
    })
}

/// Looks at kept files again: the handles of those that are gone from the device, or are others now.
pub async fn lost(files: &[AttachmentDraft]) -> Vec<u32> {
    let mut lost = Vec::new();
    for chosen in files {
        let head = match file(chosen.handle) {
            Some(file) => head(&file).await,
            None => None,
        };
        if head.is_none() || head != chosen.head {
            lost.push(chosen.handle);
        }
    }
    lost
}

/// Draws kept pictures small, one after the other.
pub fn draw(pictures: Vec<(u32, HtmlCanvasElement)>) {
    spawn_local(async move {
        for (handle, canvas) in pictures {
            draw_one(handle, canvas).await;
        }
    });
}

/// Lets go of a kept file.
pub fn remove(handle: u32) {
    SHELF.with_borrow_mut(|shelf| shelf.retain(|shelved| shelved.handle != handle));
}

/// Keeps a file, of which so much was read.
pub fn shelve(file: File, head: Option<Vec<u8>>) -> AttachmentDraft {
    let handle = LAST_HANDLE.with(|last| {
        last.set(last.get() + 1);
        last.get()
    });
    let draft = AttachmentDraft {
        handle,
        // Some systems write an accent apart from its letter: then a file that is chosen again would
        // be another one.
        name: js_sys::JsString::from(file.name()).normalize("NFC").into(),
        size: file.size() as u64,
        head,
    };
    SHELF.with_borrow_mut(|shelf| {
        shelf.push(Shelved {
            handle,
            file,
            picture: None,
        });
    });
    draft
}

/// The file kept under a handle.
pub fn file(handle: u32) -> Option<File> {
    with_shelved(handle, |shelved| shelved.file.clone())
}

fn with_shelved<T>(handle: u32, take: impl FnOnce(&mut Shelved) -> T) -> Option<T> {
    SHELF.with_borrow_mut(|shelf| {
        let shelved = shelf.iter_mut().find(|shelved| shelved.handle == handle)?;
        Some(take(shelved))
    })
}

/// The longer side of a small picture, in pixels of the canvas.
const PICTURE_SIDE: f64 = 144.0;

/// On a canvas, because a strict policy lets no image come out of memory.
async fn draw_one(handle: u32, canvas: HtmlCanvasElement) -> Option<()> {
    let pen = canvas.get_context("2d").ok()??;
    let pen: CanvasRenderingContext2d = pen.dyn_into().ok()?;
    let (file, drawn) = with_shelved(handle, |shelved| {
        (shelved.file.clone(), shelved.picture.clone())
    })?;
    if let Some(drawn) = drawn {
        canvas.set_width(drawn.width());
        canvas.set_height(drawn.height());
        return pen
            .draw_image_with_html_canvas_element(&drawn, 0.0, 0.0)
            .ok();
    }
    let picture = web_sys::window()?.create_image_bitmap_with_blob(&file);
    let picture: ImageBitmap = JsFuture::from(picture.ok()?).await.ok()?.dyn_into().ok()?;
    let sides = [picture.width(), picture.height()].map(f64::from);
    let scale = (PICTURE_SIDE / sides[0].max(sides[1])).min(1.0);
    let [width, height] = sides.map(|side| (side * scale).ceil());
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    _ = pen.draw_image_with_image_bitmap_and_dw_and_dh(&picture, 0.0, 0.0, width, height);
    picture.close();
    with_shelved(handle, |shelved| shelved.picture = Some(canvas))
}

/// How much of a file is read at once, in bytes.
const SLICE: f64 = 4_194_304.0;

/// Whether a kept file can still be read to its end: one in a cloud may be gone halfway.
pub async fn can_be_read(handle: u32) -> bool {
    match file(handle) {
        Some(file) => slices(&file, |_| {}).await,
        None => false,
    }
}

/// Reads a file to its end, slice by slice; whether that could be done.
pub async fn slices(file: &Blob, mut take: impl FnMut(Uint8Array)) -> bool {
    let mut start = 0.0;
    while start < file.size() {
        let Ok(slice) = file.slice_with_f64_and_f64(start, start + SLICE) else {
            return false;
        };
        let Ok(buffer) = JsFuture::from(slice.array_buffer()).await else {
            return false;
        };
        take(Uint8Array::new(&buffer));
        start += SLICE;
    }
    true
}

/// The bytes of a file by which it is recognised, or `None` when it cannot be read.
async fn head(file: &File) -> Option<Vec<u8>> {
    let Some(mut head) = bytes(file, 0, FileType::HEAD_BYTES).await else {
        // A folder that was dropped cannot be read, and has neither an ending nor a type.
        let is_folder = !file.name().contains('.') && file.type_().is_empty();
        return is_folder.then(Vec::new);
    };
    if let Some(at) = directory_at(&head) {
        head.extend(bytes(file, at, FileType::DIRECTORY_BYTES).await?);
    }
    Some(head)
}

/// At most so many bytes of a file from a place on.
async fn bytes(file: &Blob, from: u64, length: usize) -> Option<Vec<u8>> {
    let from = from as f64;
    let slice = file
        .slice_with_f64_and_f64(from, from + length as f64)
        .ok()?;
    let buffer = JsFuture::from(slice.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
