//! A ZIP archive without compression, written around the content of its files: letters and pictures have theirs.
//!
//! # Source
//!
//! PKWARE APPNOTE.TXT, sections 4.3 and 4.4; file names are UTF-8 (bit 11 of the flags). The checksum is that of
//! ISO 3309, as in section 4.4.7.

/// What an archive has of its own, file by file.
#[derive(Default)]
pub struct Zip {
    directory: Vec<u8>,
    files: u16,
    /// How many bytes there are before the next file.
    length: u32,
}

const VERSION: u16 = 20;
const UTF_8: u16 = 1 << 11;
const STORED: u16 = 0;
/// 1 January 1980, midnight: the first time that there is. Where a time matters, a file says it inside.
const DATE: u16 = 1 << 5 | 1;

impl Zip {
    /// What stands before the content of the next file; none, and there is no such file, where the archive has no
    /// room for it: four gigabytes.
    pub fn begin(&mut self, name: &str, size: u64, sum: Checksum) -> Option<Vec<u8>> {
        let size = u32::try_from(size).ok()?;
        let length = u16::try_from(name.len()).ok()?;
        let files = self.files.checked_add(1)?;
        // What a file begins with, and the directory says again.
        let mut head = Vec::new();
        for short in [VERSION, UTF_8, STORED, 0, DATE] {
            head.extend(short.to_le_bytes());
        }
        for long in [sum.value(), size, size] {
            head.extend(long.to_le_bytes());
        }
        head.extend(length.to_le_bytes());
        head.extend(0_u16.to_le_bytes());
        let before = [b"PK\x03\x04", &*head, name.as_bytes()].concat();
        let end = self.length.checked_add(before.len() as u32)?;
        let end = end.checked_add(size)?;
        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(VERSION.to_le_bytes());
        self.directory.extend(&head);
        // No comment, the first disk, no attributes.
        self.directory.extend([0; 10]);
        self.directory.extend(self.length.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.files = files;
        self.length = end;
        Some(before)
    }

    /// What stands after the last file; none where the archive has no room for it.
    pub fn finish(self) -> Option<Vec<u8>> {
        let size = u32::try_from(self.directory.len()).ok()?;
        self.length.checked_add(size)?;
        let mut end = self.directory;
        end.extend(b"PK\x05\x06\0\0\0\0");
        end.extend(self.files.to_le_bytes());
        end.extend(self.files.to_le_bytes());
        end.extend(size.to_le_bytes());
        end.extend(self.length.to_le_bytes());
        end.extend(0_u16.to_le_bytes());
        Some(end)
    }
}

/// The checksum of a file's content, CRC-32, as it is read.
///
/// # Example
///
/// ```
/// use complaints::base::zip::Checksum;
///
/// let mut sum = Checksum::default();
/// sum.update(b"1234");
/// sum.update(b"56789");
/// assert_eq!(sum.value(), 0xcbf4_3926);
/// ```
#[derive(Clone, Copy)]
pub struct Checksum(u32);

impl Default for Checksum {
    fn default() -> Self {
        Self(u32::MAX)
    }
}

/// What half a byte adds: a table of sixteen, where one of bytes would be a kilobyte to download.
const HALVES: [u32; 16] = {
    let mut table = [0; 16];
    let mut half = 0;
    while half < 16 {
        let mut sum = half as u32;
        let mut bit = 0;
        while bit < 4 {
            sum = (sum >> 1) ^ ((sum & 1) * 0xedb8_8320);
            bit += 1;
        }
        table[half] = sum;
        half += 1;
    }
    table
};

impl Checksum {
    /// Goes on with more of the content.
    pub fn update(&mut self, bytes: &[u8]) {
        for byte in bytes {
            let mut sum = self.0 ^ u32::from(*byte);
            for _ in 0..2 {
                sum = sum >> 4 ^ HALVES[(sum & 15) as usize];
            }
            self.0 = sum;
        }
    }

    /// The checksum of all so far.
    pub fn value(self) -> u32 {
        !self.0
    }
}
