use std::cell::RefCell;

use chrono::{DateTime, Utc};
use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, Element, File, IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction,
    IdbTransactionMode, ShadowRoot, Storage,
};

use super::{files, transport};
use crate::domain::complaint::{AttachmentDraft, DraftRecord};
use crate::ui::ports::{DraftStore, DraftToSave, NotSaved, Pending, Saved};
use crate::view_model::SavedDraft;

thread_local! {
    static CLAIMED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// A place in the storage of this tab, no other tag's as long as this lives.
pub struct TabPlace(String);

impl TabPlace {
    /// The place of a tag, which is the same one when the page is loaded again: of those that send
    /// to one endpoint, each has its own by its order in the page.
    pub fn claim(tag: &Element, endpoint: &str) -> Self {
        let order = order(tag).unwrap_or_default();
        CLAIMED.with_borrow_mut(|claimed| {
            let mut free = (order..).map(|order| [endpoint, " ", &order.to_string()].concat());
            let place = free.find(|place| !claimed.contains(place));
            let place = place.unwrap_or_default();
            claimed.push(place.clone());
            Self(place)
        })
    }

    fn key(&self) -> String {
        ["complaints ", &self.0].concat()
    }

    /// What was kept here.
    pub fn read(&self) -> Option<String> {
        storage()?.get_item(&self.key()).ok()?
    }

    /// Keeps a text, or nothing any more. `None` where the browser does not let us.
    pub fn keep(&self, text: Option<&str>) -> Option<()> {
        let storage = storage()?;
        match text {
            Some(text) => storage.set_item(&self.key(), text).ok(),
            None => storage.remove_item(&self.key()).ok(),
        }
    }
}

impl Drop for TabPlace {
    fn drop(&mut self) {
        CLAIMED.with_borrow_mut(|claimed| claimed.retain(|place| *place != self.0));
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// How many tags of the same kind stand before this one.
fn order(tag: &Element) -> Option<usize> {
    let root = tag.get_root_node();
    let tags = match root.dyn_ref::<Document>() {
        Some(document) => document.query_selector_all(&tag.local_name()),
        None => root
            .dyn_ref::<ShadowRoot>()?
            .query_selector_all(&tag.local_name()),
    };
    let tags = tags.ok()?;
    (0..tags.length()).position(|index| tags.get(index).as_deref() == Some(tag))
}

/// IndexedDB. A connection is open no longer than it is needed, so that pages can rest in a
/// browser's cache; and there is no database before something was saved.
pub struct BrowserDrafts;

const DATABASE: &str = "complaints";
const STORE: &str = "drafts";

impl DraftStore for BrowserDrafts {
    fn list(&self, endpoint: &'static str, now: DateTime<Utc>) -> Pending<Vec<SavedDraft>> {
        Box::pin(async move {
            let list = with_store(false, async |store| list(&store, endpoint, now).await);
            list.await.unwrap_or_default()
        })
    }

    fn save(&self, draft: DraftToSave) -> Pending<Result<Saved, NotSaved>> {
        Box::pin(async move {
            let chosen: Array = draft
                .files
                .iter()
                .filter_map(|file| files::file(*file))
                .collect();
            let with_files = chosen.length() > 0;
            let saved = with_store(true, async |store| save(&store, &draft, &chosen).await);
            let saved = match saved.await {
                Err(_) if with_files => {
                    let none = Array::new();
                    let saved = with_store(true, async |store| save(&store, &draft, &none).await);
                    saved.await.map(|record| (record, false))
                }
                saved => saved.map(|record| (record, true)),
            };
            let (record, with_files) = saved.map_err(|_| NotSaved)?;
            Ok(Saved { record, with_files })
        })
    }

    fn open(&self, record: &DraftRecord) -> Pending<Option<(String, Vec<AttachmentDraft>)>> {
        let id = record.id.clone();
        Box::pin(async move {
            let read = async |store: IdbObjectStore| done(&store.get(&id.as_str().into())?).await;
            let value = with_store(false, read).await.ok()?;
            let text = get(&value, "text").as_string()?;
            let chosen = Array::from(&get(&value, "files"));
            let chosen = chosen
                .iter()
                .filter_map(|file| file.dyn_into::<File>().ok());
            Some((text, files::keep(chosen.collect()).await))
        })
    }

    fn delete(&self, record: &DraftRecord) -> Pending<()> {
        let record = record.clone();
        Box::pin(async move {
            let delete = async |store: IdbObjectStore| {
                let id = record.id.as_str().into();
                if read_record(&done(&store.get(&id)?).await?).as_ref() == Some(&record) {
                    store.delete(&id)?;
                }
                Ok(())
            };
            _ = with_store(false, delete).await;
        })
    }
}

async fn list(
    store: &IdbObjectStore,
    endpoint: &str,
    now: DateTime<Utc>,
) -> Result<Vec<SavedDraft>, JsValue> {
    let mut list = Vec::new();
    for value in Array::from(&done(&store.get_all()?).await?).iter() {
        let Some(saved) = read_saved(&value) else {
            continue;
        };
        if saved.until <= now {
            store.delete(&saved.record.id.into())?;
        } else if get(&value, "endpoint").as_string().as_deref() == Some(endpoint) {
            list.push(saved);
        }
    }
    list.sort_by_key(|saved| std::cmp::Reverse(saved.saved_at));
    Ok(list)
}

async fn save(
    store: &IdbObjectStore,
    draft: &DraftToSave,
    files: &Array,
) -> Result<DraftRecord, JsValue> {
    let mut record = DraftRecord {
        id: transport::new_id(),
        revision: 1,
    };
    if let Some(known) = &draft.record {
        let there = done(&store.get(&known.id.as_str().into())?).await?;
        if read_record(&there).as_ref() == Some(known) {
            record.id = known.id.clone();
            record.revision = known.revision + 1;
        }
    }
    let value = Object::new();
    for (key, part) in [
        ("id", record.id.as_str().into()),
        ("revision", record.revision.into()),
        ("endpoint", draft.endpoint.into()),
        ("saved", milliseconds(draft.saved_at)),
        ("until", milliseconds(draft.until)),
        ("text", draft.text.as_str().into()),
        ("files", files.into()),
    ] {
        Reflect::set(&value, &key.into(), &part)?;
    }
    done(&store.put_with_key(&value, &record.id.as_str().into())?).await?;
    Ok(record)
}

/// Opens the store for something that is done whole or not at all.
///
/// # Errors
/// Whatever the browser has against it; where nothing may be made, that nothing was saved before.
async fn with_store<T>(
    make: bool,
    step: impl AsyncFnOnce(IdbObjectStore) -> Result<T, JsValue>,
) -> Result<T, JsValue> {
    let database = open(make).await?;
    let finished = async {
        let mode = IdbTransactionMode::Readwrite;
        let transaction = database.transaction_with_str_and_mode(STORE, mode)?;
        let result = step(transaction.object_store(STORE)?).await?;
        ended(&transaction).await?;
        Ok(result)
    };
    let finished = finished.await;
    database.close();
    finished
}

async fn open(make: bool) -> Result<IdbDatabase, JsValue> {
    let factory = web_sys::window().and_then(|window| window.indexed_db().ok()?);
    let request = factory.ok_or(JsValue::NULL)?.open_with_u32(DATABASE, 1)?;
    let new = request.clone();
    let is_new = Closure::once_into_js(move || -> Result<(), JsValue> {
        if make {
            let database: IdbDatabase = new.result()?.unchecked_into();
            database.create_object_store(STORE)?;
        } else if let Some(transaction) = new.transaction() {
            transaction.abort()?;
        }
        Ok(())
    });
    request.set_onupgradeneeded(Some(is_new.unchecked_ref()));
    Ok(done(&request).await?.unchecked_into())
}

/// The result of a request.
async fn done(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let settled = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(settled).await?;
    request.result()
}

/// Waits until what was done in a transaction is on the device.
async fn ended(transaction: &IdbTransaction) -> Result<(), JsValue> {
    let ended = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    JsFuture::from(ended).await.map(|_| ())
}

/// What stands under a key of a value that may be anything.
fn get(value: &JsValue, key: &str) -> JsValue {
    Reflect::get(value, &key.into()).unwrap_or_default()
}

fn read_record(value: &JsValue) -> Option<DraftRecord> {
    Some(DraftRecord {
        id: get(value, "id").as_string()?,
        revision: get(value, "revision").as_f64()? as u32,
    })
}

fn read_saved(value: &JsValue) -> Option<SavedDraft> {
    let instant = |key| DateTime::from_timestamp_millis(get(value, key).as_f64()? as i64);
    Some(SavedDraft {
        record: read_record(value)?,
        saved_at: instant("saved")?,
        until: instant("until")?,
    })
}

fn milliseconds(at: DateTime<Utc>) -> JsValue {
    (at.timestamp_millis() as f64).into()
}
