//! Short lists kept in order.

/// Puts an item where its key belongs, after those with the same key.
///
/// For lists of a few dozen: the standard sort is faster on long ones, and costs a customer's
/// phone some 3 KB of wasm for every type that it sorts.
pub fn insert_sorted<T, K: Ord>(list: &mut Vec<T>, item: T, key: impl Fn(&T) -> K) {
    let place = list.partition_point(|other| key(other) <= key(&item));
    list.insert(place, item);
}
