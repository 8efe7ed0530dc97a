/// A random number from 0 to 1000.
pub fn jitter() -> u32 {
    (js_sys::Math::random() * 1_000.0) as u32
}

/// A random UUID.
pub fn new_id() -> String {
    let mut bytes = [0; 16];
    if let Some(Ok(crypto)) = web_sys::window().map(|window| window.crypto()) {
        _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut id = String::with_capacity(36);
    for (index, byte) in bytes.into_iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            id.push('-');
        }
        for half in [byte >> 4, byte & 0xf] {
            id.extend(char::from_digit(u32::from(half), 16));
        }
    }
    id
}
