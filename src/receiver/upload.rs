//! A request's body on its way in: counted, never waited for too long, files straight to disk.

use std::fs::{self, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes, HttpBody};
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;
use tokio::time::timeout;

use super::reference;
use super::store::owned_file;
use crate::domain::complaint::{FileType, directory_at, recognise};

/// How much, and how long, is still read of a body that was refused: a sender that is cut off
/// while it sends may never see the answer.
pub const LINGER_BYTES: u64 = 256 << 20;
const LINGER_TIME: Duration = Duration::from_secs(120);
/// The same of a sender that sends too much: it costs little.
const LIMITED_LINGER_BYTES: u64 = 8 << 20;
const LIMITED_LINGER_TIME: Duration = Duration::from_secs(15);

/// A body that is being read.
pub struct Upload {
    body: Body,
    read: u64,
    limit: u64,
    ended: bool,
    started: Instant,
    /// How long a sender may be silent.
    silence: Duration,
    /// How long the whole may take, whatever comes.
    most: Option<Duration>,
}

/// Why a body cannot be read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UploadError {
    /// More bytes than the limit.
    TooLarge,
    /// Nothing came for too long, or too little.
    Slow,
    /// The connection broke, or what came over it was not HTTP.
    Broken,
}

impl Upload {
    /// A body of at most so many bytes, whose sender may be silent for so long.
    ///
    /// As a whole it may take twice as long, and a second for every kilobyte: a sender that trickles
    /// holds a connection in vain.
    pub fn new(body: Body, limit: u64, silence: Duration) -> Self {
        Self {
            body,
            read: 0,
            limit,
            ended: false,
            started: Instant::now(),
            silence,
            most: None,
        }
    }

    /// From now on the whole may take no longer than a sender may be silent, and no more than so many
    /// bytes.
    pub fn hurry(&mut self, limit: u64) {
        self.most = Some(self.started.elapsed() + self.silence);
        self.limit = self.limit.min(limit);
    }

    /// Whether the body says at once that it is too large.
    pub fn is_announced_too_large(&self) -> bool {
        self.body.size_hint().lower() > self.limit
    }

    /// The next bytes; none at the end.
    ///
    /// # Errors
    ///
    /// The limit is passed, or no more bytes come.
    pub async fn piece(&mut self) -> Result<Option<Bytes>, UploadError> {
        loop {
            let body = &mut self.body;
            let frame = std::future::poll_fn(|context| Pin::new(&mut *body).poll_frame(context));
            let whole = self.silence * 2 + Duration::from_millis(self.read);
            let whole = self.most.map_or(whole, |most| most.min(whole));
            let left = whole.saturating_sub(self.started.elapsed());
            let frame = timeout(left.min(self.silence), frame)
                .await
                .map_err(|_| UploadError::Slow)?;
            self.ended = !matches!(frame, Some(Ok(_)));
            let data = match frame {
                None => return Ok(None),
                Some(frame) => frame.map_err(|_| UploadError::Broken)?.into_data(),
            };
            // Anything but data is trailers, which mean nothing here.
            let Ok(data) = data else { continue };
            self.read += data.len() as u64;
            if self.read > self.limit {
                return Err(UploadError::TooLarge);
            }
            return Ok(Some(data));
        }
    }

    /// Reads on in the background, within bounds, and forgets what comes.
    ///
    /// `waits` says that the sender sends nothing before it is told to go on, `is_limited` that it sends
    /// too much.
    pub fn forget_rest(mut self, waits: bool, is_limited: bool) {
        if self.ended || (waits && self.read == 0) {
            return;
        }
        let (bytes, time) = if is_limited {
            (LIMITED_LINGER_BYTES, LIMITED_LINGER_TIME)
        } else {
            (LINGER_BYTES, LINGER_TIME)
        };
        self.limit = self.read.saturating_add(bytes);
        tokio::spawn(timeout(time, async move {
            while let Ok(Some(_)) = self.piece().await {}
        }));
    }
}

/// The folder that files are written to while they arrive, and how much there is of it.
pub struct Incoming {
    folder: PathBuf,
    /// Of all files on their way.
    bytes: AtomicU64,
    most_bytes: u64,
}

impl Incoming {
    /// A folder for at most so many bytes at once.
    pub fn new(folder: PathBuf, most_bytes: u64) -> Self {
        Self {
            folder,
            bytes: AtomicU64::new(0),
            most_bytes,
        }
    }

    /// How many bytes are on their way.
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Takes room for so many more bytes, if there is as much.
    fn take(&self, bytes: u64) -> bool {
        let more = |taken: u64| {
            let more = taken.checked_add(bytes)?;
            (more <= self.most_bytes).then_some(more)
        };
        let taken = self
            .bytes
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
        taken.is_ok()
    }

    fn give_back(&self, bytes: u64) {
        self.bytes.fetch_sub(bytes, Ordering::Relaxed);
    }
}

/// Why a file cannot be taken in.
#[derive(Debug)]
pub enum FileError {
    /// More is on its way than there is room for.
    Crowded,
    Io(io::Error),
}

impl From<io::Error> for FileError {
    fn from(cause: io::Error) -> Self {
        Self::Io(cause)
    }
}

/// A file as it arrives. It is made with its first byte; what passes the limit is counted, not kept.
pub struct FileUpload {
    file: ReceivedFile,
    sink: Option<tokio::fs::File>,
    hash: Sha256,
    limit: u64,
}

/// A file that has arrived, on disk under a random name; gone when this is dropped, unless it was
/// moved or left by then.
pub struct ReceivedFile {
    incoming: Arc<Incoming>,
    path: PathBuf,
    stored_name: String,
    name: String,
    size: u64,
    /// How many bytes of it are on disk.
    kept: u64,
    head: Vec<u8>,
    sha256: [u8; 32],
}

impl FileUpload {
    /// Begins a file of at most so many bytes; of a larger one nothing is kept.
    ///
    /// # Errors
    ///
    /// There is no random name to be had.
    pub fn begin(incoming: &Arc<Incoming>, name: String, limit: u64) -> io::Result<Self> {
        let stored_name = reference::random_name()?;
        let file = ReceivedFile {
            incoming: Arc::clone(incoming),
            path: incoming.folder.join(&stored_name),
            stored_name,
            name,
            size: 0,
            kept: 0,
            head: Vec::new(),
            sha256: [0; 32],
        };
        Ok(Self {
            file,
            sink: None,
            hash: Sha256::new(),
            limit,
        })
    }

    /// Adds the next bytes.
    ///
    /// # Errors
    ///
    /// They cannot be written, or there is no room for them.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        let is_first = self.file.size == 0;
        let length = bytes.len() as u64;
        self.file.size += length;
        let missing = FileType::HEAD_BYTES.saturating_sub(self.file.head.len());
        self.file
            .head
            .extend_from_slice(&bytes[..missing.min(bytes.len())]);
        if self.file.size > self.limit {
            self.sink = None;
            self.file.forget();
            return Ok(());
        }
        if !self.file.incoming.take(length) {
            return Err(FileError::Crowded);
        }
        self.file.kept += length;
        if is_first {
            let options = &mut OpenOptions::new();
            let sink = owned_file(options.write(true).create_new(true), &self.file.path)?;
            self.sink = Some(tokio::fs::File::from_std(sink));
        }
        let Some(sink) = &mut self.sink else {
            return Ok(());
        };
        self.hash.update(bytes);
        sink.write_all(bytes).await?;
        Ok(())
    }

    /// Ends the file: every byte is on disk.
    ///
    /// # Errors
    ///
    /// The bytes cannot be written.
    pub async fn finish(mut self) -> io::Result<ReceivedFile> {
        if let Some(mut sink) = self.sink {
            sink.flush().await?;
            sink.sync_all().await?;
            self.file.look_at_directory()?;
        }
        if let Ok(file_type) = recognise(&self.file.name, &self.file.head) {
            self.file.name = file_type.fitting_name(&self.file.name);
        }
        self.file.sha256 = self.hash.finalize().into();
        Ok(self.file)
    }
}

impl ReceivedFile {
    /// Adds to the head what [`recognise`] needs to see of the rest.
    fn look_at_directory(&mut self) -> io::Result<()> {
        let Some(at) = directory_at(&self.head) else {
            return Ok(());
        };
        let mut file = fs::File::open(&self.path)?;
        file.seek(SeekFrom::Start(at))?;
        let limit = FileType::DIRECTORY_BYTES as u64;
        file.take(limit).read_to_end(&mut self.head).map(drop)
    }

    /// What the customer calls it, with an ending that fits what it is.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// In bytes; of a file past the limit too.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The bytes by which it is [recognised](recognise).
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// Of its content, unless it passed the limit.
    pub fn sha256(&self) -> &[u8; 32] {
        &self.sha256
    }

    /// The random name that it has, and keeps.
    pub fn stored_name(&self) -> &str {
        &self.stored_name
    }

    /// Opens it, to be read from its beginning; of an empty one there is nothing on disk.
    ///
    /// # Errors
    ///
    /// It cannot be read.
    pub fn open(&self) -> io::Result<fs::File> {
        fs::File::open(&self.path)
    }

    /// Moves it into a folder, under the name that it has; from now on nothing here removes it.
    ///
    /// # Errors
    ///
    /// It cannot be moved, and stays where it is.
    pub fn move_into(mut self, folder: &Path) -> io::Result<()> {
        let from = std::mem::take(&mut self.path);
        fs::rename(from, folder.join(&self.stored_name))
    }

    /// Leaves it where it is, for good.
    pub fn leave(mut self) {
        self.path.clear();
    }
}

impl ReceivedFile {
    /// Removes what of it is on disk, unless it was moved or left.
    fn forget(&mut self) {
        let kept = std::mem::take(&mut self.kept);
        if kept > 0 && !self.path.as_os_str().is_empty() {
            _ = fs::remove_file(&self.path);
        }
        self.incoming.give_back(kept);
    }
}

impl Drop for ReceivedFile {
    fn drop(&mut self) {
        self.forget();
    }
}
