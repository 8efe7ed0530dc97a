//! UUIDs in their text form.
//!
//! # Source
//! RFC 9562, sections 4 and 5.4.

/// A UUID of version 4 made of random bytes.
///
/// # Example
/// ```
/// use complaints::base::uuid::{is_uuid, version_4};
///
/// let id = version_4([0xff; 16]);
/// assert_eq!(id, "ffffffff-ffff-4fff-bfff-ffffffffffff");
/// assert!(is_uuid(&id));
/// ```
pub fn version_4(mut random: [u8; 16]) -> String {
    random[6] = random[6] & 0x0f | 0x40;
    random[8] = random[8] & 0x3f | 0x80;
    let mut id = String::with_capacity(36);
    for (index, byte) in random.into_iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            id.push('-');
        }
        for half in [byte >> 4, byte & 0xf] {
            id.extend(char::from_digit(u32::from(half), 16));
        }
    }
    id
}

/// Whether a text has the form of a UUID, in either case of its digits.
pub fn is_uuid(text: &str) -> bool {
    let fits = |(at, byte): (usize, u8)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    text.len() == 36 && text.bytes().enumerate().all(fits)
}
