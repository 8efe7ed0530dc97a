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

impl FileType {
    /// Every ending taken, lower case, with its type.
    pub const ENDINGS: [(&'static str, Self); 7] = [
        ("docx", Self::Docx),
        ("doc", Self::Doc),
        ("pdf", Self::Pdf),
        ("png", Self::Png),
        ("jpg", Self::Jpeg),
        ("jpeg", Self::Jpeg),
        ("msg", Self::Msg),
    ];

    /// How many bytes from the start of a file [`FileType::holds`] needs to see, at most.
    pub const HEAD_BYTES: usize = 1024;

    /// The type that a file's name promises.
    pub fn from_file_name(name: &str) -> Option<Self> {
        let (_, ending) = name.trim_end().rsplit_once('.')?;
        Self::ENDINGS
            .into_iter()
            .find(|(known, _)| ending.eq_ignore_ascii_case(known))
            .map(|(_, file_type)| file_type)
    }

    /// Whether a file that starts with these bytes can be of this type.
    ///
    /// Word and Outlook share their older container, so `doc` and `msg` are not told apart; a
    /// `docx` is any ZIP. A PDF may start within its first kilobyte, as readers allow.
    ///
    /// # Source
    /// ISO 32000-1 annex H.3.4.1 (PDF), RFC 2083 section 3.1 (PNG), ITU-T T.81 annex B (JPEG),
    /// MS-CFB section 2.2 (doc, msg), APPNOTE.TXT section 4.3.7 (ZIP).
    pub fn holds(self, head: &[u8]) -> bool {
        match self {
            Self::Docx => head.starts_with(b"PK\x03\x04"),
            Self::Doc | Self::Msg => head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
            Self::Pdf => head
                .windows(5)
                .take(Self::HEAD_BYTES)
                .any(|five| five == b"%PDF-"),
            Self::Png => head.starts_with(b"\x89PNG\r\n\x1a\n"),
            Self::Jpeg => head.starts_with(b"\xff\xd8\xff"),
        }
    }
}

/// A chosen file, as far as it has been looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentDraft {
    /// What whoever keeps the file itself calls it.
    pub handle: u32,
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// The first [`FileType::HEAD_BYTES`] bytes, or `None` when the file could not be read.
    pub head: Option<Vec<u8>>,
}

impl AttachmentDraft {
    /// Whether it is a picture that a browser can show: by its name and by what it holds.
    pub fn is_picture(&self) -> bool {
        let promised = FileType::from_file_name(&self.name);
        let holds = |kind: FileType| self.head.as_deref().is_some_and(|head| kind.holds(head));
        matches!(promised, Some(kind @ (FileType::Png | FileType::Jpeg)) if holds(kind))
    }

    /// Whether only its name is known, so that it must be chosen again.
    pub fn is_missing(&self) -> bool {
        self.head.is_none()
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
    Type,
    Content,
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
        let Some(promised) = FileType::from_file_name(&file.name) else {
            return Some(FileProblem::Type);
        };
        if file.size == 0 {
            return Some(FileProblem::Empty);
        }
        if file.size > self.file_bytes {
            return Some(FileProblem::TooLarge);
        }
        match &file.head {
            None => Some(FileProblem::Unreadable),
            Some(head) if !promised.holds(head) => Some(FileProblem::Content),
            Some(_) => None,
        }
    }
}
