//! Where the form goes and how it travels.

use super::{Pointer, ServerAddress};
use crate::copy::reader::{FromCopy, Reader, copy_objects};
use crate::domain::json::Value;

copy_objects! {
    /// Where the form goes, and where the bank holidays are, as written.
    pub struct SubmitEntry {
        /// Where the form goes: an https:// address or a path of this site.
        pub endpoint: ServerAddress,
        /// How it travels; as json it travels without files.
        pub format: SubmitFormat,
        /// Where in the endpoint's answer the reference stands: a JSON Pointer like /reference.
        pub reference_pointer: Pointer,
        /// The address of a file in GOV.UK's format, relative to this one.
        pub bank_holidays: ServerAddress,
    }
}

/// Where the form goes, and where the bank holidays are.
#[derive(Clone, Debug)]
pub struct Submit {
    pub endpoint: String,
    pub format: SubmitFormat,
    /// A JSON Pointer to the reference in the endpoint's answer.
    pub reference_pointer: String,
    /// The address of a file in GOV.UK's format, relative to the copy file.
    pub bank_holidays: String,
}

impl FromCopy for Submit {
    fn empty() -> Self {
        SubmitEntry::empty().into()
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        SubmitEntry::read(value, reader).into()
    }
}

impl From<SubmitEntry> for Submit {
    fn from(written: SubmitEntry) -> Self {
        Self {
            endpoint: written.endpoint.0,
            format: written.format,
            reference_pointer: written.reference_pointer.0,
            bank_holidays: written.bank_holidays.0,
        }
    }
}

/// How the form travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubmitFormat {
    Multipart,
    Json,
}

impl SubmitFormat {
    /// Every format, by its word.
    pub(in crate::copy) const ALL: [(&str, Self); 2] =
        [("multipart", Self::Multipart), ("json", Self::Json)];
}

impl FromCopy for SubmitFormat {
    fn empty() -> Self {
        Self::Multipart
    }

    fn read(value: &Value, reader: &mut Reader) -> Self {
        reader.choice(value, &Self::ALL).unwrap_or(Self::Multipart)
    }
}
