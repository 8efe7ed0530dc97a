use crate::base::uuid::version_4;

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
    version_4(bytes)
}
