//! Chosen files: what they are by their bytes, and how much of them is taken.

/// A kind of file that CISAS takes with an application, so that what is sent here can go there.
///
/// # Source
/// CISAS online application: docx, doc, pdf, png, jpg, jpeg, msg.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileType {
    Docx,
    Doc,
    Pdf,
    Png,
    Jpeg,
    Msg,
}

/// A known kind of file that is not taken, by the step that helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stranger {
    /// HEIC, WebP, GIF, TIFF, SVG …: a JPEG or a screenshot of it will do.
    Picture,
    /// An Office document with a password: it has to be saved without.
    Locked,
    /// A document that has to be saved as a PDF: text, RTF, ODT, Pages, a spreadsheet, slides, a web page.
    Document,
    /// A mail that is neither PDF nor msg.
    Mail,
    /// A video or a sound recording.
    Recording,
    /// A folder, or many files packed in one.
    Folder,
    /// A shortcut to a file, or the address of one.
    Shortcut,
}

impl FileType {
    /// Every ending taken, lower case, with its type; of two for one type, the first is given.
    pub const ENDINGS: [(&'static str, Self); 7] = [
        ("docx", Self::Docx),
        ("doc", Self::Doc),
        ("pdf", Self::Pdf),
        ("png", Self::Png),
        ("jpg", Self::Jpeg),
        ("jpeg", Self::Jpeg),
        ("msg", Self::Msg),
    ];

    /// How many bytes from the start of a file [`recognise`] needs to see, at most.
    pub const HEAD_BYTES: usize = 4096;

    /// How many bytes it needs to see of the directory of an [older Office file](directory_at).
    pub const DIRECTORY_BYTES: usize = 2048;

    /// What a file input may offer: every ending, and every type by its registered name, for devices
    /// whose files have no endings.
    ///
    /// # Source
    /// HTML standard, the `accept` attribute; IANA media types.
    pub const ACCEPT: &str = ".docx,.doc,.pdf,.png,.jpg,.jpeg,.msg,image/jpeg,image/png,application/pdf,application/msword,\
        application/vnd.openxmlformats-officedocument.wordprocessingml.document,application/vnd.ms-outlook";

    /// The type that a file's name promises.
    pub fn from_file_name(name: &str) -> Option<Self> {
        let ending = ending(name);
        Self::ENDINGS
            .into_iter()
            .find(|(known, _)| ending.eq_ignore_ascii_case(known))
            .map(|(_, file_type)| file_type)
    }

    /// The name with an ending of this type: as it is where it has one, in place of that of another
    /// type, else behind it.
    ///
    /// # Example
    /// ```
    /// use complaints::domain::complaint::FileType;
    /// assert_eq!(FileType::Jpeg.fitting_name("a.JPEG"), "a.JPEG");
    /// assert_eq!(FileType::Jpeg.fitting_name("a.png"), "a.jpg");
    /// assert_eq!(FileType::Jpeg.fitting_name("scan 2.3.26"), "scan 2.3.26.jpg");
    /// ```
    pub fn fitting_name(self, name: &str) -> String {
        /// Endings of the types that are taken, and of what turns out to be one of them.
        const REPLACED: &str = "jfif jpe pjpeg heic heif webp gif bmp tif tiff rtf txt tmp bin";
        if Self::from_file_name(name) == Some(self) {
            return name.to_owned();
        }
        let old = ending(name);
        let is_replaced = Self::from_file_name(name).is_some() || lists(REPLACED, old);
        let name = name.trim_end();
        let stem = if is_replaced {
            &name[..name.len() - old.len() - 1]
        } else {
            name.trim_end_matches('.')
        };
        let fitting = Self::ENDINGS
            .iter()
            .find(|(_, file_type)| *file_type == self);
        [stem, ".", fitting.map_or("", |(ending, _)| ending)].concat()
    }
}

/// What stands after the last dot of a name; empty where there is none.
fn ending(name: &str) -> &str {
    name.trim_end()
        .rsplit_once('.')
        .map_or("", |(_, ending)| ending)
}

/// Whether a list of endings, apart by spaces, has this one.
fn lists(endings: &str, ending: &str) -> bool {
    endings
        .split(' ')
        .any(|known| known.eq_ignore_ascii_case(ending))
}

/// What [`recognise`] can say of a file that is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    Stranger(Stranger),
    /// Nothing is known of it but that its name promises a type that it is not.
    NotAsNamed,
    Nothing,
}

/// What a file is. Its bytes decide; its name helps only where they say nothing.
///
/// `bytes` are its first [`FileType::HEAD_BYTES`], and behind them those of its
/// [directory](directory_at) where it has one; its whole where it is shorter.
///
/// # Errors
/// It is none of the types that are taken.
///
/// # Source
/// ISO 32000-1 annex H.3.4.1 (a PDF may start within its first kilobyte), RFC 2083 section 3.1 (PNG),
/// ITU-T T.81 annex B (JPEG), MS-CFB section 2.2 (doc, msg), MS-OFFCRYPTO section 2.3 (locked
/// documents), APPNOTE.TXT section 4.3.7 (ZIP), ECMA-376 part 2 (docx), ISO/IEC 14496-12 (HEIC, MP4).
pub fn recognise(name: &str, bytes: &[u8]) -> Result<FileType, Unknown> {
    let promised = FileType::from_file_name(name);
    if let Some(known) = by_bytes(promised, bytes) {
        let is_template = lists("docm dotx dotm", ending(name));
        return match known {
            // Word opens them under their own ending only.
            Ok(FileType::Docx) if is_template => Err(Unknown::Stranger(Stranger::Document)),
            Ok(file_type) => Ok(file_type),
            Err(stranger) => Err(Unknown::Stranger(stranger)),
        };
    }
    let mut strange = STRANGE_ENDINGS.iter();
    let by_name = strange.find(|(endings, _)| lists(endings, ending(name)));
    Err(match (by_name, promised) {
        (Some((_, stranger)), _) => Unknown::Stranger(*stranger),
        (None, Some(_)) => Unknown::NotAsNamed,
        (None, None) => Unknown::Nothing,
    })
}

/// How files begin that are known by that alone.
const BEGINNINGS: &[(&[u8], Result<FileType, Stranger>)] = &[
    (b"\xff\xd8\xff", Ok(FileType::Jpeg)),
    (b"\x89PNG\r\n\x1a\n", Ok(FileType::Png)),
    (b"GIF8", Err(Stranger::Picture)),
    (b"II*\0", Err(Stranger::Picture)),
    (b"MM\0*", Err(Stranger::Picture)),
    (b"8BPS", Err(Stranger::Picture)),
    (b"<svg", Err(Stranger::Picture)),
    (b"{\\rtf", Err(Stranger::Document)),
    (b"<!doctype html", Err(Stranger::Document)),
    (b"<html", Err(Stranger::Document)),
    (b"Received: ", Err(Stranger::Mail)),
    (b"From: ", Err(Stranger::Mail)),
    (b"ID3", Err(Stranger::Recording)),
    (b"OggS", Err(Stranger::Recording)),
    (b"\x1aE\xdf\xa3", Err(Stranger::Recording)),
    (b"7z\xbc\xaf", Err(Stranger::Folder)),
    (b"Rar!", Err(Stranger::Folder)),
    (b"\x1f\x8b", Err(Stranger::Folder)),
    (b"L\0\0\0\x01\x14\x02\0", Err(Stranger::Shortcut)),
    (b"[InternetShortcut", Err(Stranger::Shortcut)),
    (b"book\0\0\0\0mark", Err(Stranger::Shortcut)),
];

/// Endings of files that are not known by their first bytes.
const STRANGE_ENDINGS: &[(&str, Stranger)] = &[
    ("txt md csv log docm dotx dotm", Stranger::Document),
    ("eml emlx mbox", Stranger::Mail),
    ("mp3 aac amr wma wmv", Stranger::Recording),
    (
        "lnk url webloc desktop gdoc gsheet gslides",
        Stranger::Shortcut,
    ),
];

fn by_bytes(promised: Option<FileType>, bytes: &[u8]) -> Option<Result<FileType, Stranger>> {
    let text = bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(bytes)
        .trim_ascii_start();
    let begins = |start: &[u8]| {
        bytes.starts_with(start)
            || text.get(..start.len()).is_some_and(|there| {
                start.is_ascii() && start.len() > 3 && there.eq_ignore_ascii_case(start)
            })
    };
    if let Some((_, known)) = BEGINNINGS.iter().find(|(start, _)| begins(start)) {
        return Some(*known);
    }
    let at = |place: usize, text: &[u8]| {
        bytes
            .get(place..)
            .is_some_and(|there| there.starts_with(text))
    };
    if at(0, b"PK\x03\x04") {
        return Some(zipped(promised, bytes));
    }
    if at(0, OLE) {
        // The names of its streams are UTF-16.
        let narrow: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
        let mut streams = OLE_STREAMS.iter();
        return match streams.find(|(name, _)| holds(&narrow, name)) {
            Some((_, known)) => Some(*known),
            // Its directory lies elsewhere: then its name is all there is.
            None => promised
                .filter(|kind| matches!(kind, FileType::Doc | FileType::Msg))
                .map(Ok),
        };
    }
    if at(0, b"BM") && at(6, &[0; 4]) {
        return Some(Err(Stranger::Picture));
    }
    if at(4, b"ftyp") {
        let is_picture = [&b"hei"[..], b"hev", b"mif", b"msf", b"avi", b"crx"]
            .iter()
            .any(|brand| at(8, brand));
        return Some(Err(if is_picture {
            Stranger::Picture
        } else {
            Stranger::Recording
        }));
    }
    if at(0, b"RIFF") {
        return Some(Err(if at(8, b"WEBP") {
            Stranger::Picture
        } else {
            Stranger::Recording
        }));
    }
    if at(0, b"<?xml") && holds(bytes, b"<svg") {
        return Some(Err(Stranger::Picture));
    }
    let start = &bytes[..bytes.len().min(PDF_START_BYTES + 4)];
    holds(start, b"%PDF-").then_some(Ok(FileType::Pdf))
}

fn holds(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|there| there == text)
}

/// Within so many bytes a PDF starts.
const PDF_START_BYTES: usize = 1024;

/// How files of Office 97 begin, of mails of Outlook, and of newer documents with a password.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// What such a file is, by the name of one of its streams.
const OLE_STREAMS: [(&[u8], Result<FileType, Stranger>); 5] = [
    (b"EncryptedPackage", Err(Stranger::Locked)),
    (b"__properties_v", Ok(FileType::Msg)),
    (b"WordDocument", Ok(FileType::Doc)),
    (b"Workbook", Err(Stranger::Document)),
    (b"PowerPoint Doc", Err(Stranger::Document)),
];

/// Where the directory of a file of Office 97 begins, by its head; none for other files.
///
/// # Source
/// MS-CFB section 2.2: the sector shift at 30, the first directory sector at 48.
pub fn directory_at(head: &[u8]) -> Option<u64> {
    let shift = u16::from_le_bytes(head.get(30..32)?.try_into().ok()?);
    let sector = u32::from_le_bytes(head.get(48..52)?.try_into().ok()?);
    let is_sound = head.starts_with(OLE) && matches!(shift, 9 | 12) && sector < 0xffff_fffa;
    is_sound.then(|| (u64::from(sector) + 1) << shift)
}

/// What a ZIP is, by the names of the files in it that can be seen.
fn zipped(promised: Option<FileType>, bytes: &[u8]) -> Result<FileType, Stranger> {
    const HEADER: usize = 30;
    let entries = bytes
        .windows(4)
        .enumerate()
        .filter(|(_, four)| four == b"PK\x03\x04");
    for (at, _) in entries {
        let name = bytes.get(at + HEADER..).unwrap_or_default();
        if name.starts_with(b"word/") {
            return Ok(FileType::Docx);
        }
        let document: [&[u8]; 5] = [b"xl/", b"ppt/", b"visio/", b"Index/", b"mimetype"];
        if document.iter().any(|start| name.starts_with(start)) {
            return Err(Stranger::Document);
        }
    }
    match promised {
        Some(FileType::Docx) => Ok(FileType::Docx),
        _ => Err(Stranger::Folder),
    }
}

/// A chosen file, as far as it has been looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentDraft {
    /// Key of this file in the file store.
    pub handle: u32,
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// The bytes that [`recognise`] needs; none of a folder, and `None` when the file could not be read.
    pub head: Option<Vec<u8>>,
}

impl AttachmentDraft {
    /// What it is, where it could be read and is taken.
    pub fn file_type(&self) -> Option<FileType> {
        recognise(&self.name, self.head.as_ref()?).ok()
    }

    /// Whether it is a picture that a browser can show.
    pub fn is_picture(&self) -> bool {
        matches!(self.file_type(), Some(FileType::Png | FileType::Jpeg))
    }

    /// Whether only its name is known, so that it must be chosen again.
    pub fn is_missing(&self) -> bool {
        self.head.is_none()
    }

    /// The same file under a name whose ending fits what it is.
    pub fn fitting(&self) -> Self {
        let name = self
            .file_type()
            .map(|file_type| file_type.fitting_name(&self.name));
        Self {
            name: name.unwrap_or_else(|| self.name.clone()),
            ..self.clone()
        }
    }
}

/// How much may be attached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttachmentLimits {
    /// In bytes.
    pub file_bytes: u64,
    /// All files together, in bytes.
    pub total_bytes: u64,
    pub files: usize,
}

/// What is wrong with one file, or with all of them together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileProblem {
    /// Of no type that is known.
    Type,
    /// Of another type than its name promises, and of none that is known.
    Content,
    /// Of a known type that is not taken.
    Stranger(Stranger),
    Empty,
    TooLarge,
    Unreadable,
    TooMany,
    TotalTooLarge,
}

impl AttachmentLimits {
    /// The first problem of each file in turn, with its index; then that of all together, with none.
    pub fn check(&self, files: &[AttachmentDraft]) -> Vec<(Option<usize>, FileProblem)> {
        let each = files
            .iter()
            .enumerate()
            .filter_map(|(index, file)| Some((Some(index), self.check_file(file)?)));
        let total = files
            .iter()
            .fold(0, |total: u64, file| total.saturating_add(file.size));
        let together = if files.len() > self.files {
            Some(FileProblem::TooMany)
        } else if total > self.total_bytes {
            Some(FileProblem::TotalTooLarge)
        } else {
            None
        };
        each.chain(together.map(|problem| (None, problem)))
            .collect()
    }

    fn check_file(&self, file: &AttachmentDraft) -> Option<FileProblem> {
        let Some(head) = &file.head else {
            return Some(FileProblem::Unreadable);
        };
        if head.is_empty() && file.size > 0 {
            return Some(FileProblem::Stranger(Stranger::Folder));
        }
        match recognise(&file.name, head) {
            Ok(_) | Err(Unknown::NotAsNamed | Unknown::Nothing) if file.size == 0 => {
                Some(FileProblem::Empty)
            }
            Ok(_) if file.size > self.file_bytes => Some(FileProblem::TooLarge),
            Ok(_) => None,
            Err(Unknown::Stranger(stranger)) => Some(FileProblem::Stranger(stranger)),
            Err(Unknown::NotAsNamed) => Some(FileProblem::Content),
            Err(Unknown::Nothing) => Some(FileProblem::Type),
        }
    }
}
