use chrono::{DateTime, Utc};
use wasm_bindgen_futures::JsFuture;

use crate::ui::Pending;

/// The device's clock, as an instant; its time zone is never asked for.
pub fn now() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(js_sys::Date::now() as i64).unwrap_or_default()
}

/// Waits so many milliseconds.
pub fn pause(milliseconds: u32) -> Pending<()> {
    let mut timeout = Timeout(None);
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let set = web_sys::window().map(|window| {
            window.set_timeout_with_callback_and_timeout_and_arguments_0(
                &resolve,
                milliseconds as i32,
            )
        });
        timeout.0 = set.and_then(Result::ok);
    });
    Box::pin(async move {
        _ = JsFuture::from(promise).await;
        drop(timeout);
    })
}

/// A timer, stopped when nobody waits for it any more.
struct Timeout(Option<i32>);

impl Drop for Timeout {
    fn drop(&mut self) {
        if let (Some(window), Some(timeout)) = (web_sys::window(), self.0) {
            window.clear_timeout_with_handle(timeout);
        }
    }
}
