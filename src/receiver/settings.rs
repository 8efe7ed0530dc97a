//! What the owner of a server decides about it.

use std::path::PathBuf;

use super::base_path::BasePath;
use super::clock::Clock;
use super::connections::Patience;
use super::log::WriteLine;
use super::origin::Origin;
use super::outbox::Tell;
use super::store::Location;

/// What a server is started with.
#[derive(Clone)]
pub struct Settings {
    /// The built folder, with the page, its copy file and its bank holidays.
    pub dist: PathBuf,
    /// Where complaints are kept; made when it is not there.
    pub location: Location,
    /// Where the built folder is found on the company's website.
    pub base: BasePath,
    /// Other servers whose pages may post here.
    pub allowed_origins: Vec<Origin>,
    /// Whether it starts on a database that does not belong to what stands beside it.
    pub accept_mismatch: bool,
    /// Whether every request comes through a proxy that adds whom it saw to `X-Forwarded-For`.
    pub trust_proxy: bool,
    pub patience: Patience,
    pub clock: Clock,
    /// How many bytes of files may be on their way at once.
    pub incoming_bytes: u64,
    /// After how many days a complaint is deleted by itself; `None` keeps all.
    pub keep_days: Option<u32>,
    /// Who is told of each complaint.
    pub tell: Tell,
    /// Where log lines go.
    pub log: WriteLine,
}

/// As many bytes as may be on their way at once, unless said otherwise.
pub const INCOMING_BYTES: u64 = 1 << 30;
