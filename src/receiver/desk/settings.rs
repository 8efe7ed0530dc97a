//! What the owner of a desk decides about it.

use std::path::PathBuf;

use axum::http::HeaderName;

use crate::receiver::clock::Clock;
use crate::receiver::connections::Patience;
use crate::receiver::log::WriteLine;
use crate::receiver::origin::Origin;
use crate::receiver::store::Location;

/// What a desk is started with.
#[derive(Clone)]
pub struct DeskSettings {
    /// The built folder, for the copy file and the bank holidays.
    pub dist: PathBuf,
    /// Where complaints are kept.
    pub location: Location,
    /// Where browsers find it, if not at an address of this machine.
    pub address: Option<Origin>,
    /// A proxy on this machine lets staff in, and names them in this header.
    pub trust_header: Option<HeaderName>,
    /// Whether every request comes through a proxy that adds whom it saw to `X-Forwarded-For`.
    pub trust_proxy: bool,
    /// Whether a new password is to be set.
    pub new_password: bool,
    pub patience: Patience,
    pub clock: Clock,
    /// Where log lines go.
    pub log: WriteLine,
}
