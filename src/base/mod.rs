//! What no other room owns: JSON with places, text, encodings, UUIDs, short lists, enums with names. It knows
//! nothing of complaints.

#[cfg(not(target_arch = "wasm32"))]
pub mod encoding;
pub mod json;
pub mod named;
pub mod sorted;
pub mod text;
pub mod uuid;
pub mod zip;

/// Whether this program says what is wrong with a file, and where.
///
/// The page that customers download does not: it only has to know that it cannot use a file, and
/// what is wrong with it says the checker.
pub const TELLS_FAULTS: bool = cfg!(any(not(target_arch = "wasm32"), feature = "check"));
