//! Saved answers, in IndexedDB. A connection is open no longer than it is needed, so that pages can rest in a browser's
//! cache; and there is no database before something was saved.

use std::pin::pin;

use chrono::{DateTime, Utc};
use futures_util::future::{Either, select};
use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction, IdbTransactionMode};

use super::{clock, files, random};
use crate::domain::wire::DraftRecord;
use crate::view_model::{DraftToSave, Opened, Saved, SavedDraft};

const DATABASE: &str = "complaints";
const STORE: &str = "drafts";

/// For how many milliseconds a browser may say nothing at all: some never do.
const PATIENCE: u32 = 5_000;

/// What is kept for an endpoint, the last saved first; what has expired is deleted.
pub async fn list(endpoint: &str, now: DateTime<Utc>) -> Vec<SavedDraft> {
    let list = with_store(false, async |store| list_in(&store, endpoint, now).await);
    list.await.unwrap_or_default()
}

/// Saves answers where they were saved before, or in a place of their own where somebody else has saved there
/// meanwhile; `None` where nothing can be kept on this device.
pub async fn save(draft: DraftToSave) -> Option<Saved> {
    let files = draft.files.iter();
    let chosen: Array = files.filter_map(|file| files::file(*file)).collect();
    let with_files = chosen.length() > 0;
    let saved = with_store(true, async |store| save_in(&store, &draft, &chosen).await);
    let saved = match saved.await {
        Err(_) if with_files => {
            let none = Array::new();
            let saved = with_store(true, async |store| save_in(&store, &draft, &none).await);
            saved.await.map(|record| (record, false))
        }
        saved => saved.map(|record| (record, true)),
    };
    let (record, with_files) = saved.ok()?;
    Some(Saved { record, with_files })
}

/// What was saved, and the files with it.
pub async fn open(record: DraftRecord) -> Option<Opened> {
    let read = async |store: IdbObjectStore| done(&store.get(&record.id.as_str().into())?).await;
    let value = with_store(false, read).await.ok()?;
    let text = get(&value, "text").as_string()?;
    let chosen = Array::from(&get(&value, "files"));
    let chosen = chosen
        .iter()
        .filter_map(|file| file.dyn_into::<File>().ok());
    let files = files::keep(chosen.collect()).await;
    Some(Opened {
        record,
        text,
        files,
    })
}

/// Deletes what was saved, unless somebody else has saved there meanwhile.
pub async fn delete(record: &DraftRecord) {
    let delete = async |store: IdbObjectStore| {
        let id = record.id.as_str().into();
        if read_record(&done(&store.get(&id)?).await?).as_ref() == Some(record) {
            store.delete(&id)?;
        }
        Ok(())
    };
    _ = with_store(false, delete).await;
}

async fn list_in(
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

async fn save_in(
    store: &IdbObjectStore,
    draft: &DraftToSave,
    files: &Array,
) -> Result<DraftRecord, JsValue> {
    let mut record = DraftRecord {
        id: random::new_id(),
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
    let database = open_database(make).await?;
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

async fn open_database(make: bool) -> Result<IdbDatabase, JsValue> {
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
    match select(pin!(done(&request)), clock::pause(PATIENCE)).await {
        Either::Left((opened, _)) => Ok(opened?.unchecked_into()),
        Either::Right(_) => Err(JsValue::NULL),
    }
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
