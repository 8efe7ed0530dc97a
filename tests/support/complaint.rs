//! A complaint by the names that are sent.

/// The answers without which the default form is no complaint: wire name and answer.
pub const REQUIRED: [(&str, &str); 4] = [
    ("name", "Jo Smith"),
    ("email", "jo@example.com"),
    ("category", "billing"),
    ("description", "I was billed twice for the same month."),
];

/// A PDF as far as its first bytes tell, with every byte value in it.
pub fn pdf(length: usize) -> Vec<u8> {
    b"%PDF-1.7\r\n--"
        .iter()
        .copied()
        .chain((0..=255).cycle())
        .take(length)
        .collect()
}

/// A picture of one transparent pixel.
pub const PIXEL_PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\
\0\0\0\rIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";
