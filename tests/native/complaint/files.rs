use complaints::domain::complaint::{
    AttachmentDraft, AttachmentLimits, FileProblem, FileType, Stranger, Unknown, directory_at,
    recognise,
};
use proptest::prelude::*;

use super::rules;
use crate::fixture::pdf;

const LIMITS: AttachmentLimits = AttachmentLimits {
    file_bytes: 1_000,
    total_bytes: 2_500,
    files: 4,
};

fn file(name: &str, size: u64, head: &[u8]) -> AttachmentDraft {
    AttachmentDraft {
        handle: 1,
        name: name.to_owned(),
        size,
        head: Some(head.to_vec()),
    }
}

fn sized(size: u64) -> AttachmentDraft {
    AttachmentDraft {
        size,
        ..pdf(1, "a.pdf")
    }
}

/// A file of Office 97 whose directory, in its second sector, names these streams.
pub fn ole(streams: &[&str]) -> Vec<u8> {
    let mut bytes = vec![0; 1024];
    bytes[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    bytes[30] = 9;
    bytes[48] = 1;
    for stream in ["Root Entry"].iter().chain(streams) {
        let mut entry: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(128, 0);
        bytes.extend(entry);
    }
    bytes
}

/// A ZIP as far as the names of its files go.
pub fn zip(names: &[&str]) -> Vec<u8> {
    let entry = |name: &&str| {
        [
            b"PK\x03\x04".as_slice(),
            &[0; 26],
            name.as_bytes(),
            &[7; 300],
        ]
        .concat()
    };
    names.iter().flat_map(entry).collect()
}

/// How a file of each type begins.
fn heads() -> [(FileType, Vec<u8>); 6] {
    [
        (
            FileType::Docx,
            zip(&["[Content_Types].xml", "_rels/.rels", "word/document.xml"]),
        ),
        (FileType::Doc, ole(&["1Table", "WordDocument"])),
        (FileType::Pdf, b"%PDF-1.7\n".to_vec()),
        (FileType::Png, b"\x89PNG\r\n\x1a\n\x00".to_vec()),
        (FileType::Jpeg, b"\xff\xd8\xff\xe0\x00\x10JFIF".to_vec()),
        (
            FileType::Msg,
            ole(&["__nameid_version1.0", "__properties_version1.0"]),
        ),
    ]
}

#[test]
fn the_default_limits_are_ten_megabytes_each_and_forty_in_all() {
    let AttachmentLimits {
        file_bytes,
        total_bytes,
        ..
    } = rules().attachments;
    assert_eq!(
        (file_bytes, total_bytes),
        (10 * 1024 * 1024, 40 * 1024 * 1024)
    );
}

#[test]
fn a_file_of_a_type_that_is_taken_is_taken_under_any_name() {
    for (file_type, head) in heads() {
        let endings = FileType::ENDINGS.map(|(ending, _)| ending);
        let names = endings.map(|ending| format!("A B.v2.{ending}"));
        for name in names
            .iter()
            .map(String::as_str)
            .chain(["a", "a.jfif", "a.heic", "", ".", "a.exe"])
        {
            let found = recognise(name, &head);
            assert_eq!(found, Ok(file_type), "{name}");
            assert_eq!(LIMITS.check(&[file(name, 900, &head)]), [], "{name}");
        }
    }
}

#[test]
fn a_taken_file_has_an_ending_that_fits() {
    for (name, file_type, fitting) in [
        ("a.jpg", FileType::Jpeg, "a.jpg"),
        ("a.JPEG", FileType::Jpeg, "a.JPEG"),
        ("photo.png", FileType::Jpeg, "photo.jpg"),
        ("photo.jfif", FileType::Jpeg, "photo.jpg"),
        ("IMG_0001.HEIC", FileType::Jpeg, "IMG_0001.jpg"),
        ("IMG_0001", FileType::Jpeg, "IMG_0001.jpg"),
        ("letter of 2.3.26", FileType::Pdf, "letter of 2.3.26.pdf"),
        ("letter.", FileType::Pdf, "letter.pdf"),
        ("letter.doc", FileType::Docx, "letter.docx"),
        ("letter.docx", FileType::Doc, "letter.doc"),
        ("mail", FileType::Msg, "mail.msg"),
        ("a.exe", FileType::Png, "a.exe.png"),
        ("100%0Ajuice.pdf", FileType::Pdf, "100%0Ajuice.pdf"),
        ("é ", FileType::Png, "é.png"),
    ] {
        assert_eq!(file_type.fitting_name(name), fitting, "{name:?}");
    }
}

#[test]
fn a_proved_complaint_has_its_files_under_fitting_names() {
    let mut draft = crate::fixture::smallest_draft();
    draft.attachments = vec![file("photo.png", 10, b"\xff\xd8\xff\xe0"), pdf(2, "scan")];
    let complaint = super::proved(&draft);
    let names: Vec<&str> = complaint
        .attachments()
        .iter()
        .map(|file| &*file.name)
        .collect();
    assert_eq!(names, ["photo.jpg", "scan.pdf"]);
}

#[test]
fn the_file_input_offers_every_ending_and_every_type() {
    let offered: Vec<&str> = FileType::ACCEPT.split(',').collect();
    for (ending, _) in FileType::ENDINGS {
        assert!(offered.contains(&format!(".{ending}").as_str()), "{ending}");
    }
    assert_eq!(
        offered.iter().filter(|offer| offer.contains('/')).count(),
        6
    );
}

#[test]
fn a_stranger_is_known_by_its_bytes_or_else_by_its_name() {
    use Stranger::*;
    let heif = |brand: &str| [b"\0\0\0\x18ftyp", brand.as_bytes(), b"\0\0\0\0"].concat();
    let locked = ole(&["EncryptionInfo", "EncryptedPackage"]);
    for (stranger, name, head) in [
        (Picture, "IMG_0001.HEIC", heif("heic")),
        (Picture, "IMG_0001.jpg", heif("mif1")),
        (Picture, "a.avif", heif("avif")),
        (Picture, "a.webp", b"RIFF\x10\0\0\0WEBPVP8 ".to_vec()),
        (Picture, "a.png", b"GIF89a".to_vec()),
        (Picture, "a.tif", b"II*\0\x08".to_vec()),
        (Picture, "a", b"MM\0*\0".to_vec()),
        (Picture, "a.bmp", b"BM\x36\x10\0\0\0\0\0\0".to_vec()),
        (
            Picture,
            "a.svg",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(),
        ),
        (
            Picture,
            "a.pdf",
            b"<?xml version=\"1.0\"?>\n<svg/>".to_vec(),
        ),
        (Picture, "a.psd", b"8BPS".to_vec()),
        (Locked, "letter.docx", locked.clone()),
        (Locked, "letter.doc", locked.clone()),
        (Locked, "letter", locked),
        (Document, "letter.doc", b"{\\rtf1\\ansi".to_vec()),
        (Document, "letter.odt", zip(&["mimetype", "content.xml"])),
        (Document, "letter.pages", zip(&["Index/Document.iwa"])),
        (
            Document,
            "bill.xlsx",
            zip(&["[Content_Types].xml", "xl/workbook.xml"]),
        ),
        (
            Document,
            "bill.docx",
            zip(&["[Content_Types].xml", "xl/workbook.xml"]),
        ),
        (
            Document,
            "slides.pptx",
            zip(&["[Content_Types].xml", "ppt/presentation.xml"]),
        ),
        (
            Document,
            "letter.docm",
            zip(&["word/document.xml", "word/vbaProject.bin"]),
        ),
        (Document, "bill.xls", ole(&["Workbook"])),
        (Document, "bill.doc", ole(&["Workbook"])),
        (Document, "slides.ppt", ole(&["PowerPoint Document"])),
        (Document, "notes.txt", b"Charged twice.".to_vec()),
        (
            Document,
            "page.pdf",
            b"\xef\xbb\xbf\n<!DOCTYPE html><title>".to_vec(),
        ),
        (Mail, "mail.eml", b"Received: from a by b".to_vec()),
        (Mail, "mail.msg", b"From: jo@company.example\r\n".to_vec()),
        (Mail, "mail.eml", b"X-Own: 1\r\n".to_vec()),
        (Recording, "call.mp4", heif("isom")),
        (Recording, "call.mov", heif("qt  ")),
        (Recording, "call.wav", b"RIFF\x10\0\0\0WAVEfmt ".to_vec()),
        (Recording, "call.mp3", b"ID3\x03".to_vec()),
        (Recording, "call.webm", b"\x1aE\xdf\xa3".to_vec()),
        (Folder, "letters.zip", zip(&["letter.pdf"])),
        (Folder, "letters", zip(&["letter.pdf"])),
        (Folder, "letters.7z", b"7z\xbc\xaf\x27\x1c".to_vec()),
        (Folder, "letters.rar", b"Rar!\x1a\x07".to_vec()),
        (Shortcut, "letter.lnk", b"L\0\0\0\x01\x14\x02\0".to_vec()),
        (
            Shortcut,
            "letter.pdf.url",
            b"[InternetShortcut]\r\nURL=".to_vec(),
        ),
        (Shortcut, "letter.webloc", b"bplist00".to_vec()),
        (Shortcut, "letter", b"book\0\0\0\0mark\0\0\0\0".to_vec()),
        (
            Shortcut,
            "letter.gdoc",
            b"{\"url\": \"https://docs.example\"}".to_vec(),
        ),
    ] {
        let found = recognise(name, &head);
        assert_eq!(
            found,
            Err(Unknown::Stranger(stranger)),
            "{name} {}",
            head.escape_ascii()
        );
        let problem = FileProblem::Stranger(stranger);
        assert_eq!(
            LIMITS.check(&[file(name, 900, &head)]),
            [(Some(0), problem)],
            "{name}"
        );
    }
}

#[test]
fn a_directory_is_looked_for_where_the_head_says_it_is() {
    let mut head = ole(&[]);
    assert_eq!(directory_at(&head), Some(1_024));
    head[48..52].copy_from_slice(&100_000_u32.to_le_bytes());
    assert_eq!(directory_at(&head), Some(100_001 * 512));
    head[30] = 12;
    assert_eq!(directory_at(&head), Some(100_001 * 4_096));
    head[48..52].copy_from_slice(&u32::MAX.to_le_bytes());
    assert_eq!(directory_at(&head), None);
    assert_eq!(directory_at(&head[..40]), None);
    assert_eq!(directory_at(&[0xff; 64]), None);
    head[30] = 200;
    assert_eq!(directory_at(&head), None);
    assert_eq!(directory_at(b"%PDF-1.7"), None);
}

#[test]
fn an_older_document_whose_directory_is_not_seen_is_what_its_name_says() {
    let head = ole(&[]);
    assert_eq!(recognise("a.doc", &head), Ok(FileType::Doc));
    assert_eq!(recognise("a.msg", &head), Ok(FileType::Msg));
    assert_eq!(recognise("a.docx", &head), Err(Unknown::NotAsNamed));
    assert_eq!(recognise("a", &head), Err(Unknown::Nothing));
    assert_eq!(recognise("a.docx", b"PK\x03\x04\x14"), Ok(FileType::Docx));
}

#[test]
fn a_folder_that_was_dropped_is_told_from_a_file_that_cannot_be_read() {
    let folder = Some((Some(0), FileProblem::Stranger(Stranger::Folder)));
    assert_eq!(
        LIMITS
            .check(&[file("letters", 4_096, b"")])
            .first()
            .copied(),
        folder
    );
}

#[test]
fn the_endings_are_those_that_cisas_takes() {
    assert_eq!(
        FileType::ENDINGS.map(|(ending, _)| ending),
        ["docx", "doc", "pdf", "png", "jpg", "jpeg", "msg"]
    );
}

#[test]
fn a_file_of_which_nothing_is_known_is_refused_as_such() {
    for name in [
        "a.exe",
        "a.pdf.exe",
        "pdf",
        ".",
        "a.",
        "",
        "apdf",
        "a.pdf/b",
        "a.рdf",
    ] {
        let found = LIMITS.check(&[file(name, 10, b"MZ\x90\0")]);
        assert_eq!(found, [(Some(0), FileProblem::Type)], "{name}");
    }
    for (ending, _) in FileType::ENDINGS {
        let found = LIMITS.check(&[file(&format!("a.{ending}"), 10, b"MZ\x90\0")]);
        assert_eq!(found, [(Some(0), FileProblem::Content)], "{ending}");
    }
}

#[test]
fn a_pdf_may_begin_anywhere_in_its_first_kilobyte() {
    let begins_at = |at: usize| {
        let mut bytes = vec![b' '; at];
        bytes.extend(b"%PDF-1.4");
        bytes.resize(FileType::HEAD_BYTES, 0);
        recognise("a.pdf", &bytes)
    };
    assert_eq!(begins_at(0), Ok(FileType::Pdf));
    assert_eq!(begins_at(1_019), Ok(FileType::Pdf));
    assert_eq!(begins_at(1_023), Ok(FileType::Pdf));
    assert_eq!(begins_at(1_024), Err(Unknown::NotAsNamed));
}

#[test]
fn a_file_may_be_as_large_as_the_limit_and_not_a_byte_larger() {
    assert_eq!(LIMITS.check(&[sized(1_000)]), []);
    assert_eq!(
        LIMITS.check(&[sized(1_001)]),
        [(Some(0), FileProblem::TooLarge)]
    );
}

#[test]
fn all_files_may_be_as_large_as_the_limit_and_not_a_byte_larger() {
    assert_eq!(LIMITS.check(&[sized(1_000), sized(1_000), sized(500)]), []);
    let over = [sized(1_000), sized(1_000), sized(501)];
    assert_eq!(LIMITS.check(&over), [(None, FileProblem::TotalTooLarge)]);
}

#[test]
fn there_may_be_as_many_files_as_the_limit_and_not_one_more() {
    assert_eq!(LIMITS.check(&[1; 4].map(sized)), []);
    assert_eq!(
        LIMITS.check(&[1; 5].map(sized)),
        [(None, FileProblem::TooMany)]
    );
}

#[test]
fn an_empty_file_is_refused_as_empty_whatever_it_holds() {
    assert_eq!(
        LIMITS.check(&[file("a.pdf", 0, b"")]),
        [(Some(0), FileProblem::Empty)]
    );
}

#[test]
fn a_file_that_cannot_be_read_is_refused_as_such() {
    let unreadable = AttachmentDraft {
        head: None,
        ..sized(10)
    };
    assert_eq!(
        LIMITS.check(&[unreadable]),
        [(Some(0), FileProblem::Unreadable)]
    );
}

#[test]
fn each_file_is_told_apart_and_all_together_come_last() {
    let files = [
        sized(10),
        file("a.exe", 0, b""),
        file("b.pdf", 2_600, b"%PDF-"),
        file("c.png", 10, b"GIF89a"),
    ];
    assert_eq!(
        LIMITS.check(&files),
        [
            (Some(1), FileProblem::Empty),
            (Some(2), FileProblem::TooLarge),
            (Some(3), FileProblem::Stranger(Stranger::Picture)),
            (None, FileProblem::TotalTooLarge),
        ]
    );
}

proptest! {
    #[test]
    fn no_files_are_too_strange_to_be_checked(
        files in proptest::collection::vec((any::<String>(), any::<u64>(), any::<Option<Vec<u8>>>()), 0..4)
    ) {
        let files: Vec<AttachmentDraft> = files
            .into_iter()
            .map(|(name, size, head)| AttachmentDraft { handle: 0, name, size, head })
            .collect();
        _ = LIMITS.check(&files);
        _ = files.iter().filter_map(|file| directory_at(file.head.as_ref()?)).count();
        _ = files.iter().map(AttachmentDraft::fitting).count();
    }
}

#[test]
fn what_holds_a_picture_can_be_shown() {
    let picture = |name, head| file(name, 100, head).is_picture();
    assert!(picture("a.PNG", b"\x89PNG\r\n\x1a\n\x00"));
    assert!(picture("a.jpeg", b"\xff\xd8\xff\xe0"));
    assert!(picture("a.png", b"\xff\xd8\xff\xe0"));
    assert!(!picture("a.pdf", b"%PDF-1.7\n"));
    assert!(picture("a", b"\xff\xd8\xff\xe0"));
}
