use complaints::domain::complaint::{AttachmentDraft, AttachmentLimits, FileProblem, FileType};
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

/// The first bytes of a file of each type.
const HEADS: [(FileType, &[u8]); 6] = [
    (FileType::Docx, b"PK\x03\x04\x14\x00"),
    (FileType::Doc, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00"),
    (FileType::Pdf, b"%PDF-1.7\n"),
    (FileType::Png, b"\x89PNG\r\n\x1a\n\x00"),
    (FileType::Jpeg, b"\xff\xd8\xff\xe0"),
    (FileType::Msg, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00"),
];

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
fn a_file_of_each_type_is_taken_under_each_of_its_endings() {
    for (ending, file_type) in FileType::ENDINGS {
        let (_, head) = HEADS
            .into_iter()
            .find(|(known, _)| *known == file_type)
            .unwrap();
        for name in [
            format!("a.{ending}"),
            format!("A B.v2.{}", ending.to_uppercase()),
        ] {
            assert_eq!(LIMITS.check(&[file(&name, 10, head)]), [], "{name}");
        }
    }
}

#[test]
fn the_endings_are_those_that_cisas_takes() {
    assert_eq!(
        FileType::ENDINGS.map(|(ending, _)| ending),
        ["docx", "doc", "pdf", "png", "jpg", "jpeg", "msg"]
    );
}

#[test]
fn a_file_of_another_type_is_refused_by_its_name() {
    for name in [
        "a.exe",
        "a.pdf.exe",
        "pdf",
        ".",
        "a.",
        "",
        "a.svg",
        "a.html",
        "apdf",
        "a.pdf/b",
        "a.рdf",
    ] {
        let found = LIMITS.check(&[file(name, 10, b"%PDF-1.7")]);
        assert_eq!(found, [(Some(0), FileProblem::Type)], "{name}");
    }
}

#[test]
fn a_file_that_does_not_hold_what_its_name_says_is_refused() {
    for (ending, promised) in FileType::ENDINGS {
        for (held, head) in HEADS {
            let same_container = [FileType::Doc, FileType::Msg];
            let fits = held == promised
                || same_container.contains(&held) && same_container.contains(&promised);
            let expected = if fits {
                vec![]
            } else {
                vec![(Some(0), FileProblem::Content)]
            };
            assert_eq!(
                LIMITS.check(&[file(&format!("a.{ending}"), 10, head)]),
                expected,
                "{ending} {held:?}"
            );
        }
        let script = file(&format!("a.{ending}"), 10, b"<html>");
        assert_eq!(
            LIMITS.check(&[script]),
            [(Some(0), FileProblem::Content)],
            "{ending}"
        );
    }
}

#[test]
fn a_pdf_may_begin_anywhere_in_its_first_kilobyte() {
    let begins_at = |at: usize| {
        let mut bytes = vec![b' '; at];
        bytes.extend(b"%PDF-1.4");
        FileType::Pdf.holds(&bytes)
    };
    assert!(begins_at(0));
    assert!(begins_at(1019));
    assert!(!begins_at(1024));
}

#[test]
fn what_is_needed_of_a_file_lies_within_the_bytes_that_are_looked_at() {
    let mut bytes = vec![b' '; FileType::HEAD_BYTES - 5];
    bytes.extend(b"%PDF-1.4");
    assert!(FileType::Pdf.holds(&bytes));
    assert!(FileType::Pdf.holds(&bytes[..FileType::HEAD_BYTES]));
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
        file("b.pdf", 2_600, b""),
        file("c.png", 10, b"GIF89a"),
    ];
    assert_eq!(
        LIMITS.check(&files),
        [
            (Some(1), FileProblem::Type),
            (Some(2), FileProblem::TooLarge),
            (Some(3), FileProblem::Content),
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
    }
}

#[test]
fn what_is_a_picture_by_its_name_and_by_what_it_holds_can_be_shown() {
    let picture = |name, head| file(name, 100, head).is_picture();
    assert!(picture("a.PNG", b"\x89PNG\r\n\x1a\n\x00"));
    assert!(picture("a.jpeg", b"\xff\xd8\xff\xe0"));
    assert!(!picture("a.png", b"\xff\xd8\xff\xe0"));
    assert!(!picture("a.pdf", b"%PDF-1.7\n"));
    assert!(!picture("a.pdf", b"\xff\xd8\xff\xe0"));
}
