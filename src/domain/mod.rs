//! What is true: dates, the CISAS window, what a complete complaint is. No I/O, no clock, no HTML.

pub mod calendar;
pub mod cisas;
pub mod complaint;
#[cfg(not(target_arch = "wasm32"))]
pub mod encoding;
pub mod json;
pub mod sorted;
pub mod text;

/// Whether this program says what is wrong with a file, and where.
///
/// The page that customers download does not: it only has to know that it cannot use a file, and
/// what is wrong with it says the checker.
pub const TELLS_FAULTS: bool = cfg!(any(not(target_arch = "wasm32"), feature = "check"));
