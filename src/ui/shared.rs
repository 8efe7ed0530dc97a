use std::any::Any;
use std::marker::PhantomData;

use leptos::prelude::*;

/// A value that changes, and tells of it whoever has read it.
///
/// An [`RwSignal`] of values whose type it alone knows: the program holds the machinery behind a signal once, and not
/// once for every type.
pub struct Shared<T> {
    held: RwSignal<Held>,
    of: PhantomData<fn() -> T>,
}

type Held = Box<dyn Any + Send + Sync>;

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Shared<T> {}

/// Whether they are the same one, whatever they hold.
impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        self.held == other.held
    }
}

impl<T: Send + Sync + 'static> Shared<T> {
    pub fn new(value: T) -> Self {
        Self {
            held: signal(Box::new(value)),
            of: PhantomData,
        }
    }

    /// Reads it; whoever does is told of a change.
    pub fn with<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        self.held.with(|held| read(value(held)))
    }

    pub fn with_untracked<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        self.held.with_untracked(|held| read(value(held)))
    }

    /// None where the page is gone.
    pub fn try_with_untracked<R>(&self, read: impl FnOnce(&T) -> R) -> Option<R> {
        self.held.try_with_untracked(|held| read(value(held)))
    }

    pub fn track(&self) {
        self.held.track();
    }

    /// Sets it; nothing where the page is gone.
    pub fn set(&self, new: T) {
        self.try_update(|value| *value = new);
    }

    /// Whether the page that it belongs to is gone.
    pub fn is_disposed(&self) -> bool {
        self.held.is_disposed()
    }

    /// Changes it, and tells of that; nothing where the page is gone.
    pub fn update(&self, change: impl FnOnce(&mut T)) {
        self.try_update(change);
    }

    /// The same with what comes of it; none where the page is gone.
    pub fn try_update<R>(&self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        self.try_maybe_update(|value| (true, change(value)))
    }

    /// Changes it, and tells of that where it says so; none where the page is gone.
    pub fn try_maybe_update<R>(&self, change: impl FnOnce(&mut T) -> (bool, R)) -> Option<R> {
        self.held.try_maybe_update(|held| {
            let value = held.downcast_mut().unwrap_or_else(|| unreachable!());
            change(value)
        })
    }
}

impl<T: Clone + Send + Sync + 'static> Shared<T> {
    pub fn get(&self) -> T {
        self.with(T::clone)
    }

    pub fn get_untracked(&self) -> T {
        self.with_untracked(T::clone)
    }

    /// None where the page is gone.
    pub fn try_get_untracked(&self) -> Option<T> {
        self.try_with_untracked(T::clone)
    }
}

#[inline(never)]
fn signal(value: Held) -> RwSignal<Held> {
    RwSignal::new(value)
}

fn value<T: 'static>(held: &Held) -> &T {
    held.downcast_ref().unwrap_or_else(|| unreachable!())
}
