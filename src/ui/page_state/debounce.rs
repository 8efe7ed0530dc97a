use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Outside;

/// Puts a call off until no other has come for some time.
#[derive(Clone, Copy)]
pub struct Debounce {
    outside: &'static Outside,
    pending: StoredValue<Option<Call>, LocalStorage>,
}

/// What was asked for last.
struct Call {
    at: DateTime<Utc>,
    act: Box<dyn FnOnce()>,
}

impl Debounce {
    pub fn new(outside: &'static Outside) -> Self {
        Self {
            outside,
            pending: StoredValue::new_local(None),
        }
    }

    /// Does it in so many milliseconds, unless it is asked for again by then or the page is gone. Of all who ask the
    /// last one's is done, by one timer.
    pub fn call(self, milliseconds: u32, act: impl FnOnce() + 'static) {
        let Self { outside, pending } = self;
        let mut at = (outside.now)();
        let act = Box::new(act);
        let before = pending.try_update_value(|pending| pending.replace(Call { at, act }));
        if !matches!(before, Some(None)) {
            return;
        }
        spawn_local(async move {
            let mut left = milliseconds;
            loop {
                (outside.pause)(left).await;
                let last = pending.try_with_value(|call| call.as_ref().map(|call| call.at));
                let Some(last) = last.flatten() else {
                    return;
                };
                // So also where a site has stopped the clock.
                if last == at {
                    break;
                }
                at = last;
                // Where the clock was set back meanwhile, nobody waits longer.
                let rested = u32::try_from(((outside.now)() - at).num_milliseconds());
                left = milliseconds.saturating_sub(rested.unwrap_or(milliseconds));
            }
            if let Some(call) = pending.try_update_value(Option::take).flatten() {
                (call.act)();
            }
        });
    }
}
