use js_sys::{Function, Promise};
use wasm_bindgen_futures::JsFuture;
use web_sys::Window;

use crate::ui::Pending;

/// Whether the device says that it has no line. That it has one it may say wrongly.
pub fn is_offline() -> bool {
    web_sys::window().is_some_and(|window| !window.navigator().on_line())
}

/// Waits until the device says something else.
pub fn change() -> Pending<()> {
    let mut listener = None;
    let changed = Promise::new(&mut |resolve, _| {
        listener = web_sys::window().map(|window| LineListener::new(window, resolve));
    });
    Box::pin(async move {
        _ = JsFuture::from(changed).await;
        drop(listener);
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
