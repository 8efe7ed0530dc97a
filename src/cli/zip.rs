//! A ZIP archive without compression: letters and pictures have theirs.
//!
//! # Source
//!
//! PKWARE APPNOTE.TXT, sections 4.3 and 4.4; file names are UTF-8 (bit 11 of the flags).

use flate2::Crc;

/// An archive that grows file by file.
#[derive(Default)]
pub struct Zip {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    files: u16,
}

const VERSION: u16 = 20;
const UTF_8: u16 = 1 << 11;
const STORED: u16 = 0;
/// 1 January 1980, midnight: the first time that there is. Where a time matters, a file says it inside.
const DATE: u16 = 1 << 5 | 1;

impl Zip {
    /// Adds a file; false, and nothing is added, where the archive has no room for it: four gigabytes.
    #[must_use]
    pub fn add(&mut self, name: &str, content: &[u8]) -> bool {
        let offset = u32::try_from(self.bytes.len());
        let sizes = (u32::try_from(content.len()), u16::try_from(name.len()));
        let (Ok(offset), (Ok(size), Ok(length))) = (offset, sizes) else {
            return false;
        };
        let Some(files) = self.files.checked_add(1) else {
            return false;
        };
        let mut crc = Crc::new();
        crc.update(content);
        // What a file begins with, and the directory says again.
        let mut head = Vec::new();
        for short in [VERSION, UTF_8, STORED, 0, DATE] {
            head.extend(short.to_le_bytes());
        }
        for long in [crc.sum(), size, size] {
            head.extend(long.to_le_bytes());
        }
        head.extend(length.to_le_bytes());
        head.extend(0_u16.to_le_bytes());
        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(&head);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(content);
        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(VERSION.to_le_bytes());
        self.directory.extend(&head);
        // No comment, the first disk, no attributes.
        self.directory.extend([0; 10]);
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.files = files;
        true
    }

    /// The whole archive; none where it has no room for its directory.
    pub fn finish(mut self) -> Option<Vec<u8>> {
        let size = u32::try_from(self.directory.len()).ok()?;
        let offset = u32::try_from(self.bytes.len()).ok()?;
        self.bytes.append(&mut self.directory);
        self.bytes.extend(b"PK\x05\x06\0\0\0\0");
        self.bytes.extend(self.files.to_le_bytes());
        self.bytes.extend(self.files.to_le_bytes());
        self.bytes.extend(size.to_le_bytes());
        self.bytes.extend(offset.to_le_bytes());
        self.bytes.extend(0_u16.to_le_bytes());
        Some(self.bytes)
    }
}
