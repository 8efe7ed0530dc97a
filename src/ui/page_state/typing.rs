use std::array;

use leptos::prelude::*;

use crate::domain::complaint::FieldId;

/// Tells of answers that change alone, each to those who show it: nobody else is to look at what is typed key by key.
#[derive(Clone, Copy)]
pub struct Typing(StoredValue<Triggers>);

struct Triggers {
    fields: [ArcTrigger; FieldId::ALL.len()],
    any: ArcTrigger,
}

impl Typing {
    pub fn new() -> Self {
        Self(StoredValue::new(Triggers {
            fields: array::from_fn(|_| ArcTrigger::new()),
            any: ArcTrigger::new(),
        }))
    }

    /// Whoever asks is told when the answer to a field changes.
    pub fn track(self, field: FieldId) {
        self.0
            .with_value(|triggers| triggers.fields[field as usize].track());
    }

    /// Whoever asks is told when any answer changes.
    pub fn track_any(self) {
        self.0.with_value(|triggers| triggers.any.track());
    }

    /// Tells that the answer to a field has changed.
    pub fn notify(self, field: FieldId) {
        self.0.with_value(|Triggers { fields, any }| {
            fields[field as usize].notify();
            any.notify();
        });
    }
}
