//! Where the form goes and how it travels.

use crate::base::json::Value;
use crate::base::named::named_enum;
use crate::copy::body::{BodyTemplate, ErrorsEntry, ReferenceSource, SuccessEntry};
use crate::copy::objects::copy_objects;
use crate::copy::reader::{FromCopy, Reader};
use crate::copy::scalars::{Pointer, ServerAddress};
use crate::domain::complaint::ErrorPointers;

copy_objects! {
    /// Where the form goes, and where the bank holidays are, as written.
    pub struct SubmitEntry {
        /// Where the form goes: an https:// address or a path of this site.
        pub endpoint: ServerAddress,
        /// How it travels; as json it travels without files, and the page does not ask for any.
        pub format: SubmitFormat,
        /// Where in the endpoint's answer the reference stands: a JSON Pointer like /reference.
        pub reference_pointer: Pointer,
        /// What is sent in place of the page's own names: names as the endpoint wants them, with fixed texts
        /// and placeholders like {email}, {description}, {everything}, {reference}, {attachments}.
        pub body: Option<BodyTemplate>,
        /// What in an answer says that the complaint was taken; without it, a reference does.
        pub success: Option<SuccessEntry>,
        /// Where an answer says what is wrong with which field; without it, as problem details have it.
        pub errors: Option<ErrorsEntry>,
        /// "page": the page makes the reference, sends it and shows it.
        pub reference: Option<ReferenceSource>,
        /// Whether the page sends no header of its own and follows no progress, so that a browser asks another
        /// server for nothing before it sends.
        pub plain: bool,
        /// Whether the endpoint counts a complaint once that comes again under the same Idempotency-Key or
        /// submission_id, as complaints serve does. Without it the page never sends again by itself what may
        /// have arrived, and says that it may arrive twice.
        pub once: bool,
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
    /// What is sent in place of the page's own names.
    pub body: Option<BodyTemplate>,
    /// Where an answer says that the complaint was taken, and what stands there then.
    pub success: Option<(String, String)>,
    pub errors: ErrorPointers,
    /// Whether the page makes the reference; then any 2xx is success where `success` asks for nothing.
    pub own_reference: bool,
    /// Whether it is sent without own headers and without following how far it has come.
    pub plain: bool,
    /// Whether the endpoint counts once what comes again under the same id.
    pub once: bool,
    /// The address of a file in GOV.UK's format, relative to the copy file.
    pub bank_holidays: String,
}

impl FromCopy for Submit {
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
            body: written.body,
            success: written.success.and_then(|success| {
                let Pointer(pointer) = success.pointer?;
                Some((pointer, success.is?))
            }),
            errors: written.errors.map(ErrorPointers::from).unwrap_or_default(),
            own_reference: written.reference.is_some(),
            plain: written.plain,
            once: written.once,
            bank_holidays: written.bank_holidays.0,
        }
    }
}

named_enum! {
    /// How the form travels.
    pub enum SubmitFormat {
        Multipart = "multipart",
        Json = "json",
    }
}
