//! What is read of a copy stays as long as the program runs: whatever shows it, borrows it. The page reads its
//! copy once; where a file is read again and again, what was met before takes no more memory.

#[cfg(any(not(target_arch = "wasm32"), feature = "check"))]
mod met {
    use std::any::{Any, TypeId};
    use std::collections::{BTreeMap, BTreeSet};
    use std::sync::{Mutex, PoisonError};

    type Met<T> = BTreeSet<&'static [T]>;

    /// What was met, a [`Met`] for each type.
    static MET: Mutex<BTreeMap<TypeId, Box<dyn Any + Send>>> = Mutex::new(BTreeMap::new());

    pub fn keep<T: Ord + Send + Sync>(list: Vec<T>) -> &'static [T] {
        let mut met = MET.lock().unwrap_or_else(PoisonError::into_inner);
        let of_type = met
            .entry(TypeId::of::<T>())
            .or_insert_with(|| Box::new(Met::<T>::new()));
        let Some(of_type) = of_type.downcast_mut::<Met<T>>() else {
            return list.leak();
        };
        if let Some(known) = of_type.get(&*list) {
            return known;
        }
        let list: &'static [T] = list.leak();
        of_type.insert(list);
        list
    }
}

/// Keeps a list.
pub fn keep<T: Ord + Send + Sync>(list: Vec<T>) -> &'static [T] {
    #[cfg(any(not(target_arch = "wasm32"), feature = "check"))]
    return met::keep(list);
    #[cfg(not(any(not(target_arch = "wasm32"), feature = "check")))]
    list.leak()
}

/// Keeps words.
pub fn keep_words(words: String) -> &'static str {
    #[cfg(any(not(target_arch = "wasm32"), feature = "check"))]
    return std::str::from_utf8(met::keep(words.into_bytes())).unwrap_or_default();
    #[cfg(not(any(not(target_arch = "wasm32"), feature = "check")))]
    words.leak()
}
