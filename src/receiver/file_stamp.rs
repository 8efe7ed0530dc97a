//! What tells that a file may have changed, without reading it.

use std::fs::Metadata;
use std::time::SystemTime;

/// A file as it was at one moment. When it was changed and how long it was are not enough: archives and
/// images give all files one time, and one digit of a phone number is as long as another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileStamp {
    pub changed: SystemTime,
    pub length: u64,
    status: FileStatus,
}

/// Device and number of a file, and when it was last written or renamed: seconds and nanoseconds that
/// nobody can set.
type FileStatus = (u64, u64, i64, i64);

impl FileStamp {
    pub fn of(found: &Metadata) -> Self {
        Self {
            changed: found.modified().unwrap_or(SystemTime::UNIX_EPOCH),
            length: found.len(),
            status: status(found),
        }
    }
}

#[cfg(unix)]
fn status(found: &Metadata) -> FileStatus {
    use std::os::unix::fs::MetadataExt;
    (found.dev(), found.ino(), found.ctime(), found.ctime_nsec())
}

/// Other systems do not say it.
#[cfg(not(unix))]
fn status(_: &Metadata) -> FileStatus {
    (0, 0, 0, 0)
}
