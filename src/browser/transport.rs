use std::pin::pin;

use futures_util::future::{Either, select};
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    FormData, ProgressEvent, RequestCache, RequestInit, RequestMode, Url, Window, XmlHttpRequest,
};

use super::clock::{BrowserClock, complain};
use super::files;
use crate::copy::{Submit, SubmitFormat};
use crate::domain::complaint::{
    FieldId, Progress, Reply, Submission, header_value, is_elsewhere, read_reply,
};
use crate::ui::ports::{Clock, Pending, Transport};

/// For how many milliseconds an upload may stand still.
const UPLOAD_PAUSE: u32 = 30_000;

/// How many milliseconds an answer may take, once everything is sent.
const ANSWER_PAUSE: u32 = 60_000;

/// Sends with `XMLHttpRequest`: `fetch` does not say how far an upload has come.
pub struct BrowserTransport;

impl Transport for BrowserTransport {
    fn post(
        &self,
        submit: &'static Submit,
        submission: &Submission,
        progress: Box<dyn Fn(Progress)>,
    ) -> Pending<Reply> {
        let request = Request::send(submit, submission, progress);
        let attachments = submission.complaint.attachments().iter();
        let files: Vec<u32> = attachments.map(|file| file.handle).collect();
        Box::pin(async move {
            match request {
                Ok(request) => request.reply(submit, &files).await,
                Err(_) => Reply::Failed,
            }
        })
    }

    fn is_offline(&self) -> bool {
        web_sys::window().is_some_and(|window| !window.navigator().on_line())
    }

    fn line_change(&self) -> Pending<()> {
        let mut listener = None;
        let changed = Promise::new(&mut |resolve, _| {
            listener = web_sys::window().map(|window| LineListener::new(window, resolve));
        });
        Box::pin(async move {
            _ = JsFuture::from(changed).await;
            drop(listener);
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

/// One try, broken off when it is dropped.
struct Request {
    request: XmlHttpRequest,
    ended: Promise,
    /// Called as the upload moves.
    _moves: Closure<dyn FnMut(ProgressEvent)>,
}

impl Drop for Request {
    fn drop(&mut self) {
        _ = self.request.abort();
    }
}

impl Request {
    fn send(
        submit: &Submit,
        submission: &Submission,
        progress: Box<dyn Fn(Progress)>,
    ) -> Result<Self, JsValue> {
        let request = XmlHttpRequest::new()?;
        request.open("POST", &submit.endpoint)?;
        request.set_request_header("Accept", "application/json")?;
        request.set_request_header("Idempotency-Key", &submission.id)?;
        request.set_timeout(UPLOAD_PAUSE);
        let moves = follow(request.clone(), progress);
        let upload = request.upload()?;
        let on_move = Some(moves.as_ref().unchecked_ref());
        upload.set_onloadstart(on_move);
        upload.set_onprogress(on_move);
        upload.set_onload(on_move);
        let ended = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
        match submit.format {
            SubmitFormat::Multipart => {
                request.send_with_opt_form_data(Some(&form_data(submission)?))?;
            }
            SubmitFormat::Json => {
                request.set_request_header("Content-Type", "application/json")?;
                request.send_with_opt_str(Some(&json(submission)?))?;
            }
        }
        Ok(Self {
            request,
            ended,
            _moves: moves,
        })
    }

    /// The answer; without one, what is known of why there is none.
    async fn reply(self, submit: &Submit, files: &[u32]) -> Reply {
        _ = JsFuture::from(self.ended.clone()).await;
        let status = self.request.status().unwrap_or_default();
        if status == 0 {
            return silence(&submit.endpoint, files).await;
        }
        // Not the header by its name: to ask an answer from elsewhere for what it does not show puts an
        // error on the console.
        let headers = self.request.get_all_response_headers().unwrap_or_default();
        let text = self.request.response_text().ok().flatten();
        let reply = read_reply(
            status,
            header_value(&headers, "retry-after"),
            &text.unwrap_or_default(),
            &submit.reference_pointer,
        );
        let sent_to = absolute(&submit.endpoint);
        let answered_by = self.request.response_url();
        let is_redirected = !answered_by.is_empty() && answered_by != sent_to;
        let reply = if is_redirected {
            reply.after_redirect()
        } else {
            reply
        };
        if reply == Reply::Unclear {
            let pointer = &submit.reference_pointer;
            let from = if is_redirected {
                " by a redirect to "
            } else {
                ""
            };
            let place = if is_redirected { &*answered_by } else { "" };
            complain(
                &[
                    "complaints: the endpoint ",
                    &sent_to,
                    " answered ",
                    &status.to_string(),
                    from,
                    place,
                    ": expected a 2xx with JSON that has a reference at ",
                    pointer,
                ]
                .concat(),
            );
        }
        reply
    }
}

/// How long the endpoint's server has to show that it is there, in milliseconds.
const PROBE_PAUSE: u32 = 5_000;

/// What is known of a try that brought no answer: whether it was the files', the server's or the
/// network's fault.
async fn silence(endpoint: &str, handles: &[u32]) -> Reply {
    let mut gone = Vec::new();
    for handle in handles {
        if !files::can_be_read(*handle).await {
            gone.push(*handle);
        }
    }
    if !gone.is_empty() {
        return Reply::FilesGone(gone);
    }
    let sent_to = absolute(endpoint);
    if BrowserTransport.is_offline() || !is_reachable(&sent_to).await {
        return Reply::Unanswered { after: None };
    }
    let page = web_sys::window().and_then(|window| window.location().origin().ok());
    let page = page.unwrap_or_default();
    let elsewhere = is_elsewhere(&sent_to, &page);
    let why = if elsewhere {
        [
            ": each of its answers, errors and those to OPTIONS too, needs Access-Control-Allow-Origin: ",
            &page,
            ", and to OPTIONS Access-Control-Allow-Headers: content-type, idempotency-key",
        ]
        .concat()
    } else {
        ": it may redirect to another server, or refuse bodies of this size".to_owned()
    };
    complain(
        &[
            "complaints: no answer of ",
            &sent_to,
            " could be read",
            &why,
        ]
        .concat(),
    );
    Reply::Unreadable { elsewhere }
}

/// The whole of an address that may be a path.
fn absolute(address: &str) -> String {
    let here = web_sys::window().and_then(|window| window.location().href().ok());
    Url::new_with_base(address, &here.unwrap_or_default())
        .map_or_else(|_| address.to_owned(), |url| url.href())
}

/// Whether the server of an address answers anything. Its root is asked: at the endpoint itself any
/// request may count as a complaint.
async fn is_reachable(address: &str) -> bool {
    let Some((window, url)) = web_sys::window().zip(Url::new(address).ok()) else {
        return false;
    };
    let init = RequestInit::new();
    init.set_method("HEAD");
    init.set_mode(RequestMode::NoCors);
    init.set_cache(RequestCache::NoStore);
    let probe = window.fetch_with_str_and_init(&[&url.origin(), "/"].concat(), &init);
    let probe = pin!(JsFuture::from(probe));
    matches!(
        select(probe, BrowserClock.pause(PROBE_PAUSE)).await,
        Either::Left((Ok(_), _))
    )
}

/// Tells how far an upload has come, and gives it more time as long as it moves: a request's limit
/// counts from its start.
fn follow(
    request: XmlHttpRequest,
    progress: Box<dyn Fn(Progress)>,
) -> Closure<dyn FnMut(ProgressEvent)> {
    let mut start = None;
    Closure::new(move |event: ProgressEvent| {
        let now = event.time_stamp();
        let took = now - *start.get_or_insert(now);
        let (sent, total) = (event.loaded() as u64, event.total() as u64);
        let pause = if sent < total {
            UPLOAD_PAUSE
        } else {
            ANSWER_PAUSE
        };
        request.set_timeout(took as u32 + pause);
        progress(Progress { sent, total });
    })
}

/// Waits for the line to come or go, until it is dropped.
struct LineListener {
    window: Window,
    call: Function,
}

impl LineListener {
    const EVENTS: [&str; 2] = ["online", "offline"];

    fn new(window: Window, call: Function) -> Self {
        for event in Self::EVENTS {
            _ = window.add_event_listener_with_callback(event, &call);
        }
        Self { window, call }
    }
}

impl Drop for LineListener {
    fn drop(&mut self) {
        for event in Self::EVENTS {
            _ = self
                .window
                .remove_event_listener_with_callback(event, &self.call);
        }
    }
}

fn form_data(submission: &Submission) -> Result<FormData, JsValue> {
    let form = FormData::new()?;
    for (name, value) in submission.wire_fields() {
        form.append_with_str(name, &value)?;
    }
    for attachment in submission.complaint.attachments() {
        let file = files::file(attachment.handle).ok_or(JsValue::NULL)?;
        form.append_with_blob_and_filename(FieldId::Attachments.name(), &file, &attachment.name)?;
    }
    Ok(form)
}

fn json(submission: &Submission) -> Result<String, JsValue> {
    let object = Object::new();
    for (name, value) in submission.wire_fields() {
        Reflect::set(&object, &name.into(), &value.into())?;
    }
    js_sys::JSON::stringify(&object).map(Into::into)
}
