use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::copy::PageCopy;
use crate::domain::calendar::BankHolidays;
use crate::domain::complaint::FieldId;
use crate::ui::ports::Ports;
use crate::view_model::{Delivery, Journey, Next, Step};

/// What every part of the form is given: the words, the outside, and the journey so far.
#[derive(Clone, Copy)]
pub struct PageState {
    pub page: &'static PageCopy,
    pub holidays: &'static BankHolidays,
    pub ports: Ports,
    pub journey: RwSignal<Journey>,
    /// The time, to the minute; none before the page is live.
    pub now: RwSignal<Option<DateTime<Utc>>>,
}

impl PageState {
    /// The shown problem of a field.
    pub fn error(&self, field: FieldId) -> Option<String> {
        self.journey.with(|journey| {
            journey
                .problems
                .iter()
                .find(|shown| shown.field == Some(field))
                .map(|shown| shown.message.clone())
        })
    }

    /// The answer typed so far.
    pub fn text(&self, field: FieldId) -> String {
        self.journey
            .with(|journey| journey.draft.text(field).to_owned())
    }

    /// Takes what was typed.
    pub fn set_text(&self, field: FieldId, typed: String) {
        let now = self.ports.clock.now();
        self.journey
            .update(|journey| journey.set_text(field, typed, now));
    }

    /// Asks for the focus to go to an element, by its id.
    pub fn go_to(&self, id: &str) {
        self.journey.update(|journey| journey.go_to(id));
    }

    /// Whether a step is hidden, as the customer goes on and back.
    pub fn is_hidden(&self, step: Step) -> impl Fn() -> bool + Send + use<> {
        let journey = self.journey;
        move || journey.with(|journey| journey.step != step)
    }

    /// How sending goes; changes only when that does.
    pub fn delivery(&self) -> impl Fn() -> Delivery + Copy + Send + use<> {
        let journey = self.journey;
        let delivery = Memo::new(move |_| journey.with(|journey| journey.delivery));
        move || delivery.get()
    }

    /// Keeps the time, minute by minute, until the page is gone.
    pub fn keep_time(&self) {
        let Self { ports, now, .. } = *self;
        leptos::task::spawn_local(async move {
            loop {
                let instant = ports.clock.now();
                if now.try_set(Some(instant)).is_some() {
                    return;
                }
                let into_minute = instant.timestamp_millis().rem_euclid(60_000) as u32;
                ports.clock.pause(60_000 - into_minute).await;
            }
        });
    }

    /// Goes on to the check view, or shows what is missing.
    pub fn review(&self) {
        let now = self.ports.clock.now();
        self.journey
            .update(|journey| journey.review(self.holidays, now));
    }

    /// Sends what was checked, again and again until it is settled or the page is gone.
    pub fn send(&self) {
        let Self {
            page,
            ports,
            journey,
            ..
        } = *self;
        let Some(Some(submission)) =
            journey.try_update(|journey| journey.start_sending(|| ports.transport.new_id()))
        else {
            return;
        };
        leptos::task::spawn_local(async move {
            for attempt in 1.. {
                let reply = ports.transport.post(&page.submit, &submission).await;
                let (jitter, now) = (ports.transport.jitter(), ports.clock.now());
                match journey.try_update(|journey| journey.settle(reply, attempt, jitter, now)) {
                    Some(Next::TryAfter(pause)) => ports.clock.pause(pause).await,
                    Some(Next::Done) | None => return,
                }
            }
        });
    }
}
