//! Values that JSON has itself: lists, switches, counts, texts.

use super::reader::{FromCopy, Reader};
use crate::base::json::Value;

impl<T: FromCopy> FromCopy for Option<T> {
    fn absent() -> Option<Self> {
        Some(None)
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        Some(T::read(value, reader))
    }
}

/// A list with at least one element.
impl<T: FromCopy> FromCopy for Vec<T> {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        let list = reader.list(value);
        if list.as_ref().is_some_and(Vec::is_empty) {
            reader.report_empty_list(value);
        }
        list.unwrap_or_default()
    }
}

impl<T: FromCopy, const N: usize> FromCopy for [T; N] {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        let values = reader.array(value);
        if let Some(values) = values
            && values.len() != N
        {
            reader.report(value.offset(), |_| {
                format!("expected {N} entries, found {}", values.len())
            });
        }
        std::array::from_fn(|index| match values.and_then(|values| values.get(index)) {
            Some(value) => {
                let length = reader.enter_element(index);
                let element = T::read(value, reader);
                reader.leave(length);
                element
            }
            None => reader.gap(),
        })
    }
}

/// A switch that is off when it is not written.
impl FromCopy for bool {
    fn absent() -> Option<Self> {
        Some(false)
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        let Value::Bool { value, .. } = value else {
            reader.report_type(value, "true or false");
            return false;
        };
        *value
    }
}

/// A count: a whole number from 1 to 1000.
impl FromCopy for u32 {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        let number = match value {
            Value::Number(number) => number
                .value
                .parse()
                .ok()
                .filter(|number| (1..=1_000).contains(number)),
            _ => None,
        };
        number.unwrap_or_else(|| {
            reader.report_type(value, "a whole number from 1 to 1000");
            1
        })
    }
}

/// A text that is not shown: a name, a value, an address.
impl FromCopy for String {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        reader.text(value).to_owned()
    }
}
