use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::*;

/// A value made from signals, that tells of a change only when it is another one.
///
/// A [`Memo`] of values whose type it alone knows: the program holds the machinery behind a memo once,
/// and not once for every type.
pub struct Derived<T> {
    held: Memo<Held>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Derived<T> {}

#[derive(Clone)]
struct Held {
    value: Arc<dyn Any + Send + Sync>,
    is_same: fn(&Self, &Self) -> bool,
}

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        (self.is_same)(self, other)
    }
}

impl Held {
    fn value<T: 'static>(&self) -> &T {
        self.value.downcast_ref().unwrap_or_else(|| unreachable!())
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static> Derived<T> {
    /// Makes the value, and makes it again whenever a signal that it was made from has changed.
    pub fn new(make: impl Fn() -> T + Send + Sync + 'static) -> Self {
        Self {
            held: memo(Box::new(move || Held {
                value: Arc::new(make()),
                is_same: |one, other| one.value::<T>() == other.value::<T>(),
            })),
            of: PhantomData,
        }
    }

    /// The value now; whoever asks is told of a change.
    pub fn get(&self) -> T {
        self.held.with(|held| held.value::<T>().clone())
    }
}

#[inline(never)]
fn memo(make: Box<dyn Fn() -> Held + Send + Sync>) -> Memo<Held> {
    Memo::new(move |_| make())
}
