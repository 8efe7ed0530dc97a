//! Values that are one of a few words.

use super::body::ReferenceSource;
use super::facts::SubmitFormat;
use super::model::Look;
use super::reader::{FromCopy, Reader};
use crate::base::json::Value;
use crate::domain::calendar::Division;
use crate::domain::cisas::OutsideReason;

/// Says of enums, all at once, that a copy file has them by their names; the first stands for a wrong one.
macro_rules! choices {
    ($($type:ident)*) => {
        $(impl FromCopy for $type {
            fn read(value: &Value, reader: &mut Reader) -> Self {
                reader.one_of(value).unwrap_or(Self::ALL[0])
            }
        })*
    };
}

choices! { Division Look ReferenceSource SubmitFormat }

impl FromCopy for OutsideReason {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        let reason = reader.one_of(value);
        if reason.is_some() {
            reader.once("reason", value);
        }
        reason.unwrap_or(Self::ALL[0])
    }
}
