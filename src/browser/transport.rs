use std::pin::pin;

use futures_util::future::{Either, select};
use js_sys::Promise;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    FormData, ProgressEvent, RequestCache, RequestInit, RequestMode, Url, XmlHttpRequest,
};

use super::console::complain;
use super::{clock, files, line};
use crate::copy::{FormValue, PageCopy, Submit};
use crate::domain::complaint::{
    Answer, AttachmentDraft, Progress, Reply, Submission, header_value, is_elsewhere, read_reply,
};
use crate::view_model::{Outgoing, outgoing};

/// For how many milliseconds an upload may stand still.
const UPLOAD_PAUSE: u32 = 30_000;

/// How many milliseconds an answer may take, once everything is sent.
const ANSWER_PAUSE: u32 = 60_000;

/// How many milliseconds upload and answer may take together where nobody follows how far it is.
const PLAIN_PAUSE: u32 = 600_000;

/// One try at sending; what went wrong on the way counts as [`Reply::Unanswered`]. It tells how far it has come, and
/// is broken off when it is dropped.
///
/// With `XMLHttpRequest`: `fetch` does not say how far an upload has come.
pub async fn post(
    page: &'static PageCopy,
    submission: &Submission,
    progress: Box<dyn Fn(Progress)>,
) -> Reply {
    let files = submission.complaint.attachments().iter();
    let files: Vec<u32> = files.map(|file| file.handle).collect();
    let own_reference = submission.own_reference();
    match Request::send(page, submission, progress) {
        Ok(request) => request.reply(&page.submit, &own_reference, &files).await,
        Err(_) => Reply::Failed,
    }
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
        page: &'static PageCopy,
        submission: &Submission,
        progress: Box<dyn Fn(Progress)>,
    ) -> Result<Self, JsValue> {
        let submit = &page.submit;
        let request = XmlHttpRequest::new()?;
        request.open("POST", &submit.endpoint)?;
        request.set_request_header("Accept", "application/json")?;
        let moves = follow(request.clone(), progress);
        if submit.plain {
            // A header of the page's own, or a listener, and the browser would ask another server first.
            request.set_timeout(PLAIN_PAUSE);
        } else {
            if submit.has_key() {
                request.set_request_header("Idempotency-Key", &submission.id)?;
            }
            request.set_timeout(UPLOAD_PAUSE);
            let upload = request.upload()?;
            let on_move = Some(moves.as_ref().unchecked_ref());
            upload.set_onloadstart(on_move);
            upload.set_onprogress(on_move);
            upload.set_onload(on_move);
        }
        let ended = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
        match outgoing(page, submission) {
            Outgoing::Form(entries) => {
                let form = form_data(&entries, submission.complaint.attachments())?;
                request.send_with_opt_form_data(Some(&form))?;
            }
            Outgoing::Json(json) => {
                if !submit.plain {
                    request.set_request_header("Content-Type", "application/json")?;
                }
                request.send_with_opt_str(Some(&json))?;
            }
        }
        Ok(Self {
            request,
            ended,
            _moves: moves,
        })
    }

    /// The answer; without one, what is known of why there is none.
    async fn reply(self, submit: &Submit, own_reference: &str, files: &[u32]) -> Reply {
        _ = JsFuture::from(self.ended.clone()).await;
        let status = self.request.status().unwrap_or_default();
        if status == 0 {
            return silence(submit, files).await;
        }
        // Not the header by its name: to ask an answer from elsewhere for what it does not show puts an
        // error on the console.
        let headers = self.request.get_all_response_headers().unwrap_or_default();
        let text = self.request.response_text().ok().flatten();
        let answer = Answer {
            status,
            retry_after: header_value(&headers, "retry-after"),
            body: &text.unwrap_or_default(),
            sent_to: &absolute(&submit.endpoint),
            answered_by: &self.request.response_url(),
        };
        submit.with_rules(own_reference, |rules| {
            let reply = read_reply(&answer, rules);
            if matches!(reply, Reply::Unclear | Reply::Failed) {
                complain(&["complaints: ", &answer.for_the_owner(rules)].concat());
            }
            reply
        })
    }
}

/// How long the endpoint's server has to show that it is there, in milliseconds.
const PROBE_PAUSE: u32 = 5_000;

/// What is known of a try that brought no answer: whether it was the files', the server's or the
/// network's fault.
async fn silence(submit: &Submit, handles: &[u32]) -> Reply {
    let mut gone = Vec::new();
    for handle in handles {
        if !files::can_be_read(*handle).await {
            gone.push(*handle);
        }
    }
    if !gone.is_empty() {
        return Reply::FilesGone(gone);
    }
    let sent_to = absolute(&submit.endpoint);
    if line::is_offline() || !is_reachable(&sent_to).await {
        return Reply::Unanswered { after: None };
    }
    let page = web_sys::window().and_then(|window| window.location().origin().ok());
    let page = page.unwrap_or_default();
    let elsewhere = is_elsewhere(&sent_to, &page);
    let headers = submit.own_headers();
    let asked = if headers.is_empty() {
        ""
    } else {
        ", and to OPTIONS Access-Control-Allow-Headers: "
    };
    let why = if elsewhere {
        [
            ": each of its answers, errors and those to OPTIONS too, needs Access-Control-Allow-Origin: ",
            &page,
            asked,
            headers,
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
        select(probe, clock::pause(PROBE_PAUSE)).await,
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

fn form_data(
    entries: &[(String, FormValue)],
    attachments: &[AttachmentDraft],
) -> Result<FormData, JsValue> {
    let form = FormData::new()?;
    for (name, value) in entries {
        let FormValue::Text(value) = value else {
            for attachment in attachments {
                let file = files::file(attachment.handle).ok_or(JsValue::NULL)?;
                form.append_with_blob_and_filename(name, &file, &attachment.name)?;
            }
            continue;
        };
        form.append_with_str(name, value)?;
    }
    Ok(form)
}
