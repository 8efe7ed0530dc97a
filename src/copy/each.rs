//! An object of the copy file with a key for each variant of an enum.

use std::marker::PhantomData;

use super::reader::{FromCopy, Reader};
use crate::base::json::Value;
use crate::base::named::Named;

/// A value for each variant of an enum, under its name.
#[derive(Clone, Debug)]
pub struct Each<K, T> {
    /// In the order of the variants.
    values: Vec<T>,
    keys: PhantomData<K>,
}

impl<K: Named, T> Each<K, T> {
    pub fn of(&self, key: K) -> &T {
        &self.values[key.place()]
    }
}

impl<K: Named, T: FromCopy> FromCopy for Each<K, T> {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        let keys = K::VARIANTS.iter().map(|key| key.name());
        let keys: Vec<&str> = keys.collect();
        let object = reader.object(value, &keys);
        let values = keys.iter().map(|key| reader.field(object, key));
        Self {
            values: values.collect(),
            keys: PhantomData,
        }
    }
}

#[cfg(any(not(target_arch = "wasm32"), feature = "check"))]
impl<K: Named, T: super::shape::Shaped> super::shape::Shaped for Each<K, T> {
    fn shape() -> super::shape::Shape {
        let key = |key: &K| super::shape::KeyShape::of::<T>(key.name(), key.about());
        super::shape::Shape::Object(super::shape::ObjectShape {
            name: None,
            about: &[],
            keys: K::VARIANTS.iter().map(key).collect(),
        })
    }
}
