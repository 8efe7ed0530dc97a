use gloo_net::http::{Request, RequestBuilder};
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::FormData;

use super::files;
use crate::copy::{Submit, SubmitFormat};
use crate::domain::complaint::{FieldId, Reply, Submission, read_reply};
use crate::ui::ports::{Pending, Transport};

/// Sends with `fetch`.
pub struct BrowserTransport;

impl Transport for BrowserTransport {
    fn post(&self, submit: &'static Submit, submission: &Submission) -> Pending<Reply> {
        let request = Request::post(&submit.endpoint)
            .header("Accept", "application/json")
            .header("Idempotency-Key", &submission.id);
        let body = match submit.format {
            SubmitFormat::Multipart => form_data(submission),
            SubmitFormat::Json => json(submission),
        };
        Box::pin(async move {
            match body {
                Ok(body) => post(request, submit, body)
                    .await
                    .unwrap_or(Reply::TryAgain { after: None }),
                Err(_) => Reply::Failed,
            }
        })
    }

    fn new_id(&self) -> String {
        new_id()
    }

    fn jitter(&self) -> u32 {
        (js_sys::Math::random() * 1_000.0) as u32
    }
}

/// A random UUID.
pub fn new_id() -> String {
    let mut bytes = [0; 16];
    if let Some(Ok(crypto)) = web_sys::window().map(|window| window.crypto()) {
        _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut id = String::with_capacity(36);
    for (index, byte) in bytes.into_iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            id.push('-');
        }
        for half in [byte >> 4, byte & 0xf] {
            id.extend(char::from_digit(u32::from(half), 16));
        }
    }
    id
}

/// One try; an error is one of the network's.
async fn post(
    request: RequestBuilder,
    submit: &Submit,
    body: JsValue,
) -> Result<Reply, gloo_net::Error> {
    let request = match submit.format {
        SubmitFormat::Multipart => request.body(body)?,
        SubmitFormat::Json => request
            .header("Content-Type", "application/json")
            .body(body)?,
    };
    let response = request.send().await?;
    let retry_after = response.headers().get("Retry-After");
    let text = response.text().await?;
    Ok(read_reply(
        response.status(),
        retry_after.as_deref(),
        &text,
        &submit.reference_pointer,
    ))
}

fn form_data(submission: &Submission) -> Result<JsValue, JsValue> {
    let form = FormData::new()?;
    for (name, value) in submission.wire_fields() {
        form.append_with_str(name, &value)?;
    }
    for attachment in submission.complaint.attachments() {
        let file = files::file(attachment.handle).ok_or(JsValue::NULL)?;
        form.append_with_blob_and_filename(FieldId::Attachments.name(), &file, &attachment.name)?;
    }
    Ok(form.into())
}

fn json(submission: &Submission) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (name, value) in submission.wire_fields() {
        Reflect::set(&object, &name.into(), &value.into())?;
    }
    js_sys::JSON::stringify(&object).map(Into::into)
}
